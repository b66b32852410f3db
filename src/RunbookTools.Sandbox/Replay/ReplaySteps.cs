using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox.Replay;

/// <summary>
/// Tells from an object when it came to be. An object appears when it was made, as it was captured; a pod waits until its first container starts. An
/// event that repeats grows evenly between its first and its last time. What was deleted before the capture is not known.
/// </summary>
internal static class ReplaySteps
{
    // A watch shows that an event repeats; each time it did is not known.
    private const int MaxRepeats = 10;

    /// <summary>The moments at which the object changes, with what it is from then on; the first is when it appears.</summary>
    public static IEnumerable<(DateTimeOffset Time, JsonElement Item)> Of(ResourceKind kind, JsonElement item)
    {
        if (kind.Kind == "Event")
        {
            return Repeats(item);
        }

        var made = item.Time("metadata", "creationTimestamp") ?? DateTimeOffset.MinValue;
        return kind.Resource == "pods" && FirstStart(item) is { } started && started > made
            ? [(made, Waiting(item)), (started, item)]
            : [(made, item)];
    }

    /// <summary>When an event was first seen; null when it does not say.</summary>
    public static DateTimeOffset? FirstSeen(JsonElement item) =>
        item.Time("firstTimestamp") ?? item.Time("eventTime") ?? item.Time("deprecatedFirstTimestamp") ?? item.Time("metadata", "creationTimestamp");

    private static List<(DateTimeOffset Time, JsonElement Item)> Repeats(JsonElement item)
    {
        var first = FirstSeen(item) ?? DateTimeOffset.MinValue;
        var count = item.Number("count");
        if (count <= 1 || item.Time("lastTimestamp") is not { } last || last <= first)
        {
            return [(first, item)];
        }

        var steps = (int)Math.Min(count - 1, MaxRepeats);
        var states = new List<(DateTimeOffset, JsonElement)>();
        for (var i = 0; i < steps; i++)
        {
            var time = first + ((last - first) * i / steps);
            states.Add((time, Seen(item, 1 + ((count - 1) * i / steps), time)));
        }

        states.Add((last, item));
        return states;
    }

    private static JsonElement Seen(JsonElement item, long count, DateTimeOffset last)
    {
        var seen = JsonObject.Create(item)!.DeepClone();
        seen["count"] = count;
        seen["lastTimestamp"] = last.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return JsonSerializer.SerializeToElement(seen);
    }

    private static JsonElement Waiting(JsonElement pod)
    {
        var waiting = JsonObject.Create(pod)!.DeepClone();
        waiting["status"] = new JsonObject { ["phase"] = "Pending" };
        return JsonSerializer.SerializeToElement(waiting);
    }

    private static DateTimeOffset? FirstStart(JsonElement pod)
    {
        var starts = pod.Items("status", "containerStatuses").Concat(pod.Items("status", "initContainerStatuses"))
            .SelectMany(status => new[]
            {
                status.Time("state", "running", "startedAt"), status.Time("state", "terminated", "startedAt"), status.Time("lastState", "terminated", "startedAt"),
            })
            .ToList();
        return starts.Exists(start => start is not null) ? starts.Min() : pod.Time("status", "startTime");
    }
}
