namespace RunbookTools.Model;

/// <summary>What makes pods: a deployment, replica set, stateful set, daemon set, job or cron job.</summary>
public abstract record KubeWorkload : KubeObject, IHasConditions
{
    /// <summary>Which pods it counts as its own; null for a cron job and for a job without one.</summary>
    public KubeSelector? Selector { get; init; }

    /// <summary>What its pods are made from.</summary>
    public required KubePodTemplate Template { get; init; }

    /// <summary>Conditions; never null.</summary>
    public IReadOnlyList<KubeCondition> Conditions { get; init; } = [];

    /// <summary>Pods wanted: replicas, scheduled nodes, parallelism. 0 for a cron job.</summary>
    public int Desired { get; init; }

    /// <summary>Who wrote <see cref="Desired"/> last; null when the source does not say (<see cref="KubeObject.Managers"/>).</summary>
    public KubeFieldManager? DesiredBy => Managers.Where(manager => manager.SetsReplicas).MaxBy(manager => manager.At);

    /// <summary>True when <see cref="Desired"/> is what the first manifest asked for: who wrote it last did so when the object was made.</summary>
    public bool IsDesiredAsCreated => DesiredBy is { At: { } at } && Created is { } made && at - made < TimeSpan.FromMinutes(1);

    /// <summary>Pods there are.</summary>
    public int Current { get; init; }

    /// <summary>Pods that are ready.</summary>
    public int Ready { get; init; }

    /// <summary>Pods that have been ready long enough; equal to <see cref="Ready"/> for kinds that do not count it.</summary>
    public int Available { get; init; }

    /// <summary>Pods of the newest revision; equal to <see cref="Current"/> for kinds that do not count it.</summary>
    public int Updated { get; init; }

    /// <summary>
    /// What it is at: <c>Available</c>, <c>Updating</c>, <c>Degraded</c>, <c>Unavailable</c>, <c>Stuck</c>, <c>Paused</c>, <c>ScaledToZero</c>; for a job <c>Running</c>,
    /// <c>Suspended</c>, <c>Complete</c> or <c>Failed</c>, for a cron job <c>Scheduled</c> or <c>Suspended</c>.
    /// </summary>
    public virtual string Status => this switch
    {
        KubeDeployment { Paused: true } => "Paused",
        _ when Desired == 0 => "ScaledToZero",
        _ when Conditions.Any(condition => condition is { Type: "Progressing", IsFalse: true }) => "Stuck",
        _ when Updated < Desired && Available > 0 => "Updating",
        _ when Available == 0 => "Unavailable",
        _ when Available < Desired => "Degraded",
        _ => "Available",
    };

    /// <summary>The generation the controller has acted on; 0 when the kind has none. Behind <see cref="KubeObject.Generation"/> it has not yet looked.</summary>
    public long ObservedGeneration { get; init; }
}
