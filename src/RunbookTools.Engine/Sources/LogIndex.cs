using System.Text;
using System.Text.RegularExpressions;

namespace RunbookTools.Engine.Sources;

/// <summary>The logs of a snapshot, read when asked for.</summary>
internal sealed partial class LogIndex(string cluster, string source) : ILogStore
{
    // What stands where a log should be is one short line.
    private const int MaxNote = 1024;

    // Of a log that is handed over as it is, more is of no use to anybody who reads it.
    private const long MaxOpen = 64L * 1024 * 1024;

    private readonly Dictionary<LogRequest, LogPart> _logs = [];
    private readonly Dictionary<LogRequest, SnapshotFile> _errors = [];
    private readonly Dictionary<LogRequest, CoverageGap> _gaps = [];
    private readonly Dictionary<(string Namespace, string Pod), SnapshotFile> _podFiles = [];

    /// <summary>When the logs were captured; it gives the year to lines that have none.</summary>
    public DateTimeOffset CapturedAt { get; set; } = DateTimeOffset.UnixEpoch;

    /// <summary>The namespaces of which there are logs.</summary>
    public IEnumerable<string> Namespaces => _logs.Keys.Select(key => key.Namespace).Concat(_podFiles.Keys.Select(key => key.Namespace)).Distinct(StringComparer.Ordinal);

    /// <summary>Says where a log is. The first place given is kept.</summary>
    public void Add(LogRequest request, LogPart part) => _logs.TryAdd(request, part);

    /// <summary>Says which file tells why there is no log.</summary>
    public void AddError(LogRequest request, SnapshotFile file) => _errors.TryAdd(request, file);

    /// <summary>Says why there is no log.</summary>
    public void AddGap(LogRequest request, CoverageGap gap) => _gaps.TryAdd(request, gap);

    /// <summary>Says which file holds the logs of all containers of a pod, between marks.</summary>
    public void AddPod(string ns, string pod, SnapshotFile file) => _podFiles.TryAdd((ns, pod), file);

    /// <inheritdoc/>
    public LogText Read(LogRequest request, CancellationToken cancellation, Func<string, string>? replace = null)
    {
        try
        {
            if (_logs.TryGetValue(request, out var part) || TryFindInPodFile(request, cancellation, out part))
            {
                return Read(request, part, replace);
            }

            if (_gaps.TryGetValue(request, out var gap))
            {
                return new LogText([], gap);
            }

            return _errors.TryGetValue(request, out var error)
                ? Missing(request, GapKind.Failed, FirstLine(error), error.Path)
                : Missing(request, GapKind.Absent, $"no log of container {request.Container} of pod {request.Pod}{(request.Previous ? " before its restart" : "")} in the {source}", null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Missing(request, GapKind.Unreadable, exception.Message, null);
        }
    }

    /// <summary>Opens a log as it was written; null when there is none.</summary>
    public Stream? Open(LogRequest request, CancellationToken cancellation)
    {
        if (!_logs.TryGetValue(request, out var part) && !TryFindInPodFile(request, cancellation, out part))
        {
            return null;
        }

        var bytes = part.File.Read(part.Start + Math.Max(0, part.Length - MaxOpen), Math.Min(part.Length, MaxOpen));
        return bytes.Length < MaxNote && NotALog().IsMatch(Encoding.UTF8.GetString(bytes).Trim()) ? null : new MemoryStream(bytes, writable: false);
    }

    private bool TryFindInPodFile(LogRequest request, CancellationToken cancellation, out LogPart part)
    {
        if (!request.Previous && _podFiles.TryGetValue((request.Namespace, request.Pod), out var file))
        {
            foreach (var section in new DumpScanner(file, cancellation).Scan())
            {
                if (section.Log is { } log && log.Container == request.Container)
                {
                    part = new LogPart(file, section.Start, section.Length);
                    return true;
                }
            }
        }

        part = null!;
        return false;
    }

    private LogText Read(LogRequest request, LogPart part, Func<string, string>? replace)
    {
        var skipped = Math.Max(0, part.Length - LogParser.MaxBytes);
        var bytes = part.File.Read(part.Start + skipped, part.Length - skipped);
        if (bytes.Length < MaxNote && NotALog().Match(Encoding.UTF8.GetString(bytes).Trim()) is { Success: true } match)
        {
            return Missing(request, GapKind.Failed, SecretText.Redact(TerminalText.Clean(match.Groups["reason"].Value)), part.File.Path);
        }

        var log = LogParser.Parse(request, cluster, bytes, skipped > 0 || part.File.Truncated, CapturedAt, replace);
        return log with { Truncated = log.Truncated || part.IsShortened };
    }

    private static string FirstLine(SnapshotFile file)
    {
        var text = Encoding.UTF8.GetString(file.Read(0, Math.Min(file.Length, 4096)));
        return SecretText.Redact(TerminalText.Clean(text.Trim(' ', '\r', '\n', '\t', '[', ']', '"')));
    }

    private static LogText Missing(LogRequest request, GapKind kind, string reason, string? path) => new([], new CoverageGap(kind, KindTable.PodLog, request.Namespace, reason)
    {
        Path = path,
        Remedy = $"kubectl -n {request.Namespace} logs {request.Pod} -c {request.Container}{(request.Previous ? " --previous" : "")} --timestamps",
    });

    // What stands where a log should be: kubelet's answer when the runtime has lost it (pkg/kubelet/kuberuntime), and what kubectl cluster-info
    // dump writes when the request fails (pkg/cmd/clusterinfo).
    [GeneratedRegex(@"^(?:(?:Create log request|Request log) error: (?<reason>[^\n]+)|(?<reason>unable to retrieve container logs for [a-z0-9-]+://[0-9a-f]+))$")]
    private static partial Regex NotALog();
}
