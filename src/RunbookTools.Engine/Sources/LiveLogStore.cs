using System.Net;

namespace RunbookTools.Engine.Sources;

/// <summary>Logs of a live cluster, asked for when they are needed.</summary>
internal sealed class LiveLogStore(LiveClient client, string cluster, string? user) : ILogStore
{
    private const int TailLines = 500;
    private const int LimitBytes = 1024 * 1024;

    /// <inheritdoc/>
    public LogText Read(LogRequest request, CancellationToken cancellation)
    {
        try
        {
            return Task.Run(() => ReadAsync(request, cancellation), cancellation).GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is SourceException or TimeoutException or InvalidDataException or IOException)
        {
            return Missing(request, GapKind.Failed, exception.Message, null);
        }
    }

    private async Task<LogText> ReadAsync(LogRequest request, CancellationToken cancellation)
    {
        var path = $"api/v1/namespaces/{Uri.EscapeDataString(request.Namespace)}/pods/{Uri.EscapeDataString(request.Pod)}/log"
            + $"?container={Uri.EscapeDataString(request.Container)}&tailLines={TailLines}&limitBytes={LimitBytes}&timestamps=true"
            + (request.Previous ? "&previous=true" : "");
        var answer = await client.GetAsync(path, cancellation, "text/plain,application/json").ConfigureAwait(false);
        switch (answer.Code)
        {
            case HttpStatusCode.OK:
                var log = LogParser.Parse(request, cluster, answer.Body, false, answer.Date ?? DateTimeOffset.UtcNow);
                return log with { Truncated = log.Truncated || answer.Body.Length >= LimitBytes || answer.Body.AsSpan().Count((byte)'\n') >= TailLines };
            case HttpStatusCode.NoContent:
                return Missing(request, GapKind.Absent, $"pod {request.Pod} runs on no node yet", null);
            case HttpStatusCode.Forbidden:
                var remedy = AccessRemedy.Grant("pods/log", request.Namespace, ApiStatus.UserOf(answer.Status.Message) ?? user, "get");
                return Missing(request, GapKind.Forbidden, answer.Describe(), remedy);
            case HttpStatusCode.BadRequest or HttpStatusCode.NotFound:
                // The container has not started, or has not run before: there is no log.
                return Missing(request, GapKind.Absent, answer.Describe(), null);
            default:
                return Missing(request, GapKind.Failed, answer.Describe(), null);
        }
    }

    private static LogText Missing(LogRequest request, GapKind kind, string reason, string? remedy) =>
        new([], new CoverageGap(kind, KindTable.PodLog, request.Namespace, reason) { Remedy = remedy });
}
