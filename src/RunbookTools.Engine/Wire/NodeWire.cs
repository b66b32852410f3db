using System.Text.Json;
using System.Text.Json.Serialization;

namespace RunbookTools.Engine.Wire;

/// <summary>Nodes, their leases, and namespaces.</summary>
internal static class NodeWire
{
    private static readonly NodeJson s_json = new(WireJson.NewOptions());

    /// <summary>The kinds read here.</summary>
    public static IReadOnlyList<(string Kind, WireItemReader Read)> Readers { get; } = [("Node", ReadNode), ("Lease", ReadLease), ("Namespace", ReadNamespace)];

    private static KubeNode ReadNode(ReadOnlySpan<byte> json, string apiVersion, string kind, WireContext context)
    {
        var wire = JsonSerializer.Deserialize(json, s_json.NodeObjectWire)!;
        var spec = wire.Spec;
        var status = wire.Status;
        var info = status?.NodeInfo;
        return WireCommon.With(
            new KubeNode
            {
                Kind = kind,
                Name = wire.Metadata.RequiredName(),
                Conditions = (status?.Conditions).ToModel(),
                Unschedulable = spec?.Unschedulable == true,
                Taints = (spec?.Taints).ToModel(taint => new KubeTaint(taint.Key ?? "", taint.Value.NullIfEmpty(), taint.Effect ?? "", taint.TimeAdded)),
                Capacity = (status?.Capacity).OrNone(),
                Allocatable = (status?.Allocatable).OrNone(),
                InternalIP = status?.Addresses?.Find(address => address?.Type == "InternalIP")?.Address.NullIfEmpty(),
                KubeletVersion = info?.KubeletVersion.NullIfEmpty(),
                OSImage = info?.OSImage.NullIfEmpty(),
                KernelVersion = info?.KernelVersion.NullIfEmpty(),
                ContainerRuntime = info?.ContainerRuntimeVersion.NullIfEmpty(),
                Architecture = info?.Architecture.NullIfEmpty(),
                PodCidr = spec?.PodCIDR.NullIfEmpty(),
                ProviderId = spec?.ProviderID.NullIfEmpty(),
            },
            wire.Metadata, context, kind, apiVersion);
    }

    private static KubeLease ReadLease(ReadOnlySpan<byte> json, string apiVersion, string kind, WireContext context)
    {
        var wire = JsonSerializer.Deserialize(json, s_json.LeaseObjectWire)!;
        return WireCommon.With(
            new KubeLease
            {
                Kind = kind,
                Name = wire.Metadata.RequiredName(),
                Holder = wire.Spec?.HolderIdentity.NullIfEmpty(),
                Renewed = wire.Spec?.RenewTime,
                DurationSeconds = wire.Spec?.LeaseDurationSeconds,
            },
            wire.Metadata, context, kind, apiVersion);
    }

    private static KubeNamespace ReadNamespace(ReadOnlySpan<byte> json, string apiVersion, string kind, WireContext context)
    {
        var wire = JsonSerializer.Deserialize(json, s_json.NamespaceObjectWire)!;
        return WireCommon.With(
            new KubeNamespace
            {
                Kind = kind,
                Name = wire.Metadata.RequiredName(),
                Phase = wire.Status?.Phase.NullIfEmpty() ?? "Active",
                Conditions = (wire.Status?.Conditions).ToModel(),
            },
            wire.Metadata, context, kind, apiVersion);
    }
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(NodeObjectWire))]
[JsonSerializable(typeof(LeaseObjectWire))]
[JsonSerializable(typeof(NamespaceObjectWire))]
internal sealed partial class NodeJson : JsonSerializerContext;

internal sealed class NodeObjectWire : ObjectWire
{
    public NodeSpecWire? Spec { get; set; }

    public NodeStatusWire? Status { get; set; }
}

internal sealed class NodeSpecWire
{
    public bool? Unschedulable { get; set; }

    public List<TaintWire>? Taints { get; set; }

    public string? PodCIDR { get; set; }

    public string? ProviderID { get; set; }
}

internal sealed class TaintWire
{
    public string? Key { get; set; }

    public string? Value { get; set; }

    public string? Effect { get; set; }

    public DateTimeOffset? TimeAdded { get; set; }
}

internal sealed class NodeStatusWire
{
    public KubeResources? Capacity { get; set; }

    public KubeResources? Allocatable { get; set; }

    public List<ConditionWire>? Conditions { get; set; }

    public List<NodeAddressWire>? Addresses { get; set; }

    public NodeInfoWire? NodeInfo { get; set; }
}

internal sealed class NodeAddressWire
{
    public string? Type { get; set; }

    public string? Address { get; set; }
}

internal sealed class NodeInfoWire
{
    public string? KubeletVersion { get; set; }

    public string? OSImage { get; set; }

    public string? KernelVersion { get; set; }

    public string? ContainerRuntimeVersion { get; set; }

    public string? Architecture { get; set; }
}

internal sealed class LeaseObjectWire : ObjectWire
{
    public LeaseSpecWire? Spec { get; set; }
}

internal sealed class LeaseSpecWire
{
    public string? HolderIdentity { get; set; }

    public DateTimeOffset? RenewTime { get; set; }

    public int? LeaseDurationSeconds { get; set; }
}

internal sealed class NamespaceObjectWire : ObjectWire
{
    public NamespaceStatusWire? Status { get; set; }
}

internal sealed class NamespaceStatusWire
{
    public string? Phase { get; set; }

    public List<ConditionWire>? Conditions { get; set; }
}
