using System.Text.Json;
using RunbookTools.Sandbox.Selectors;
using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox.Tables;

/// <summary>Cells that several tables share.</summary>
internal static class Cell
{
    /// <summary>The object's name.</summary>
    public static string Name(JsonElement item) => Text(item, "metadata", "name");

    /// <summary>The object's age.</summary>
    public static string Age(JsonElement item, DateTimeOffset now) => HumanDuration.Since(item.Time("metadata", "creationTimestamp"), now);

    /// <summary>The text at a path; empty when there is none.</summary>
    public static string Text(JsonElement item, params ReadOnlySpan<string> path) => item.Text(path) ?? "";

    /// <summary>The text at a path, or what stands for none.</summary>
    public static string TextOr(JsonElement item, string none, params ReadOnlySpan<string> path) => item.Text(path) is { Length: > 0 } text ? text : none;

    /// <summary>The names of a pod template's containers.</summary>
    public static string ContainerNames(JsonElement podSpec) => string.Join(',', podSpec.Items("containers").Select(container => Text(container, "name")));

    /// <summary>The images of a pod template's containers.</summary>
    public static string ContainerImages(JsonElement podSpec) => string.Join(',', podSpec.Items("containers").Select(container => Text(container, "image")));

    /// <summary>A map as <c>key=value</c> pairs.</summary>
    public static string Labels(JsonElement map)
    {
        var pairs = map.Pairs().Select(pair => $"{pair.Name}={pair.Value.Text()}").Order(StringComparer.Ordinal).ToList();
        return pairs.Count == 0 ? "<none>" : string.Join(',', pairs);
    }

    /// <summary>A label selector as text; <c>&lt;none&gt;</c> when it selects everything or nothing.</summary>
    public static string Selector(JsonElement selector) => LabelSelector.Format(selector) is { Length: > 0 } text ? text : "<none>";

    /// <summary>The status of a condition; null when there is none of that type.</summary>
    public static string? Condition(JsonElement item, string type) =>
        Array.Find(item.Items("status", "conditions"), condition => condition.Text("type") == type).Text("status");

    /// <summary>The first three, and how many more.</summary>
    public static string FirstThree(IReadOnlyList<string> list, string none) => list.Count switch
    {
        0 => none,
        <= 3 => string.Join(',', list),
        _ => $"{string.Join(',', list.Take(3))} + {list.Count - 3} more...",
    };
}
