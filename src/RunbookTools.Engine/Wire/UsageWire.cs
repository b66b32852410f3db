using System.Text.Json;
using System.Text.Json.Serialization;

namespace RunbookTools.Engine.Wire;

/// <summary>Reads what a kubelet tells of usage under <c>/stats/summary</c> (k8s.io/kubelet/pkg/apis/stats/v1alpha1/types.go).</summary>
internal static class UsageWire
{
    private static readonly UsageJson s_json = new(WireJson.NewOptions());

    /// <summary>The usage of one node, its pods, their containers and volumes.</summary>
    /// <param name="utf8Json">The summary.</param>
    /// <param name="cluster">The cluster name every object gets.</param>
    /// <exception cref="JsonException">It is no summary.</exception>
    public static IReadOnlyList<KubeUsage> Read(ReadOnlySpan<byte> utf8Json, string cluster)
    {
        var wire = JsonSerializer.Deserialize(utf8Json, s_json.SummaryWire)!;
        if (wire.Node?.NodeName is not { Length: > 0 } node)
        {
            throw new JsonException("it names no node");
        }

        var found = new List<KubeUsage>();
        var owner = new KubeTarget("Node", null, node) { Cluster = cluster };
        AddFileSystem(owner, wire.Node.Fs, usage => usage);
        AddMemory(owner, wire.Node.Memory, null);
        AddCpu(owner, wire.Node.Cpu, null);
        foreach (var pod in wire.Pods ?? [])
        {
            if (pod?.PodRef is { Name: { Length: > 0 } name } reference)
            {
                Add(new KubeTarget("Pod", reference.Namespace, name) { Cluster = cluster }, pod);
            }
        }

        return found;

        void Add(KubeTarget target, PodStatsWire pod)
        {
            foreach (var volume in pod.Volume ?? [])
            {
                var claim = volume?.PvcRef is { Name: { Length: > 0 } claimed } reference
                    ? new KubeTarget("PersistentVolumeClaim", reference.Namespace ?? target.Namespace, claimed) { Cluster = cluster }
                    : null;

                // Of what is no claim the kubelet tells the file system below it, which is the node's.
                if (claim is not null)
                {
                    AddFileSystem(target, volume, usage => usage with { Volume = volume!.Name.NullIfEmpty(), Claim = claim });
                }
            }

            foreach (var container in pod.Containers ?? [])
            {
                AddMemory(target, container?.Memory, container?.Name.NullIfEmpty());
                AddCpu(target, container?.Cpu, container?.Name.NullIfEmpty());
            }
        }

        void AddFileSystem(KubeTarget target, FileSystemWire? wire, Func<KubeUsage, KubeUsage> shape)
        {
            Put(UsageResource.Storage, wire?.UsedBytes, wire?.CapacityBytes, wire?.AvailableBytes, binary: true);

            // File systems without a fixed number of inodes say 0.
            Put(UsageResource.Inodes, wire?.InodesUsed, wire?.Inodes, wire?.InodesFree, binary: false);

            void Put(UsageResource resource, ulong? used, ulong? capacity, ulong? available, bool binary)
            {
                if (capacity is > 0 && available is not null)
                {
                    found.Add(shape(new KubeUsage(target, resource, new KubeQuantity(used ?? (capacity.Value - Math.Min(available.Value, capacity.Value)), binary))
                    {
                        Node = node,
                        Capacity = new KubeQuantity(capacity.Value, binary),
                        Available = new KubeQuantity(available.Value, binary),
                        At = wire!.Time,
                    }));
                }
            }
        }

        void AddCpu(KubeTarget target, CpuWire? wire, string? container)
        {
            if (wire?.UsageNanoCores is { } used)
            {
                found.Add(new KubeUsage(target, UsageResource.Cpu, new KubeQuantity(used / 1e9m).ToMilli()) { Node = node, Container = container, At = wire.Time });
            }
        }

        void AddMemory(KubeTarget target, MemoryWire? wire, string? container)
        {
            if (wire?.WorkingSetBytes is { } used)
            {
                // What is available is told only where there is a limit, or of the node.
                var available = wire.AvailableBytes;
                found.Add(new KubeUsage(target, UsageResource.Memory, new KubeQuantity(used, binary: true))
                {
                    Node = node,
                    Container = container,
                    Capacity = available is null ? default(KubeQuantity?) : new KubeQuantity((decimal)used + available.Value, binary: true),
                    Available = available is null ? default(KubeQuantity?) : new KubeQuantity(available.Value, binary: true),
                    At = wire.Time,
                });
            }
        }
    }
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(SummaryWire))]
internal sealed partial class UsageJson : JsonSerializerContext;

internal sealed class SummaryWire
{
    public NodeStatsWire? Node { get; set; }

    public List<PodStatsWire?>? Pods { get; set; }
}

internal sealed class NodeStatsWire
{
    public string? NodeName { get; set; }

    public FileSystemWire? Fs { get; set; }

    public MemoryWire? Memory { get; set; }

    public CpuWire? Cpu { get; set; }
}

internal sealed class PodStatsWire
{
    public UsageReferenceWire? PodRef { get; set; }

    public List<ContainerStatsWire?>? Containers { get; set; }

    public List<VolumeStatsWire?>? Volume { get; set; }
}

internal sealed class ContainerStatsWire
{
    public string? Name { get; set; }

    public MemoryWire? Memory { get; set; }

    public CpuWire? Cpu { get; set; }
}

internal class FileSystemWire
{
    public DateTimeOffset? Time { get; set; }

    public ulong? AvailableBytes { get; set; }

    public ulong? CapacityBytes { get; set; }

    public ulong? UsedBytes { get; set; }

    public ulong? InodesFree { get; set; }

    public ulong? Inodes { get; set; }

    public ulong? InodesUsed { get; set; }
}

internal sealed class VolumeStatsWire : FileSystemWire
{
    public string? Name { get; set; }

    public UsageReferenceWire? PvcRef { get; set; }
}

internal sealed class MemoryWire
{
    public DateTimeOffset? Time { get; set; }

    public ulong? AvailableBytes { get; set; }

    public ulong? WorkingSetBytes { get; set; }
}

internal sealed class CpuWire
{
    public DateTimeOffset? Time { get; set; }

    public ulong? UsageNanoCores { get; set; }
}

internal sealed class UsageReferenceWire
{
    public string? Name { get; set; }

    public string? Namespace { get; set; }
}
