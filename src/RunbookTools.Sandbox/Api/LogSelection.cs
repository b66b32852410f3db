using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using RunbookTools.Engine.Sources;

namespace RunbookTools.Sandbox.Api;

/// <summary>Which part of a log is wanted, and how.</summary>
internal sealed record LogSelection
{
    // Of a larger log the start is left out.
    private const int MaxBytes = 64 * 1024 * 1024;

    // Kubelet's own format: nine digits of fraction, zeros included.
    private const string StampFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff'00Z'";

    /// <summary>How many lines from the end; null for all.</summary>
    public long? TailLines { get; init; }

    /// <summary>How many bytes at most; null for all.</summary>
    public long? LimitBytes { get; init; }

    /// <summary>Lines from then on; null for all.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>True when each line is to begin with its time.</summary>
    public bool WithTimestamps { get; init; }

    /// <summary>Copies the part wanted.</summary>
    /// <param name="log">The log.</param>
    /// <param name="output">Where it goes.</param>
    /// <param name="now">When it was captured; it gives the year to times without.</param>
    /// <param name="cancellation">Ends the copying.</param>
    public async Task CopyAsync(Stream log, PipeWriter output, DateTimeOffset now, CancellationToken cancellation)
    {
        var left = LimitBytes ?? long.MaxValue;
        foreach (var line in Lines(await ReadAsync(log, cancellation).ConfigureAwait(false), now))
        {
            var bytes = line.AsMemory(0, (int)Math.Min(line.Length, left));
            await output.WriteAsync(bytes, cancellation).ConfigureAwait(false);
            left -= bytes.Length;
            if (left == 0)
            {
                return;
            }
        }
    }

    private static async Task<byte[]> ReadAsync(Stream log, CancellationToken cancellation)
    {
        if (log.CanSeek && log.Length - log.Position > MaxBytes)
        {
            log.Position = log.Length - MaxBytes;
        }

        using var bytes = new MemoryStream();
        await log.CopyToAsync(bytes, cancellation).ConfigureAwait(false);
        return bytes.ToArray();
    }

    private List<byte[]> Lines(byte[] log, DateTimeOffset now)
    {
        var lines = new List<byte[]>();
        DateTimeOffset? last = null;
        for (var start = 0; start < log.Length;)
        {
            var end = Array.IndexOf(log, (byte)'\n', start) + 1;
            end = end > 0 ? end : log.Length;
            var raw = log[start..end];
            start = end;
            var text = Encoding.UTF8.GetString(raw).AsSpan();
            var stamp = LogTime.TakeKubeletStamp(ref text);

            // A line without a time, of a stack trace say, belongs to the one before.
            last = stamp ?? LogTime.Find(text.ToString(), now) ?? last;
            if (Since is { } since && (last is null || last < since))
            {
                continue;
            }

            lines.Add(stamp is null == !WithTimestamps || last is null ? raw
                : WithTimestamps ? [.. Encoding.ASCII.GetBytes(last.Value.UtcDateTime.ToString(StampFormat, CultureInfo.InvariantCulture) + " "), .. raw]
                : Encoding.UTF8.GetBytes(text.ToArray()));
        }

        return TailLines is { } tail && tail < lines.Count ? lines[^(int)tail..] : lines;
    }
}
