using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace RunbookTools.Engine.Sources.Live;

/// <summary>Logs of a live cluster, asked for when they are needed.</summary>
/// <param name="client">What asks.</param>
/// <param name="cluster">The cluster's name.</param>
/// <param name="rights">What one may.</param>
/// <param name="nodeOf">The node of a log's pod, whose kubelet the server has to ask; null when it is not known.</param>
/// <param name="refused">The namespaces whose logs one may not read.</param>
internal sealed class LiveLogStore(LiveClient client, string cluster, LiveRights rights, Func<LogRequest, string?> nodeOf, IReadOnlyCollection<string> refused) : ILogStore
{
    private const int TailLines = 500;
    private const int LimitBytes = 1024 * 1024;

    // A server waits for a kubelet that is gone, log after log. It is asked again when a minute has passed.
    private const int MaxSilent = 2;
    private static readonly TimeSpan s_silence = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, (int Times, long Last)> _silent = new(StringComparer.Ordinal);

    // What was refused is not asked for again.
    private readonly ConcurrentDictionary<string, CoverageGap> _refused = new(refused.Select(ns => KeyValuePair.Create(ns, rights.Refusal(KindTable.PodLog, Access(ns)))), StringComparer.Ordinal);

    /// <inheritdoc/>
    public bool IsRemote => true;

    /// <inheritdoc/>
    public LogText Read(LogRequest request, CancellationToken cancellation, Func<string, string>? replace = null)
    {
        if (_refused.TryGetValue(request.Namespace, out var refusal))
        {
            return new LogText([], refusal);
        }

        if (!_silent.IsEmpty && nodeOf(request) is { } node && IsSilent(node))
        {
            return Missing(request, GapKind.Failed, $"not asked for, because node {node} gave no answer for other logs");
        }

        try
        {
            return Task.Run(() => ReadAsync(request, replace, cancellation), cancellation).GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is SourceException or TimeoutException or InvalidDataException or IOException)
        {
            if (exception is TimeoutException)
            {
                NoteSilence(request);
            }

            return Missing(request, GapKind.Failed, TerminalText.Clean(exception.Message.TrimEnd('.')));
        }
    }

    private async Task<LogText> ReadAsync(LogRequest request, Func<string, string>? replace, CancellationToken cancellation)
    {
        var path = $"api/v1/namespaces/{Uri.EscapeDataString(request.Namespace)}/pods/{Uri.EscapeDataString(request.Pod)}/log"
            + $"?container={Uri.EscapeDataString(request.Container)}&tailLines={TailLines}&limitBytes={LimitBytes}&timestamps=true"
            + (request.Previous ? "&previous=true" : "");
        using var kept = new MemoryStream();
        var answer = await client.ReadAsync(path, "text/plain,application/json", ReadBodyAsync, cancellation, isAside: true).ConfigureAwait(false);
        switch (answer.Code)
        {
            case HttpStatusCode.OK:
                var bytes = kept.GetBuffer().AsSpan(0, (int)kept.Length);
                var log = LogParser.Parse(request, cluster, bytes, false, answer.Date ?? DateTimeOffset.UtcNow, replace);
                return log with { Truncated = log.Truncated || bytes.Length >= LimitBytes || bytes.Count((byte)'\n') >= TailLines };
            case HttpStatusCode.NoContent:
                return Missing(request, GapKind.Absent, $"pod {request.Pod} runs on no node yet");
            default:
                if ((int)answer.Code >= 500)
                {
                    NoteSilence(request);
                }

                var gap = rights.GapOf(answer, KindTable.PodLog, Access(request.Namespace));
                if (gap.Kind == GapKind.Forbidden)
                {
                    _refused.TryAdd(request.Namespace, gap);
                }

                return new([], gap);
        }

        // A server was asked to end there; one that does not is not read on.
        async Task ReadBodyAsync(Stream body, CancellationToken token)
        {
            kept.SetLength(0);
            var buffer = new byte[16 * 1024];
            for (int read; kept.Length < LimitBytes && (read = await body.ReadAsync(buffer, token).ConfigureAwait(false)) > 0;)
            {
                kept.Write(buffer, 0, (int)Math.Min(read, LimitBytes - kept.Length));
            }
        }
    }

    private void NoteSilence(LogRequest request)
    {
        if (nodeOf(request) is { } node)
        {
            var now = Stopwatch.GetTimestamp();
            _silent.AddOrUpdate(node, (1, now), (_, before) => (before.Times + 1, now));
        }
    }

    private bool IsSilent(string node) =>
        _silent.TryGetValue(node, out var silence) && silence.Times >= MaxSilent && Stopwatch.GetElapsedTime(silence.Last) < s_silence;

    /// <summary>The right that the logs of a namespace take; of all when null.</summary>
    internal static AccessRequest Access(string? ns) => new("get", "pods/log", ns);

    private static LogText Missing(LogRequest request, GapKind kind, string reason) => new([], LiveRights.Gap(kind, KindTable.PodLog, Access(request.Namespace), reason));
}
