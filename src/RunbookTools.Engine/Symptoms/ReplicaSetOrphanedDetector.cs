namespace RunbookTools.Engine.Symptoms;

/// <summary><c>ReplicaSet.Orphaned</c>: a replica set that a deployment made runs on without one.</summary>
internal sealed class ReplicaSetOrphanedDetector : ISymptomDetector
{
    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory) =>
        from set in inventory.All<KubeReplicaSet>()
        // The deployment controller writes the revision and the hash; nobody else does both.
        where set.Deleted is null && set.Controller is null && set.Desired > 0 && set.Revision is not null && set.Labels.ContainsKey("pod-template-hash")
        select Signs.Of(inventory, "ReplicaSet.Orphaned", set, $"{set.Current} pods of revision {set.Revision} belong to no deployment", null, Severity.Warning);
}
