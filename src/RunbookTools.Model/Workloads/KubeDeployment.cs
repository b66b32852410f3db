namespace RunbookTools.Model;

/// <summary>A deployment.</summary>
public sealed record KubeDeployment : KubeWorkload
{
    /// <summary><c>RollingUpdate</c> or <c>Recreate</c>.</summary>
    public string Strategy { get; init; } = "RollingUpdate";

    /// <summary>Pods that may be missing during a rollout: a number or a percentage, as written; null when not written.</summary>
    public string? MaxUnavailable { get; init; }

    /// <summary>Pods that may be too many during a rollout: a number or a percentage, as written; null when not written.</summary>
    public string? MaxSurge { get; init; }

    /// <summary>True when rollouts are paused.</summary>
    public bool Paused { get; init; }

    /// <summary>Seconds a rollout may make no progress before it is said to be stuck.</summary>
    public int ProgressDeadlineSeconds { get; init; } = 600;

    /// <summary>Seconds a pod must be ready to be available.</summary>
    public int MinReadySeconds { get; init; }

    /// <summary>The revision, from the annotation; null when not written.</summary>
    public long? Revision { get; init; }
}
