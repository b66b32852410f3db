using System.Globalization;
using RunbookTools.Sandbox.Access;
using RunbookTools.Sandbox.Faults;
using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox.Replay;

/// <summary>Where a replay begins.</summary>
internal static class ReplayStart
{
    // Events of some days ago are left in bundles of quiet clusters; nobody waits for that long.
    private static readonly TimeSpan s_longest = TimeSpan.FromHours(2);

    /// <summary>The moment meant.</summary>
    /// <param name="text">A time, or how long before the capture; null for the first event, two hours before the capture at the earliest.</param>
    /// <param name="store">The cluster as it was captured.</param>
    /// <exception cref="RuleSyntaxException">It is neither, or not before the capture.</exception>
    public static DateTimeOffset Of(string? text, IClusterStore store)
    {
        if (string.IsNullOrEmpty(text))
        {
            return Events(store).Where(time => time >= store.Now - s_longest).DefaultIfEmpty(store.Now - s_longest).Min();
        }

        var start = FaultRule.Duration(text) is { } before ? store.Now - before
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time + store.Shift
            : throw new RuleSyntaxException(text, "a replay begins at a time (2026-11-20T13:30:00Z) or so long before the capture (20m).");
        return start < store.Now ? start : throw new RuleSyntaxException(text, $"a replay begins before the capture, {store.Now.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}.");
    }

    private static IEnumerable<DateTimeOffset> Events(IClusterStore store)
    {
        foreach (var kind in store.Kinds.Where(kind => kind.Kind == "Event"))
        {
            foreach (var item in store.List(kind, null))
            {
                using var document = ObjectJson.Parse(item);
                if (ReplaySteps.FirstSeen(document.RootElement) is { } time)
                {
                    yield return time;
                }
            }
        }
    }
}
