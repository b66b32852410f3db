namespace RunbookTools.Model;

/// <summary>One reason a pod fits no node, over all nodes that give it.</summary>
/// <param name="Pod">The pod.</param>
/// <param name="Reason">The reason.</param>
/// <param name="Resource">The resource that is short; null when none is.</param>
/// <param name="Nodes">How many nodes give this reason.</param>
/// <param name="Total">How many nodes there are.</param>
/// <param name="Message">The reason in words, with what would have to shrink or grow by how much.</param>
public sealed record KubeSchedulingSummary(KubeTarget Pod, SchedulingReason Reason, string? Resource, int Nodes, int Total, string Message)
{
    /// <summary>The node that comes closest; null when the reason is no matter of more or less.</summary>
    public KubeTarget? BestNode { get; init; }

    /// <summary>How much is missing there; null when the reason is no matter of more or less.</summary>
    public KubeQuantity? Missing { get; init; }

    /// <summary>True when the pod asks for more than any node has, free or not.</summary>
    public bool ExceedsEveryNode { get; init; }
}
