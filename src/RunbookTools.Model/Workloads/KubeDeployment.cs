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

    /// <summary>
    /// Pods that may be missing during a rollout, as a number: a percentage is rounded down, a surge rounded up, and where both come to none one may be
    /// missing (k8s.io/kubernetes/pkg/controller/deployment/util/deployment_util.go, ResolveFenceposts). All of them under <c>Recreate</c>.
    /// </summary>
    public int UnavailableAllowed => Strategy != "RollingUpdate" ? Desired
        : Amount(MaxUnavailable ?? "25%", Math.Floor) is var missing and > 0 ? missing
        : Amount(MaxSurge ?? "25%", Math.Ceiling) == 0 ? 1 : 0;

    /// <summary>True when rollouts are paused.</summary>
    public bool Paused { get; init; }

    /// <summary>Seconds a rollout may make no progress before it is said to be stuck.</summary>
    public int ProgressDeadlineSeconds { get; init; } = 600;

    /// <summary>Seconds a pod must be ready to be available.</summary>
    public int MinReadySeconds { get; init; }

    /// <summary>The revision, from the annotation; null when not written.</summary>
    public long? Revision { get; init; }

    private int Amount(string text, Func<double, double> round) =>
        text.EndsWith('%') ? int.TryParse(text.AsSpan(0, text.Length - 1), out var percent) ? (int)round(percent * Desired / 100.0) : 0
        : int.TryParse(text, out var number) ? number : 0;
}
