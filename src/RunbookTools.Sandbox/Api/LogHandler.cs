using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RunbookTools.Sandbox.Access;
using RunbookTools.Sandbox.Logs;
using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox.Api;

/// <summary>Gives the logs of containers, and says why there are none with the words of the API server and of kubelet.</summary>
internal sealed class LogHandler(IClusterStore store, ResourceKind pods)
{
    /// <summary>Answers a request for a log.</summary>
    public async Task AnswerAsync(HttpContext http, ApiRequest request)
    {
        var item = store.Find(pods, request.Namespace, request.Name!) ?? throw new ApiRefusalException(ApiStatus.NotFound(pods, request.Name!));
        using var document = new ObjectWriter(pods, MediaType.Json, "", () => store.Now).Read(item);
        var pod = document.RootElement;
        var query = http.Request.Query;
        var container = ContainerOf(pod, item.Name, query["container"].ToString());
        if (string.IsNullOrEmpty(pod.Text("spec", "nodeName")))
        {
            // Nobody to ask yet.
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        var previous = ListOptions.IsTrue(query["previous"]);
        var status = pod.Items("status", "containerStatuses").Concat(pod.Items("status", "initContainerStatuses")).Concat(pod.Items("status", "ephemeralContainerStatuses"))
            .FirstOrDefault(status => status.Text("name") == container);
        CheckState(status, container, item.Name, previous);
        using var log = store.OpenLog(item.Namespace!, item.Name, container, previous)
            ?? throw new ApiRefusalException(AccessPolicy.Forbidden(AccessPolicy.User, request, $"the {(previous ? "previous " : "")}log of container {container} is not known here"));

        var selection = new LogSelection
        {
            Shift = store.Shift,
            TailLines = Number(query["tailLines"].ToString()),
            LimitBytes = Number(query["limitBytes"].ToString()),
            Since = Since(query),
            WithTimestamps = ListOptions.IsTrue(query["timestamps"]),
        };
        http.Response.ContentType = "text/plain";
        using var bytes = new MemoryStream();
        await log.CopyToAsync(bytes, http.RequestAborted).ConfigureAwait(false);
        var lines = LogLine.Read(bytes.ToArray(), store.Now - store.Shift);
        await selection.CopyAsync(lines, http.Response.BodyWriter, http.RequestAborted).ConfigureAwait(false);
        if (ListOptions.IsTrue(query["follow"]) && !previous && status.Has("state", "running"))
        {
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ConfigureAwait(false);
        }
    }

    // Kubernetes' pkg/registry/core/pod/strategy.go, LogLocation
    private static string ContainerOf(JsonElement pod, string podName, string asked)
    {
        var containers = Names(pod, "containers");
        var initContainers = Names(pod, "initContainers");
        var ephemeral = Names(pod, "ephemeralContainers");
        if (asked.Length > 0)
        {
            return containers.Contains(asked) || initContainers.Contains(asked) || ephemeral.Contains(asked)
                ? asked
                : throw new ApiRefusalException(ApiStatus.BadRequest($"container {asked} is not valid for pod {podName}"));
        }

        return containers.Length switch
        {
            1 => containers[0],
            0 => throw new ApiRefusalException(ApiStatus.BadRequest($"a container name must be specified for pod {podName}")),
            _ => throw new ApiRefusalException(ApiStatus.BadRequest(
                $"a container name must be specified for pod {podName}, choose one of: [{string.Join(' ', containers)}]"
                + (initContainers.Length > 0 ? $" or one of the init containers: [{string.Join(' ', initContainers)}]" : ""))),
        };
    }

    private static string[] Names(JsonElement pod, string field) => [.. pod.Items("spec", field).Select(container => container.Text("name") ?? "")];

    // Kubernetes' pkg/kubelet/kubelet_pods.go, validateContainerLogStatus
    private static void CheckState(JsonElement status, string container, string pod, bool previous)
    {
        var problem = previous
            ? status.Has("lastState", "terminated") ? null : $"previous terminated container \"{container}\" in pod \"{pod}\" not found"
            : status.Has("state", "running") || status.Has("state", "terminated") || status.Has("lastState", "terminated") ? null
            : !status.Has("state", "waiting") ? $"container \"{container}\" in pod \"{pod}\" is waiting to start - no logs yet"
            : $"container \"{container}\" in pod \"{pod}\" is waiting to start: " + status.Text("state", "waiting", "reason") switch
            {
                "ErrImagePull" => "image can't be pulled",
                "ImagePullBackOff" => "trying and failing to pull image",
                var reason => reason,
            };
        if (problem is not null)
        {
            throw new ApiRefusalException(ApiStatus.BadRequest(problem));
        }
    }

    private DateTimeOffset? Since(IQueryCollection query)
    {
        if (Number(query["sinceSeconds"].ToString()) is { } seconds)
        {
            return store.Now - store.Shift - TimeSpan.FromSeconds(Math.Min(seconds, 100L * 365 * 86_400));
        }

        var text = query["sinceTime"].ToString();
        return text.Length == 0 ? null
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time - store.Shift
            : throw new ApiRefusalException(ApiStatus.BadRequest($"parsing time \"{text}\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"{text}\" as \"2006\""));
    }

    private static long? Number(string text) => text.Length == 0 ? null
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= 0 ? number
        : throw new ApiRefusalException(ApiStatus.BadRequest($"strconv.ParseInt: parsing \"{text}\": invalid syntax"));
}
