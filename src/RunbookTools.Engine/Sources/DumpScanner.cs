using System.Text;
using System.Text.RegularExpressions;

namespace RunbookTools.Engine.Sources;

/// <summary>
/// Finds documents and logs in what <c>kubectl cluster-info dump</c> wrote one after another, without holding it in memory. The marks are those of
/// kubectl's <c>pkg/cmd/clusterinfo/clusterinfo_dump.go</c>.
/// </summary>
internal sealed partial class DumpScanner(SnapshotFile file, CancellationToken cancellation)
{
    /// <summary>What a mark before a log starts with.</summary>
    public const string StartMark = "==== START logs for container ";

    private const string EndMark = "==== END logs for container ";

    // A line longer than this holds no mark; its bytes are passed over.
    private const int MaxLine = 64 * 1024;

    /// <summary>The parts, in order.</summary>
    public IEnumerable<DumpSection> Scan()
    {
        using var stream = new BufferedStream(file.OpenRead(), 256 * 1024);
        var lines = new LineReader(stream, MaxLine);
        LogRequest? log = null;
        byte[] end = [];
        long start = -1;
        var isJson = false;
        while (lines.MoveNext())
        {
            cancellation.ThrowIfCancellationRequested();
            if (log is not null)
            {
                // A log without a line break at its end is followed by the mark on the same line.
                if (lines.EndsWith(end))
                {
                    yield return new DumpSection(start, lines.TextEnd - end.Length - start, log);
                    log = null;
                    start = -1;
                }

                continue;
            }

            if (lines.StartsWith("==== START logs for container "u8) && StartLine().Match(lines.Text) is { Success: true } match)
            {
                if (start >= 0)
                {
                    yield return new DumpSection(start, lines.Start - start, null);
                }

                log = new LogRequest(match.Groups["namespace"].Value, match.Groups["pod"].Value, match.Groups["container"].Value, false);
                end = Encoding.UTF8.GetBytes($"{EndMark}{log.Container} of pod {log.Namespace}/{log.Pod} ====");
                start = lines.End;
            }
            else if (start < 0)
            {
                if (lines.Length > 0 && !lines.Is("---"u8))
                {
                    start = lines.Start;
                    isJson = lines.StartsWith("{"u8);
                }
            }
            else if (isJson && lines.Is("}"u8))
            {
                yield return new DumpSection(start, lines.End - start, null);
                start = -1;
            }
            else if (!isJson && lines.Is("---"u8))
            {
                yield return new DumpSection(start, lines.Start - start, null);
                start = -1;
            }
        }

        if (start >= 0)
        {
            yield return new DumpSection(start, lines.End - start, log);
        }
    }

    [GeneratedRegex(@"^==== START logs for container (?<container>\S+) of pod (?<namespace>[^\s/]+)/(?<pod>\S+) ====$")]
    private static partial Regex StartLine();
}
