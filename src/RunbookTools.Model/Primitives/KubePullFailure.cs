namespace RunbookTools.Model;

/// <summary>Why the image of a container could not be pulled, as the kubelet tells it.</summary>
/// <param name="Container">The container.</param>
/// <param name="Reason">What it failed for.</param>
/// <param name="Message">What the kubelet, the runtime or the registry said.</param>
public sealed record KubePullFailure(KubeContainer Container, PullFailureReason Reason, string Message)
{
    /// <summary>The image.</summary>
    public string Image => Container.Image;

    /// <summary>The node that tried; null when not known.</summary>
    public string? Node => Container.Node;

    /// <summary>True when the registry was asked without credentials: the node had none for it. False when it had, or when that is not told.</summary>
    public bool IsAnonymous { get; init; }

    /// <summary>How often it was tried; 1 when not told.</summary>
    public int Count { get; init; } = 1;

    /// <summary>When it failed first (UTC); null when not known.</summary>
    public DateTimeOffset? Since { get; init; }
}
