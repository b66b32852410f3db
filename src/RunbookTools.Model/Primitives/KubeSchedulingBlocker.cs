namespace RunbookTools.Model;

/// <summary>
/// One reason why a pod gets no node, over the nodes it may use: those that nothing closer to the pod rules out already. A node that lacks the labels the pod
/// asks for is not asked whether it has room.
/// </summary>
/// <param name="Pod">The pod.</param>
/// <param name="Reason">The reason.</param>
/// <param name="Resource">The resource that is short, or the driver whose volumes are; null when neither is.</param>
/// <param name="Message">The reason in words, with what would have to shrink or grow by how much.</param>
public sealed record KubeSchedulingBlocker(KubeTarget Pod, SchedulingReason Reason, string? Resource, string Message)
{
    /// <summary>The nodes it may use that this rules out, by name; empty when only the scheduler tells of it.</summary>
    public IReadOnlyList<KubeTarget> Nodes { get; init; } = [];

    /// <summary>Those of <see cref="Nodes"/> that offer none of the resource; never null.</summary>
    public IReadOnlyList<KubeTarget> NodesWithout { get; init; } = [];

    /// <summary>How many nodes it may use, those that this rules out among them.</summary>
    public int Candidates { get; init; }

    /// <summary>True when it rules out every node the pod may use.</summary>
    public bool IsEverywhere => Nodes.Count > 0 && Nodes.Count == Candidates;

    /// <summary>True when on a node it rules out nothing else speaks against the pod.</summary>
    public bool IsOnly { get; init; }

    /// <summary>How many nodes the scheduler itself counts for it; null when it says nothing of the kind.</summary>
    public int? Counted { get; init; }

    /// <summary>True when by the scheduler's own count no node got past this reason.</summary>
    public bool StopsAll { get; init; }

    /// <summary>The node that comes closest; null when the reason is no matter of more or less.</summary>
    public KubeTarget? NearestNode { get; init; }

    /// <summary>How much is missing there; null when the reason is no matter of more or less.</summary>
    public KubeQuantity? Missing { get; init; }

    /// <summary>True when the pod asks for more than any node it may use has, free or not.</summary>
    public bool ExceedsEveryNode { get; init; }
}
