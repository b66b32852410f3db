using System.Collections.Concurrent;

namespace RunbookTools;

/// <summary>
/// Every cluster connected in this process, by name, as long as somebody holds it. Objects that cross into another runspace, as in
/// ForEach-Object -Parallel, find the cluster they are from here; which one is meant when nothing is said stays a matter of the runspace.
/// </summary>
internal static class ClusterRegistry
{
    private static readonly ConcurrentDictionary<string, WeakReference<KubeCluster>> s_clusters = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds a cluster; one of the same name is replaced.</summary>
    public static void Add(KubeCluster cluster) => s_clusters[cluster.Name] = new WeakReference<KubeCluster>(cluster);

    /// <summary>The cluster of that name; null when there is none.</summary>
    public static KubeCluster? Find(string name) =>
        s_clusters.TryGetValue(name, out var reference) && reference.TryGetTarget(out var cluster) ? cluster : null;
}
