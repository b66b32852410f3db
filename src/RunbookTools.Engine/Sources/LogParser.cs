using System.Text;

namespace RunbookTools.Engine.Sources;

/// <summary>Makes lines of the bytes of a log: clean, without credentials, with their times.</summary>
internal static class LogParser
{
    /// <summary>How many bytes of a log are read, from its end.</summary>
    public const int MaxBytes = 2 * 1024 * 1024;

    /// <summary>How many lines of a log are kept, the last ones.</summary>
    public const int MaxLines = 5_000;

    /// <summary>How many bytes of a line are kept.</summary>
    internal const int MaxLineLength = 16 * 1024;

    /// <summary>Makes lines. Blank ones are left out.</summary>
    /// <param name="request">Which log it is.</param>
    /// <param name="cluster">The cluster it is from.</param>
    /// <param name="utf8">The end of the log, <see cref="MaxBytes"/> at most.</param>
    /// <param name="truncated">True when something stood before; the first line is then a part of one and left out.</param>
    /// <param name="captured">When it was captured.</param>
    /// <param name="replace">What to put in the place of a credential; null for three asterisks.</param>
    public static LogText Parse(
        LogRequest request, string cluster, ReadOnlySpan<byte> utf8, bool truncated, DateTimeOffset captured, Func<string, string>? replace = null)
    {
        if (truncated && utf8.IndexOf((byte)'\n') is >= 0 and var cut)
        {
            utf8 = utf8[(cut + 1)..];
        }

        var ranges = LastLines(utf8, ref truncated);
        var lines = new List<KubeLogLine>(ranges.Count);
        var inPrivateKey = false;
        foreach (var range in ranges)
        {
            var raw = utf8[range];
            var shortened = raw.Length > MaxLineLength;
            var decoded = Encoding.UTF8.GetString(shortened ? raw[..MaxLineLength] : raw);
            var rest = decoded.AsSpan();
            var time = LogTime.TakeKubeletStamp(ref rest);
            var text = TerminalText.Clean(rest.TrimEnd("\r\n").ToString());
            time ??= LogTime.Find(text, captured);

            if (inPrivateKey)
            {
                inPrivateKey = !SecretText.ClosesPrivateKey(text);
                continue;
            }

            inPrivateKey = SecretText.OpensPrivateKey(text);
            text = SecretText.Redact(text, replace);
            if (!string.IsNullOrWhiteSpace(text))
            {
                lines.Add(new KubeLogLine(request.Namespace, request.Pod, request.Container, request.Previous, time, shortened ? text + "…" : text)
                {
                    Cluster = cluster,
                });
            }
        }

        return new LogText(lines, null, truncated);
    }

    private static List<Range> LastLines(ReadOnlySpan<byte> utf8, ref bool truncated)
    {
        var ranges = new List<Range>();
        for (var end = utf8.Length; end > 0;)
        {
            var start = utf8[..(end - 1)].LastIndexOf((byte)'\n') + 1;
            if (!utf8[start..end].Trim(" \t\r\n"u8).IsEmpty)
            {
                if (ranges.Count == MaxLines)
                {
                    truncated = true;
                    break;
                }

                ranges.Add(start..end);
            }

            end = start;
        }

        ranges.Reverse();
        return ranges;
    }
}
