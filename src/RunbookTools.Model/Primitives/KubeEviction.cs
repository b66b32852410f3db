namespace RunbookTools.Model;

/// <summary>How and why a pod was put off its node.</summary>
/// <param name="Pod">The pod.</param>
/// <param name="Type">How.</param>
/// <param name="Message">Why, as whoever did it wrote.</param>
public sealed record KubeEviction(KubeTarget Pod, EvictionType Type, string Message)
{
    /// <summary>The node; null when not known.</summary>
    public string? Node { get; init; }

    /// <summary>What was short or exceeded: <c>memory</c>, <c>ephemeral-storage</c>, <c>inodes</c>, <c>pids</c>; null when nothing was.</summary>
    public string? Resource { get; init; }

    /// <summary>How much of it the containers used that used more than they asked for; null when not told.</summary>
    public KubeQuantity? Used { get; init; }

    /// <summary>How much of it those containers had asked for; null when not told.</summary>
    public KubeQuantity? Requested { get; init; }

    /// <summary>How much of it the node lacked until it would have been short no more; null when not told (before Kubernetes 1.27).</summary>
    public KubeQuantity? Lacking { get; init; }

    /// <summary>The container, the volume or the pod's containers together that exceeded a limit; null when none did.</summary>
    public string? Subject { get; init; }

    /// <summary>
    /// True when what it used beyond its request is as much as the node lacked: without it the node would not have been short. False when it used less, or nothing
    /// of it is told.
    /// </summary>
    public bool AccountsForShortage => Lacking is { } lacking && Used is { } used && used - (Requested ?? 0) >= lacking;

    /// <summary>When (UTC); null when not known.</summary>
    public DateTimeOffset? At { get; init; }
}
