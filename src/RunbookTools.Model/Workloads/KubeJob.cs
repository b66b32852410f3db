namespace RunbookTools.Model;

/// <summary>A job.</summary>
public sealed record KubeJob : KubeWorkload
{
    /// <summary>Successes wanted; null when any one success ends it.</summary>
    public int? Completions { get; init; }

    /// <summary>Pods that ran to a good end.</summary>
    public int Succeeded { get; init; }

    /// <summary>Pods that failed.</summary>
    public int Failed { get; init; }

    /// <summary>Failures allowed.</summary>
    public int BackoffLimit { get; init; } = 6;

    /// <summary>Seconds it may be active; null when unbounded.</summary>
    public long? ActiveDeadlineSeconds { get; init; }

    /// <summary>Seconds after its end at which it is deleted; null when it stays.</summary>
    public long? TtlSecondsAfterFinished { get; init; }

    /// <summary>True when suspended.</summary>
    public bool Suspended { get; init; }

    /// <summary>When it started (UTC); null before.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it completed (UTC); null unless it did.</summary>
    public DateTimeOffset? Completed { get; init; }

    /// <inheritdoc/>
    public override string Status => Has("Failed") ? "Failed" : Has("Complete") ? "Complete" : Suspended ? "Suspended" : "Running";

    /// <summary>True when it is over, well or not.</summary>
    public bool IsFinished => Conditions.Any(condition => condition is { Type: "Complete" or "Failed", IsTrue: true });

    private bool Has(string type) => Conditions.Any(condition => condition.Type == type && condition.IsTrue);
}
