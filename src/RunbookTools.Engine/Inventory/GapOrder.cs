namespace RunbookTools.Engine.Inventory;

/// <summary>Which gaps are named first where not all of them are: those a reader has to know of before trusting the rest.</summary>
public static class GapOrder
{
    // A kind that nearly every cause shows on comes before one that few do.
    private static readonly string[] s_kinds = ["Pod", "Node", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "Service", "Event"];

    /// <summary>
    /// The gaps, the most telling first: what was read in part, changed or cannot be understood, then what may not be read, then what was left out on purpose,
    /// and last what the source does not have. Among these the kinds that matter most come first, then files of which the kind is not known; what is alike keeps its order.
    /// </summary>
    /// <param name="gaps">The gaps, in any order.</param>
    public static IReadOnlyList<CoverageGap> Sort(IEnumerable<CoverageGap> gaps) => [.. By(gaps, gap => gap)];

    /// <summary>The same for what has a gap.</summary>
    internal static IEnumerable<T> By<T>(IEnumerable<T> items, Func<T, CoverageGap> gapOf) => items.OrderBy(item => Rank(gapOf(item).Kind)).ThenBy(item => Rank(gapOf(item).Resource));

    private static int Rank(GapKind kind) => kind switch
    {
        GapKind.Unreadable or GapKind.Failed => 0,
        GapKind.Forbidden => 1,
        GapKind.NotAsked => 2,
        _ => 3,
    };

    private static int Rank(string resource) => Array.IndexOf(s_kinds, resource) is >= 0 and var rank ? rank : resource.Length == 0 ? s_kinds.Length : s_kinds.Length + 1;
}
