using System.Text;
using RunbookTools.Engine.Sources;

namespace RunbookTools.Sandbox.Logs;

/// <summary>A line of a log as it was written.</summary>
/// <param name="Raw">Its bytes, with the line break.</param>
/// <param name="Time">When it was written, or the line before it; null when neither says.</param>
/// <param name="StampLength">How many characters of it are kubelet's own stamp; 0 when it has none.</param>
internal readonly record struct LogLine(ReadOnlyMemory<byte> Raw, DateTimeOffset? Time, int StampLength)
{
    /// <summary>Reads the lines of a log.</summary>
    /// <param name="log">The log.</param>
    /// <param name="captured">When it was captured; it gives the year to times without.</param>
    public static IEnumerable<LogLine> Read(ReadOnlyMemory<byte> log, DateTimeOffset captured)
    {
        DateTimeOffset? last = null;
        while (!log.IsEmpty)
        {
            var end = log.Span.IndexOf((byte)'\n') + 1;
            var raw = log[..(end > 0 ? end : log.Length)];
            log = log[raw.Length..];
            var (time, length) = TimeOf(raw.Span, captured);

            // A line without a time, of a stack trace say, belongs to the one before.
            last = time ?? last;
            yield return new LogLine(raw, last, length);
        }
    }

    private static (DateTimeOffset? Time, int StampLength) TimeOf(ReadOnlySpan<byte> raw, DateTimeOffset captured)
    {
        var text = Encoding.UTF8.GetString(raw);
        var rest = text.AsSpan();
        return LogTime.TakeKubeletStamp(ref rest) is { } stamp ? (stamp, text.Length - rest.Length) : (LogTime.Find(text, captured), 0);
    }
}
