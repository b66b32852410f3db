namespace RunbookTools.Model;

/// <summary>A daemon set.</summary>
public sealed record KubeDaemonSet : KubeWorkload
{
    /// <summary><c>RollingUpdate</c> or <c>OnDelete</c>.</summary>
    public string UpdateStrategy { get; init; } = "RollingUpdate";

    /// <summary>Pods on nodes that should have none.</summary>
    public int Misscheduled { get; init; }
}
