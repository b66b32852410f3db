namespace RunbookTools.Engine.Symptoms;

/// <summary>
/// <c>DaemonSet.Misscheduled</c>: a daemon set has pods on nodes that have got a taint since: they run on and are not made again. Nodes it never ran on
/// are skipped by design.
/// </summary>
internal sealed class DaemonSetMisscheduledDetector : ISymptomDetector
{
    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory) =>
        from set in inventory.All<KubeDaemonSet>()
        where set.Deleted is null && set.Misscheduled > 0
        select Signs.Of(inventory, "DaemonSet.Misscheduled", set, $"{set.Misscheduled} of its pods run where none should", null, Severity.Info);
}
