namespace RunbookTools.Model;

/// <summary>A hypothesis and what became of it.</summary>
public sealed record HypothesisResult
{
    /// <summary>The cluster it was tested on.</summary>
    public string Cluster { get; init; } = "";

    /// <summary>The playbook, as <c>pod/CrashLoop</c>; empty when run by hand.</summary>
    public string Playbook { get; init; } = "";

    /// <summary>The cause supposed, as listed in <c>playbooks/causes.psd1</c>.</summary>
    public required string Cause { get; init; }

    /// <summary>The hypothesis in a sentence.</summary>
    public required string Statement { get; init; }

    /// <summary>What became of it.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Why, in a sentence.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The object it is about: where the fault is to be mended, so a deployment rather than its pod.</summary>
    public required KubeTarget Target { get; init; }

    /// <summary>The object it was tested on.</summary>
    public required KubeTarget TestedOn { get; init; }

    /// <summary>Where the fault would lie.</summary>
    public FaultDomain Domain { get; init; }

    /// <summary>How bad it would be.</summary>
    public Severity Severity { get; init; }

    /// <summary>The evidence, in the order it was taken; never null.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>What to do next; never null.</summary>
    public IReadOnlyList<NextStep> NextSteps { get; init; } = [];

    /// <summary>Since when it shows (UTC); null when not known.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>True when it began at <see cref="Since"/> at the latest: nothing tells of the time before.</summary>
    public bool SinceAtLatest { get; init; }

    /// <summary>How long the test took.</summary>
    public TimeSpan Duration { get; init; }
}
