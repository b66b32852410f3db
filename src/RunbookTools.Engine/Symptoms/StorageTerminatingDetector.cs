namespace RunbookTools.Engine.Symptoms;

/// <summary><c>Claim.Terminating</c> and <c>Volume.Terminating</c>: storage should be gone and is held.</summary>
internal sealed class StorageTerminatingDetector : ISymptomDetector
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory) =>
        from item in inventory.All<KubeVolumeClaim>().Concat<KubeObject>(inventory.All<KubeVolume>())
        where item.Deleted is not null && inventory.CapturedAt - item.Deleted > s_patience
        select Signs.Of(
            inventory, item is KubeVolume ? "Volume.Terminating" : "Claim.Terminating", item, "Terminating: held by " + string.Join(", ", item.Finalizers), item.Deleted, Severity.Warning,
            string.Join(',', item.Finalizers));
}
