using System.Text.Json;
using System.Text.Json.Nodes;
using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox.Snapshots;

/// <summary>
/// Events are one kind served in two groups, under other names of fields (pkg/apis/core/v1 and pkg/apis/events/v1, conversion.go). A snapshot holds them in one; a
/// server shows them in both.
/// </summary>
internal static class EventAlias
{
    private const string Group = "events.k8s.io";

    // The name in the core group, and in the other.
    private static readonly (string Core, string Other)[] s_fields =
    [
        ("involvedObject", "regarding"),
        ("message", "note"),
        ("source", "deprecatedSource"),
        ("firstTimestamp", "deprecatedFirstTimestamp"),
        ("lastTimestamp", "deprecatedLastTimestamp"),
        ("count", "deprecatedCount"),
        ("reportingComponent", "reportingController"),
    ];

    /// <summary>The kind of events in both groups.</summary>
    public static IEnumerable<ResourceKind> Kinds { get; } = [BuiltInKinds.Find("", "Event")!, BuiltInKinds.Find(Group, "Event")!];

    /// <summary>True for an event of either group.</summary>
    public static bool IsEvent(ResourceKind kind) => kind is { Kind: "Event", Group: "" or Group };

    /// <summary>An event as the other group shows it, and that group's kind.</summary>
    public static (ResourceKind Kind, JsonElement Item) Of(ResourceKind kind, JsonElement item)
    {
        var other = kind.Group.Length == 0 ? Group : "";
        var shown = new JsonObject();
        foreach (var property in item.EnumerateObject().Where(property => !property.NameEquals("apiVersion")))
        {
            var name = Array.Find(s_fields, field => (kind.Group.Length == 0 ? field.Core : field.Other) == property.Name) is { Core: not null } field
                ? other.Length == 0 ? field.Core : field.Other
                : property.Name;
            shown[name] = JsonNode.Parse(property.Value.GetRawText());
        }

        return (BuiltInKinds.Find(other, "Event")!, JsonSerializer.SerializeToElement(shown));
    }
}
