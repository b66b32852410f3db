namespace RunbookTools.Engine.Primitives;

/// <summary>Claims together with their volume and storage class.</summary>
public static class Claims
{
    /// <summary>The claim with its volume and storage class filled in, where they exist and could be read.</summary>
    /// <param name="inventory">The cluster.</param>
    /// <param name="claim">The claim.</param>
    public static KubeVolumeClaim Join(ClusterInventory inventory, KubeVolumeClaim claim)
    {
        var volume = claim.VolumeName is { Length: > 0 } name ? inventory.Find<KubeVolume>("PersistentVolume", null, name) : null;
        return claim with { Volume = volume, StorageClass = ClassOf(inventory, claim with { Volume = volume }) };
    }

    /// <summary>
    /// The class claims without one get: of several marked as default the newest, then by name (pkg/volume/util/storageclass.go). Null when there is none.
    /// </summary>
    /// <param name="inventory">The cluster.</param>
    public static KubeStorageClass? DefaultClass(ClusterInventory inventory) => inventory.All<KubeStorageClass>()
        .Where(item => item.IsDefault)
        .OrderByDescending(item => item.Created)
        .ThenBy(item => item.Name, StringComparer.Ordinal)
        .FirstOrDefault();

    private static KubeStorageClass? ClassOf(ClusterInventory inventory, KubeVolumeClaim claim)
    {
        if ((claim.Class ?? claim.Volume?.Class) is { } name)
        {
            return name.Length == 0 ? null : inventory.Find<KubeStorageClass>("StorageClass", null, name);
        }

        return claim.Phase == "Bound" ? null : DefaultClass(inventory);
    }
}
