using System.Text.RegularExpressions;

namespace RunbookTools.Engine.Wire;

/// <summary>Events, of core/v1 and of events.k8s.io/v1: one record, two spellings.</summary>
internal static partial class EventWire
{
    /// <summary>The kinds read here.</summary>
    public static IReadOnlyList<(string Kind, WireItemReader Read)> Readers { get; } = [("Event", Read)];

    private static KubeEvent Read(ReadOnlySpan<byte> json, string apiVersion, string kind, WireContext context)
    {
        var wire = WireField.Read(json, new EventObjectWire { Context = context }, ReadField);
        var about = wire.InvolvedObject ?? wire.Regarding;
        var source = wire.Source ?? wire.DeprecatedSource;
        var first = wire.FirstTimestamp ?? wire.DeprecatedFirstTimestamp ?? wire.EventTime ?? wire.Metadata?.CreationTimestamp;
        var component = source?.Component.NullIfEmpty() ?? wire.ReportingComponent.NullIfEmpty() ?? wire.ReportingController.NullIfEmpty() ?? "";

        // Which time and count are meant is what kubectl shows (printEvent in k8s.io/kubernetes/pkg/printers/internalversion/printers.go).
        var count = wire.SeriesCount ?? wire.Count ?? wire.DeprecatedCount;
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
                LastSeen = wire.LastObservedTime ?? wire.LastTimestamp ?? wire.DeprecatedLastTimestamp ?? first,
                Source = component,
                Node = source?.Host.NullIfEmpty() ?? (component == "kubelet" ? wire.ReportingInstance.NullIfEmpty() : null),
            },
            wire.Metadata, context, kind, apiVersion);
    }

    private static void ReadField(in WireField field, EventObjectWire wire)
    {
        if (field.Is("metadata"u8))
        {
            wire.Metadata = wire.Context.Shared.ReadMetadata(field);
        }
        else if (field.Is("involvedObject"u8))
        {
            wire.InvolvedObject = field.Object(new ObjectReferenceWire(), ReadReference);
        }
        else if (field.Is("regarding"u8))
        {
            wire.Regarding = field.Object(new ObjectReferenceWire(), ReadReference);
        }
        else if (field.Is("type"u8))
        {
            wire.Type = field.Text();
        }
        else if (field.Is("reason"u8))
        {
            wire.Reason = field.Text();
        }
        else if (field.Is("message"u8))
        {
            wire.Message = field.OwnText();
        }
        else if (field.Is("note"u8))
        {
            wire.Note = field.OwnText();
        }
        else if (field.Is("source"u8))
        {
            wire.Source = field.Object(new EventSourceWire(), ReadSource);
        }
        else if (field.Is("deprecatedSource"u8))
        {
            wire.DeprecatedSource = field.Object(new EventSourceWire(), ReadSource);
        }
        else if (field.Is("firstTimestamp"u8))
        {
            wire.FirstTimestamp = field.Time();
        }
        else if (field.Is("lastTimestamp"u8))
        {
            wire.LastTimestamp = field.Time();
        }
        else if (field.Is("deprecatedFirstTimestamp"u8))
        {
            wire.DeprecatedFirstTimestamp = field.Time();
        }
        else if (field.Is("deprecatedLastTimestamp"u8))
        {
            wire.DeprecatedLastTimestamp = field.Time();
        }
        else if (field.Is("eventTime"u8))
        {
            wire.EventTime = field.Time();
        }
        else if (field.Is("count"u8))
        {
            wire.Count = field.Count();
        }
        else if (field.Is("deprecatedCount"u8))
        {
            wire.DeprecatedCount = field.Count();
        }
        else if (field.Is("series"u8))
        {
            field.Object(wire, ReadSeries);
        }
        else if (field.Is("reportingComponent"u8))
        {
            wire.ReportingComponent = field.Text();
        }
        else if (field.Is("reportingController"u8))
        {
            wire.ReportingController = field.Text();
        }
        else if (field.Is("reportingInstance"u8))
        {
            wire.ReportingInstance = field.Text();
        }
    }

    private static void ReadReference(in WireField field, ObjectReferenceWire reference)
    {
        if (field.Is("kind"u8))
        {
            reference.Kind = field.Text();
        }
        else if (field.Is("apiVersion"u8))
        {
            reference.ApiVersion = field.Text();
        }
        else if (field.Is("namespace"u8))
        {
            reference.Namespace = field.Text();
        }
        else if (field.Is("name"u8))
        {
            reference.Name = field.Text();
        }
        else if (field.Is("uid"u8))
        {
            reference.Uid = field.Text();
        }
        else if (field.Is("fieldPath"u8))
        {
            reference.FieldPath = field.Text();
        }
    }

    private static void ReadSource(in WireField field, EventSourceWire source)
    {
        if (field.Is("component"u8))
        {
            source.Component = field.Text();
        }
        else if (field.Is("host"u8))
        {
            source.Host = field.Text();
        }
    }

    private static void ReadSeries(in WireField field, EventObjectWire wire)
    {
        if (field.Is("count"u8))
        {
            wire.SeriesCount = field.Count();
        }
        else if (field.Is("lastObservedTime"u8))
        {
            wire.LastObservedTime = field.Time();
        }
    }

    // k8s.io/kubernetes/pkg/kubelet/container/ref.go writes containers, initContainers and ephemeralContainers so.
    [GeneratedRegex(@"^spec\.\w*[cC]ontainers\{(?<name>[^}]+)\}$")]
    private static partial Regex ContainerPath();
}

/// <summary>An event as it is written, of either API.</summary>
internal sealed class EventObjectWire : ObjectWire
{
    public required WireContext Context { get; init; }

    public ObjectReferenceWire? InvolvedObject { get; set; }

    public ObjectReferenceWire? Regarding { get; set; }

    public string? Type { get; set; }

    public string? Reason { get; set; }

    public string? Message { get; set; }

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

    public int? SeriesCount { get; set; }

    public DateTimeOffset? LastObservedTime { get; set; }

    public string? ReportingComponent { get; set; }

    public string? ReportingController { get; set; }

    public string? ReportingInstance { get; set; }
}

internal sealed class EventSourceWire
{
    public string? Component { get; set; }

    public string? Host { get; set; }
}
