namespace RunbookTools.Model;

/// <summary>A cron job.</summary>
public sealed record KubeCronJob : KubeWorkload
{
    /// <summary>The schedule, as written.</summary>
    public string Schedule { get; init; } = "";

    /// <summary>The time zone; null for the controller's own.</summary>
    public string? TimeZone { get; init; }

    /// <summary>True when suspended.</summary>
    public bool Suspended { get; init; }

    /// <inheritdoc/>
    public override string Status => Suspended ? "Suspended" : "Scheduled";

    /// <summary><c>Allow</c>, <c>Forbid</c> or <c>Replace</c>.</summary>
    public string ConcurrencyPolicy { get; init; } = "Allow";

    /// <summary>Seconds a start may be late; null when unbounded.</summary>
    public long? StartingDeadlineSeconds { get; init; }

    /// <summary>When it last started a job (UTC); null when never.</summary>
    public DateTimeOffset? LastScheduled { get; init; }

    /// <summary>When a job of it last succeeded (UTC); null when never.</summary>
    public DateTimeOffset? LastSuccessful { get; init; }

    /// <summary>Names of jobs that run now; never null.</summary>
    public IReadOnlyList<string> Active { get; init; } = [];
}
