using System.Text.Json;
using System.Text.Json.Serialization;

namespace RunbookTools.Engine.Wire;

/// <summary>What metrics-server tells of pods and nodes (k8s.io/metrics/pkg/apis/metrics/v1beta1/types.go).</summary>
internal static class MetricsWire
{
    private static readonly MetricsJson s_json = new(WireJson.NewOptions());

    /// <summary>The kinds read here.</summary>
    public static IReadOnlyList<(string Kind, WireItemReader Read)> Readers { get; } = [("PodMetrics", ReadPod), ("NodeMetrics", ReadNode)];

    private static KubePodMetrics ReadPod(ReadOnlySpan<byte> json, string apiVersion, string kind, WireContext context)
    {
        var wire = JsonSerializer.Deserialize(json, s_json.PodMetricsWire)!;
        return WireCommon.With(
            new KubePodMetrics
            {
                Kind = kind,
                Name = wire.Metadata.RequiredName(),
                At = wire.Timestamp,
                Containers = wire.Containers.ToModel(container => container.Name is { Length: > 0 } name ? new KubeContainerMetrics(name, container.Usage.OrNone()) : null),
            },
            wire.Metadata, context, kind, apiVersion);
    }

    private static KubeNodeMetrics ReadNode(ReadOnlySpan<byte> json, string apiVersion, string kind, WireContext context)
    {
        var wire = JsonSerializer.Deserialize(json, s_json.NodeMetricsWire)!;
        return WireCommon.With(
            new KubeNodeMetrics { Kind = kind, Name = wire.Metadata.RequiredName(), At = wire.Timestamp, Usage = wire.Usage.OrNone() }, wire.Metadata, context, kind, apiVersion);
    }
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(PodMetricsWire))]
[JsonSerializable(typeof(NodeMetricsWire))]
internal sealed partial class MetricsJson : JsonSerializerContext;

internal sealed class PodMetricsWire : ObjectWire
{
    public DateTimeOffset? Timestamp { get; set; }

    public List<ContainerMetricsWire>? Containers { get; set; }
}

internal sealed class ContainerMetricsWire
{
    public string? Name { get; set; }

    public KubeResources? Usage { get; set; }
}

internal sealed class NodeMetricsWire : ObjectWire
{
    public DateTimeOffset? Timestamp { get; set; }

    public KubeResources? Usage { get; set; }
}
