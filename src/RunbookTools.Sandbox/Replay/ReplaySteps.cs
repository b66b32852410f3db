using System.Text.Json;
using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox.Replay;

/// <summary>
/// Tells what an object was from when it was made until the capture. An event that repeats grows evenly between its first and its last time. What was deleted before
/// the capture is not known.
/// </summary>
internal static class ReplaySteps
{
    // A watch shows that an event repeats; each time it did is not known.
    private const int MaxRepeats = 10;

    /// <summary>The moments at which the object changes, with what it is from then on; the first is when it appears, the last is as it was captured.</summary>
    /// <param name="past">The cluster.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="item">The object as it was captured.</param>
    /// <param name="from">The moment from which on it is asked; of those before only the last is told.</param>
    public static IReadOnlyList<(DateTimeOffset Time, JsonElement Item)> Of(PastCluster past, ResourceKind kind, JsonElement item, DateTimeOffset from)
    {
        if (kind.Kind == "Event")
        {
            return Repeats(item);
        }

        var moments = past.Moments(kind, item).ToList();
        moments.RemoveRange(0, Math.Max(0, moments.Count(time => time <= from) - 1));
        return [.. moments.Take(moments.Count - 1).Select(time => (time, JsonSerializer.SerializeToElement(past.At(kind, item, time)))), (moments[^1], item)];
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
        var seen = item.ToNode();
        seen["count"] = count;
        seen["lastTimestamp"] = last.ToText();
        return JsonSerializer.SerializeToElement(seen);
    }
}
