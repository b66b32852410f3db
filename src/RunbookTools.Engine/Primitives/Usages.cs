namespace RunbookTools.Engine.Primitives;

/// <summary>How much is used of memory, processor time and storage, as far as kubelets or metrics-server told.</summary>
public static class Usages
{
    /// <summary>The usage of an object: of a claim or volume that of its file system, of a node its own, of anything else that of its pods.</summary>
    /// <param name="inventory">The cluster.</param>
    /// <param name="item">The object; null for everything.</param>
    public static IEnumerable<KubeUsage> Of(ClusterInventory inventory, KubeObject? item)
    {
        switch (item)
        {
            case null:
                return inventory.Usages.Count > 0 ? inventory.Usages : Metrics(inventory, inventory.All<KubePodMetrics>()).Concat(inventory.All<KubeNodeMetrics>().SelectMany(metrics => Metrics(inventory, metrics)));
            case KubeNode node:
                return inventory.Usages.Count > 0 ? inventory.Usages.Where(usage => usage.Object.Kind == "Node" && usage.Object.Name == node.Name)
                    : inventory.Find<KubeNodeMetrics>("NodeMetrics", null, node.Name) is { } metrics ? Metrics(inventory, metrics) : [];
            case KubeVolumeClaim or KubeVolume:
                var claims = Related.Claims(inventory, item).Select(claim => (claim.Namespace, claim.Name)).ToHashSet();
                return inventory.Usages.Where(usage => usage.Claim is { } claim && claims.Contains((claim.Namespace, claim.Name)));
            default:
                var pods = Related.Pods(inventory, item).Select(pod => (pod.Namespace, pod.Name)).ToHashSet();
                return inventory.Usages.Count == 0
                    ? Metrics(inventory, pods.Select(pod => inventory.Find<KubePodMetrics>("PodMetrics", pod.Namespace, pod.Name)).OfType<KubePodMetrics>())
                    : inventory.Usages.Where(usage => usage.Object.Kind == "Pod" && pods.Contains((usage.Object.Namespace, usage.Object.Name)));
        }
    }

    /// <summary>
    /// Claims of which next to nothing is left, each with what says so. Left out, as the alert <see cref="KubeUsage.IsFull"/> is from leaves them out, are volumes that are only read; and those
    /// that are a folder on the disk of their node, which is the one that is full.
    /// </summary>
    /// <param name="inventory">The cluster.</param>
    public static IEnumerable<(KubeVolumeClaim Claim, IReadOnlyList<KubeUsage> Usages)> FullClaims(ClusterInventory inventory) => inventory.Usages
        .Where(usage => usage is { Claim: not null, Used.Value: > 0, IsFull: true } && !IsDiskOfNode(inventory, usage))
        .GroupBy(usage => (usage.Claim!.Namespace, usage.Claim.Name))
        .Select(group => (Claim: inventory.Find<KubeVolumeClaim>("PersistentVolumeClaim", group.Key.Namespace, group.Key.Name)!, Usages: (IReadOnlyList<KubeUsage>)[.. group]))
        .Where(pair => pair.Claim is { Deleted: null } && !pair.Claim.AccessModes.Contains("ReadOnlyMany"));

    // By the limits that hold now, as the kubelet does for memory.
    private static IEnumerable<KubeUsage> Metrics(ClusterInventory inventory, IEnumerable<KubePodMetrics> all) =>
        from metrics in all
        let pod = inventory.Find<KubePod>("Pod", metrics.Namespace, metrics.Name)
        let target = new KubeTarget("Pod", metrics.Namespace, metrics.Name) { Cluster = metrics.Cluster }
        from container in metrics.Containers
        let limits = pod?.Containers.FirstOrDefault(other => other.Name == container.Name)
        from usage in new[]
        {
            Measured(target, UsageResource.Cpu, container.Usage.Cpu?.ToMilli(), limits?.CpuLimit),
            Measured(target, UsageResource.Memory, container.Usage.Memory, limits?.MemoryLimit),
        }
        where usage is not null
        select usage with { Node = pod?.Node ?? "", Container = container.Name, At = metrics.At };

    private static IEnumerable<KubeUsage> Metrics(ClusterInventory inventory, KubeNodeMetrics metrics)
    {
        var node = inventory.Find<KubeNode>("Node", null, metrics.Name);
        var target = new KubeTarget("Node", null, metrics.Name) { Cluster = metrics.Cluster };
        return new[]
        {
            Measured(target, UsageResource.Cpu, metrics.Usage.Cpu?.ToMilli(), node?.Capacity.Cpu),
            Measured(target, UsageResource.Memory, metrics.Usage.Memory, node?.Capacity.Memory),
        }.OfType<KubeUsage>().Select(usage => usage with { Node = metrics.Name, At = metrics.At });
    }

    private static KubeUsage? Measured(KubeTarget target, UsageResource resource, KubeQuantity? used, KubeQuantity? capacity) => used is not { } amount ? null
        : new KubeUsage(target, resource, amount)
        {
            Capacity = capacity,
            Available = capacity is { } all ? new KubeQuantity(Math.Max(0, all.Value - amount.Value), resource == UsageResource.Memory) : default(KubeQuantity?),
        };

    /// <summary>True when a volume is no file system of its own, but a folder on that of its node.</summary>
    internal static bool IsDiskOfNode(ClusterInventory inventory, KubeUsage usage) => inventory.Usages.Any(other =>
        other.Object.Kind == "Node" && other.Node == usage.Node && other.Resource == usage.Resource && other.Capacity?.Value == usage.Capacity?.Value);
}
