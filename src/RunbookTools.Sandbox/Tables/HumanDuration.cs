namespace RunbookTools.Sandbox.Tables;

/// <summary>Writes spans of time as kubectl's tables do (k8s.io/apimachinery/pkg/util/duration).</summary>
internal static class HumanDuration
{
    /// <summary>How long ago a moment is.</summary>
    public static string Since(DateTimeOffset? moment, DateTimeOffset now) => moment is { } time ? Of(now - time) : "<unknown>";

    /// <summary>Two or three significant figures of a span.</summary>
    public static string Of(TimeSpan span)
    {
        var seconds = (long)span.TotalSeconds;
        if (seconds < 120)
        {
            return seconds < -1 ? "<invalid>" : $"{Math.Max(0, seconds)}s";
        }

        var (minutes, hours) = (seconds / 60, seconds / 3600);
        var (days, years) = (hours / 24, hours / 24 / 365);
        return (minutes, hours) switch
        {
            ( < 10, _) => Parts(minutes, "m", seconds % 60, "s"),
            ( < 180, _) => $"{minutes}m",
            (_, < 8) => Parts(hours, "h", minutes % 60, "m"),
            (_, < 48) => $"{hours}h",
            (_, < 24 * 8) => Parts(days, "d", hours % 24, "h"),
            (_, < 24 * 365 * 2) => $"{days}d",
            (_, < 24 * 365 * 8) => Parts(years, "y", days % 365, "d"),
            _ => $"{years}y",
        };
    }

    private static string Parts(long whole, string unit, long rest, string restUnit) => rest == 0 ? $"{whole}{unit}" : $"{whole}{unit}{rest}{restUnit}";
}
