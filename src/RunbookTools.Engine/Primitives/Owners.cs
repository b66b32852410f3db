namespace RunbookTools.Engine.Primitives;

/// <summary>Who controls what.</summary>
public static class Owners
{
    // Pod, Job, CronJob and two custom resources above are already unusual; a bundle may hold owners that point at each other.
    private const int MaxDepth = 10;

    /// <summary>The object, the object that controls it, and so on up to the one nothing controls or whose owner was not read.</summary>
    /// <param name="inventory">The cluster.</param>
    /// <param name="item">Where to begin.</param>
    public static IEnumerable<KubeObject> Chain(ClusterInventory inventory, KubeObject item)
    {
        var seen = new HashSet<KubeObject>(ReferenceEqualityComparer.Instance);
        for (KubeObject? next = item; next is not null && seen.Count <= MaxDepth && seen.Add(next); next = inventory.OwnerOf(next))
        {
            yield return next;
        }
    }

    /// <summary>The known kinds of what controls an object, as far up as was read and the one above that: those which must have been read to know who does.</summary>
    /// <param name="inventory">The cluster.</param>
    /// <param name="item">Where to begin.</param>
    public static IEnumerable<string> KindsAbove(ClusterInventory inventory, KubeObject item) =>
        Chain(inventory, item).Select(link => link.Controller?.Kind).OfType<string>().Where(kind => KindTable.Find(kind) is not null);
}
