using RunbookTools.Engine.Inventory;

namespace RunbookTools.Commands;

/// <summary>Where a query starts.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Object">The object started from; null for the whole cluster.</param>
/// <param name="Container">The container of that object that is meant; null for all.</param>
internal sealed record QueryStart(KubeCluster Cluster, KubeObject? Object = null, string? Container = null)
{
    /// <summary>What is asked.</summary>
    public ClusterInventory Inventory => Cluster.Inventory;
}
