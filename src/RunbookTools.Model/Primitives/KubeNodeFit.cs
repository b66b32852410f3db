namespace RunbookTools.Model;

/// <summary>Whether a pod fits a node, and if not, everything that speaks against it.</summary>
/// <param name="Pod">The pod.</param>
/// <param name="Node">The node.</param>
/// <param name="Blockers">What speaks against it; empty when it fits.</param>
public sealed record KubeNodeFit(KubeTarget Pod, KubeTarget Node, IReadOnlyList<SchedulingBlocker> Blockers)
{
    /// <summary>True when nothing speaks against it.</summary>
    public bool Fits => Blockers.Count == 0;

    /// <summary>The reasons, each once.</summary>
    public IReadOnlyList<SchedulingReason> Reasons => [.. Blockers.Select(blocker => blocker.Reason).Distinct()];

    /// <summary>The one reason, when there is only one; null otherwise.</summary>
    public SchedulingReason? OnlyReason => Reasons is [var reason] ? reason : null;

    /// <summary>True when the node is one the pod asks for: selector, affinity, taints and volumes allow it, and only room or state is missing.</summary>
    public bool IsCandidate => Blockers.All(blocker => blocker.Reason is not (
        SchedulingReason.NodeSelector or SchedulingReason.NodeAffinity or SchedulingReason.Taint or SchedulingReason.Pressure or SchedulingReason.VolumeNodeAffinity));
}
