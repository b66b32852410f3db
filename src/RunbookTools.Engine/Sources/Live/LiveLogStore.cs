using System.Net;

namespace RunbookTools.Engine.Sources.Live;

/// <summary>Logs of a live cluster, asked for when they are needed.</summary>
internal sealed class LiveLogStore(LiveClient client, string cluster, LiveRights rights) : ILogStore
{
    private const int TailLines = 500;
    private const int LimitBytes = 1024 * 1024;

    /// <inheritdoc/>
    public bool IsRemote => true;

    /// <inheritdoc/>
    public LogText Read(LogRequest request, CancellationToken cancellation, Func<string, string>? replace = null)
    {
        try
        {
            return Task.Run(() => ReadAsync(request, replace, cancellation), cancellation).GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is SourceException or TimeoutException or InvalidDataException or IOException)
        {
            return Missing(request, GapKind.Failed, TerminalText.Clean(exception.Message.TrimEnd('.')), null);
        }
    }

    private async Task<LogText> ReadAsync(LogRequest request, Func<string, string>? replace, CancellationToken cancellation)
    {
        var path = $"api/v1/namespaces/{Uri.EscapeDataString(request.Namespace)}/pods/{Uri.EscapeDataString(request.Pod)}/log"
            + $"?container={Uri.EscapeDataString(request.Container)}&tailLines={TailLines}&limitBytes={LimitBytes}&timestamps=true"
            + (request.Previous ? "&previous=true" : "");
        using var kept = new MemoryStream();
        var answer = await client.ReadAsync(path, "text/plain,application/json", ReadBodyAsync, cancellation).ConfigureAwait(false);
        switch (answer.Code)
        {
            case HttpStatusCode.OK:
                var bytes = kept.GetBuffer().AsSpan(0, (int)kept.Length);
                var log = LogParser.Parse(request, cluster, bytes, false, answer.Date ?? DateTimeOffset.UtcNow, replace);
                return log with { Truncated = log.Truncated || bytes.Length >= LimitBytes || bytes.Count((byte)'\n') >= TailLines };
            case HttpStatusCode.NoContent:
                return Missing(request, GapKind.Absent, $"pod {request.Pod} runs on no node yet", null);
            case HttpStatusCode.Forbidden:
                rights.Note(answer, request.Namespace);
                return Missing(request, GapKind.Forbidden, answer.Describe(), AccessRemedy.Grant("pods/log", request.Namespace, rights.User, "get"));
            case HttpStatusCode.BadRequest or HttpStatusCode.NotFound:
                // The container has not started, or has not run before: there is no log.
                return Missing(request, GapKind.Absent, answer.Describe(), null);
            default:
                return Missing(request, GapKind.Failed, answer.Describe(), null);
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

    private static LogText Missing(LogRequest request, GapKind kind, string reason, string? remedy) =>
        new([], new CoverageGap(kind, KindTable.PodLog, request.Namespace, reason) { Remedy = remedy });
}
