using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox.Replay;

/// <summary>
/// What an object was at a moment before it was captured, by the times it carries itself. A condition had the opposite status before it changed last, or was not there;
/// why it had is not known. What carries no time is as it was captured.
/// </summary>
internal static class PastObject
{
    // Those that go back and forth. The others are set once something has happened: a pod is scheduled, a job has failed, replicas are refused.
    private static readonly HashSet<string> s_switches = new(StringComparer.Ordinal) { "Ready", "ContainersReady", "Initialized", "Available" };

    /// <summary>The moments at which it changed; the first is when it was made.</summary>
    public static IEnumerable<DateTimeOffset> Moments(ResourceKind kind, JsonElement item)
    {
        var made = item.Time("metadata", "creationTimestamp") ?? DateTimeOffset.MinValue;
        return item.Items("status", "conditions").Select(condition => condition.Time("lastTransitionTime"))
            .Concat(item.Items("spec", "taints").Select(taint => taint.Time("timeAdded")))
            .Append(DeletedAt(item))
            .OfType<DateTimeOffset>()
            .Concat(kind.Resource == "pods" ? PastPod.Moments(item) : [])
            .Where(time => time > made)
            .Prepend(made)
            .Distinct()
            .Order();
    }

    /// <summary>The object at a moment after it was made.</summary>
    public static JsonObject At(ResourceKind kind, JsonElement item, DateTimeOffset time)
    {
        var past = item.ToNode();
        if (DeletedAt(item) > time && past["metadata"] is JsonObject metadata)
        {
            metadata.Remove("deletionTimestamp");
            metadata.Remove("deletionGracePeriodSeconds");
        }

        if (past["status"] is JsonObject status && item.Has("status", "conditions"))
        {
            status["conditions"] = new JsonArray([.. item.Items("status", "conditions").Select(condition => ConditionAt(kind, item, condition, time)).OfType<JsonNode>()]);
        }

        if (past["spec"] is JsonObject spec && item.Items("spec", "taints").Any(taint => taint.Time("timeAdded") > time))
        {
            spec["taints"] = new JsonArray([.. item.Items("spec", "taints").Where(taint => !(taint.Time("timeAdded") > time)).Select(taint => taint.ToNode())]);
        }

        if (kind.Resource == "pods")
        {
            PastPod.WindBack(item, past, time);
        }

        return past;
    }

    /// <summary>What of an object tells that somebody lived at the capture, told of a moment before it; null when there is nothing of the kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="item">The object.</param>
    /// <param name="time">The moment.</param>
    public static JsonObject? Beating(ResourceKind kind, JsonElement item, DateTimeOffset time)
    {
        if (kind.Kind == "Lease" && item.Time("spec", "renewTime") > time)
        {
            var lease = item.ToNode();
            lease["spec"]!["renewTime"] = time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
            return lease;
        }

        if (kind.Resource == "nodes" && item.Items("status", "conditions").Any(condition => condition.Time("lastHeartbeatTime") > time))
        {
            var node = item.ToNode();
            foreach (var condition in node["status"]!["conditions"]!.AsArray().OfType<JsonObject>().Where(condition => condition.ContainsKey("lastHeartbeatTime")))
            {
                condition["lastHeartbeatTime"] = time.ToText();
            }

            return node;
        }

        return null;
    }

    /// <summary>A condition of an object; null when it has none of that type.</summary>
    public static JsonElement? Condition(this JsonElement item, string type) =>
        item.Items("status", "conditions").FirstOrDefault(condition => condition.Text("type") == type) is { ValueKind: JsonValueKind.Object } found ? found : null;

    /// <summary>A copy that can be changed.</summary>
    public static JsonObject ToNode(this JsonElement item) => JsonObject.Create(item)?.DeepClone().AsObject() ?? [];

    /// <summary>A time as Kubernetes writes it.</summary>
    public static string ToText(this DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    // The time on a deleted object is when it should be gone: that of the request and the grace it was given.
    private static DateTimeOffset? DeletedAt(JsonElement item) =>
        item.Time("metadata", "deletionTimestamp") - TimeSpan.FromSeconds(item.Number("metadata", "deletionGracePeriodSeconds"));

    private static JsonObject? ConditionAt(ResourceKind kind, JsonElement item, JsonElement condition, DateTimeOffset time)
    {
        if (condition.Time("lastTransitionTime") is not { } changed || changed <= time)
        {
            return condition.ToNode();
        }

        var type = condition.Text("type") ?? "";
        var status = condition.Text("status");
        var isSwitch = s_switches.Contains(type) || kind.Resource == "nodes" || (type == "Progressing" && status == "False");
        if (!isSwitch)
        {
            return null;
        }

        // Of what nobody hears any more the best is taken: a node was ready, and had no pressure.
        var before = status switch { "True" => "False", "False" => "True", _ => s_switches.Contains(type) ? "True" : "False" };
        return new JsonObject { ["type"] = type, ["status"] = before, ["lastTransitionTime"] = (item.Time("metadata", "creationTimestamp") ?? changed).ToText() };
    }
}
