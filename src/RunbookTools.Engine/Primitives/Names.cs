namespace RunbookTools.Engine.Primitives;

/// <summary>Names that were probably meant.</summary>
public static class Names
{
    private const int MaxDistance = 2;

    /// <summary>
    /// The candidate that is nearly the name: at most two letters added, lost, changed or swapped, or the same but for separators, case or a plural s.
    /// Null when none is near, or when the name itself is among them.
    /// </summary>
    /// <param name="name">The name that was written.</param>
    /// <param name="candidates">The names there are.</param>
    public static string? NearMiss(string name, IEnumerable<string> candidates)
    {
        string? best = null;
        var bestDistance = int.MaxValue;
        foreach (var candidate in candidates)
        {
            if (candidate == name)
            {
                return null;
            }

            var distance = Near(name, candidate);
            if (distance < bestDistance || (distance == bestDistance && distance != int.MaxValue && string.CompareOrdinal(candidate, best) < 0))
            {
                (best, bestDistance) = (candidate, distance);
            }
        }

        return best;
    }

    /// <summary>How many letters are added, lost, changed or swapped with a neighbour between two texts; anything over the limit is told as one more than it.</summary>
    /// <param name="left">One text.</param>
    /// <param name="right">The other.</param>
    /// <param name="limit">The distance over which nobody cares.</param>
    public static int Distance(string left, string right, int limit)
    {
        if (Math.Abs(left.Length - right.Length) > limit)
        {
            return limit + 1;
        }

        // Optimal string alignment, three rows of the table at a time.
        var (before, last, current) = (new int[right.Length + 1], new int[right.Length + 1], new int[right.Length + 1]);
        for (var j = 0; j <= right.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            var least = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var change = left[i - 1] == right[j - 1] ? 0 : 1;
                var cost = Math.Min(Math.Min(last[j] + 1, current[j - 1] + 1), last[j - 1] + change);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    cost = Math.Min(cost, before[j - 2] + 1);
                }

                current[j] = cost;
                least = Math.Min(least, cost);
            }

            if (least > limit)
            {
                return limit + 1;
            }

            (before, last, current) = (last, current, before);
        }

        return Math.Min(last[right.Length], limit + 1);
    }

    private static int Near(string name, string candidate)
    {
        // In a short name two letters are half of it: "db" is no slip of "web".
        var limit = Math.Min(name.Length, candidate.Length) switch { <= 2 => 0, <= 4 => 1, _ => MaxDistance };
        var distance = Distance(name, candidate, limit);
        return distance <= limit && distance > 0 ? distance
            : Bare(name) == Bare(candidate) ? MaxDistance
            : int.MaxValue;
    }

    private static string Bare(string name) => string.Concat(
        name.ToLowerInvariant().Split(['-', '_', '.', '/', ' '], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Length > 3 && word.EndsWith('s') ? word[..^1] : word));
}
