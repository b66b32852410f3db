namespace RunbookTools.Engine.Symptoms;

/// <summary><c>Node.Cordoned</c>: a node has been closed to new pods for so long that it may have been forgotten.</summary>
internal sealed class NodeCordonedDetector : ISymptomDetector
{
    // Maintenance of a node takes hours, not days.
    private static readonly TimeSpan s_patience = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory) =>
        from node in inventory.All<KubeNode>()
        where node.Unschedulable
        let since = node.Taints.FirstOrDefault(taint => taint.Key == "node.kubernetes.io/unschedulable")?.Added
        where since is not null && Signs.Lasts(inventory, since, s_patience)
        select Signs.Of(inventory, "Node.Cordoned", node, "takes no new pods", since, Severity.Info);
}
