namespace RunbookTools.Model;

/// <summary>A cause found on an object.</summary>
public sealed record Finding
{
    /// <summary>The place in the report, from 1.</summary>
    public int Rank { get; init; }

    /// <summary>How sure it is: <c>Confirmed</c> or <c>Likely</c>.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The cause.</summary>
    public required string Cause { get; init; }

    /// <summary>Where the fault lies.</summary>
    public FaultDomain Domain { get; init; }

    /// <summary>How bad it is.</summary>
    public Severity Severity { get; init; }

    /// <summary>The object to mend.</summary>
    public required KubeTarget Target { get; init; }

    /// <summary>The hypothesis in a sentence.</summary>
    public required string Statement { get; init; }

    /// <summary>Why the verdict, in a sentence.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The playbook that found it.</summary>
    public string Playbook { get; init; } = "";

    /// <summary>True when it is a matter of tidiness, found because somebody asked for it.</summary>
    public bool IsHygiene => Playbook.StartsWith("hygiene/", StringComparison.Ordinal);

    /// <summary>The evidence; never null.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>What to do next; never null.</summary>
    public IReadOnlyList<NextStep> NextSteps { get; init; } = [];

    /// <summary>Objects that show it: the pods of one workload; never null.</summary>
    public IReadOnlyList<KubeTarget> Affected { get; init; } = [];

    /// <summary>What else it explains; never null.</summary>
    public IReadOnlyList<Explained> Explains { get; init; } = [];

    /// <summary>Since when it shows (UTC); null when not known.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>True when it began at <see cref="Since"/> at the latest: nothing tells of the time before.</summary>
    public bool SinceAtLatest { get; init; }
}
