using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace RunbookTools.Sandbox.Logs;

/// <summary>Which part of a log is wanted, and how.</summary>
internal sealed record LogSelection
{
    // Kubelet's own format: nine digits of fraction, zeros included.
    private const string StampFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff'00Z '";

    /// <summary>How many lines from the end; null for all.</summary>
    public long? TailLines { get; init; }

    /// <summary>How many bytes at most; null for all.</summary>
    public long? LimitBytes { get; init; }

    /// <summary>Lines from then on; null for all.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>True when each line is to begin with its time.</summary>
    public bool WithTimestamps { get; init; }

    /// <summary>By how much the times given are moved.</summary>
    public TimeSpan Shift { get; init; }

    /// <summary>Copies the part wanted.</summary>
    /// <param name="lines">The lines of the log.</param>
    /// <param name="output">Where it goes.</param>
    /// <param name="cancellation">Ends the copying.</param>
    public async Task CopyAsync(IEnumerable<LogLine> lines, PipeWriter output, CancellationToken cancellation)
    {
        var wanted = lines.Where(line => Since is null || line.Time >= Since).ToList();
        var left = LimitBytes ?? long.MaxValue;
        foreach (var line in wanted.Skip(TailLines is { } tail ? (int)Math.Max(0, wanted.Count - tail) : 0))
        {
            var bytes = Format(line);
            bytes = bytes[..(int)Math.Min(bytes.Length, left)];
            left -= bytes.Length;
            output.Write(bytes.Span);
            if (output.UnflushedBytes > 64 * 1024)
            {
                await output.FlushAsync(cancellation).ConfigureAwait(false);
            }

            if (left == 0)
            {
                break;
            }
        }

        await output.FlushAsync(cancellation).ConfigureAwait(false);
    }

    private ReadOnlyMemory<byte> Format(LogLine line)
    {
        var text = line.Raw[line.StampLength..];
        return !WithTimestamps || line.Time is not { } time
            ? text
            : (byte[])[.. Encoding.ASCII.GetBytes((time.UtcDateTime + Shift).ToString(StampFormat, CultureInfo.InvariantCulture)), .. text.Span];
    }
}
