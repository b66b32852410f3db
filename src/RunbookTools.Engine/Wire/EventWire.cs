using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace RunbookTools.Engine.Wire;

/// <summary>Events, of core/v1 and of events.k8s.io/v1: one record, two spellings.</summary>
internal static partial class EventWire
{
    private static readonly EventJson s_json = new(WireJson.NewOptions());

    /// <summary>The kinds read here.</summary>
    public static IReadOnlyList<(string Kind, WireItemReader Read)> Readers { get; } = [("Event", Read)];

    private static KubeEvent Read(ReadOnlySpan<byte> json, string apiVersion, string kind, WireContext context)
    {
        var wire = JsonSerializer.Deserialize(json, s_json.EventObjectWire)!;
        var about = wire.InvolvedObject ?? wire.Regarding;
        var source = wire.Source ?? wire.DeprecatedSource;
        var first = wire.FirstTimestamp ?? wire.DeprecatedFirstTimestamp ?? wire.EventTime ?? wire.Metadata?.CreationTimestamp;
        var component = source?.Component.NullIfEmpty() ?? wire.ReportingComponent.NullIfEmpty() ?? wire.ReportingController.NullIfEmpty() ?? "";

        // Which time and count are meant is what kubectl shows (printEvent in k8s.io/kubernetes/pkg/printers/internalversion/printers.go).
        var count = wire.Series?.Count ?? wire.Count ?? wire.DeprecatedCount;
        return WireCommon.With(
            new KubeEvent
            {
                Kind = kind,
                Name = wire.Metadata.RequiredName(),
                Type = wire.Type.NullIfEmpty() ?? "Normal",
                Reason = wire.Reason ?? "",
                Message = CredentialText.MaskText(wire.Message.NullIfEmpty() ?? wire.Note ?? ""),
                Object = about.ToModel(context) ?? new KubeTarget("", null, ""),
                ObjectUid = about?.Uid.NullIfEmpty(),
                Container = about?.FieldPath is { } path && ContainerPath().Match(path) is { Success: true } match ? match.Groups["name"].Value : null,
                Count = count is > 0 and var times ? times : 1,
                FirstSeen = first,
                LastSeen = wire.Series?.LastObservedTime ?? wire.LastTimestamp ?? wire.DeprecatedLastTimestamp ?? first,
                Source = component,
                Node = source?.Host.NullIfEmpty() ?? (component == "kubelet" ? wire.ReportingInstance.NullIfEmpty() : null),
            },
            wire.Metadata, context, kind, apiVersion);
    }

    // k8s.io/kubernetes/pkg/kubelet/container/ref.go writes containers, initContainers and ephemeralContainers so.
    [GeneratedRegex(@"^spec\.\w*[cC]ontainers\{(?<name>[^}]+)\}$")]
    private static partial Regex ContainerPath();
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(EventObjectWire))]
internal sealed partial class EventJson : JsonSerializerContext;

internal sealed class EventObjectWire : ObjectWire
{
    public ObjectReferenceWire? InvolvedObject { get; set; }

    public ObjectReferenceWire? Regarding { get; set; }

    public string? Type { get; set; }

    public string? Reason { get; set; }

    [JsonConverter(typeof(PlainStringConverter))]
    public string? Message { get; set; }

    [JsonConverter(typeof(PlainStringConverter))]
    public string? Note { get; set; }

    public EventSourceWire? Source { get; set; }

    public EventSourceWire? DeprecatedSource { get; set; }

    public DateTimeOffset? FirstTimestamp { get; set; }

    public DateTimeOffset? LastTimestamp { get; set; }

    public DateTimeOffset? DeprecatedFirstTimestamp { get; set; }

    public DateTimeOffset? DeprecatedLastTimestamp { get; set; }

    public DateTimeOffset? EventTime { get; set; }

    public int? Count { get; set; }

    public int? DeprecatedCount { get; set; }

    public EventSeriesWire? Series { get; set; }

    public string? ReportingComponent { get; set; }

    public string? ReportingController { get; set; }

    public string? ReportingInstance { get; set; }
}

internal sealed class EventSourceWire
{
    public string? Component { get; set; }

    public string? Host { get; set; }
}

internal sealed class EventSeriesWire
{
    public int? Count { get; set; }

    public DateTimeOffset? LastObservedTime { get; set; }
}
