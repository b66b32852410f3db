using System.Net;
using System.Text.Json;
using RunbookTools.Engine.Wire;

namespace RunbookTools.Engine.Sources.Live;

/// <summary>
/// Texts of config maps of a live cluster, asked for when they are needed: of those a suspect uses, one request each, a bounded number. The lists of all config maps
/// were read before, without their values.
/// </summary>
internal sealed class LiveConfigTextStore(LiveClient client, LiveRights rights) : IConfigTextStore
{
    /// <summary>How many are asked for from one reading of the cluster.</summary>
    public const int MaxMaps = 100;

    private int _asked;

    /// <inheritdoc/>
    public ConfigText Read(KubeConfigMap map, CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref _asked) > MaxMaps)
        {
            return Missing(map, GapKind.NotAsked, $"the text of {map.Name} was not asked for: of one reading of the cluster at most {MaxMaps} are", $"kubectl -n {map.Namespace} get configmap {map.Name} -o yaml");
        }

        try
        {
            return Task.Run(() => ReadAsync(map, cancellation), cancellation).GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is SourceException or TimeoutException or InvalidDataException or IOException or JsonException or InvalidOperationException)
        {
            return Missing(map, GapKind.Failed, $"{Access(map)}: {TerminalText.Clean(exception.Message.TrimEnd('.'))}");
        }
    }

    private async Task<ConfigText> ReadAsync(KubeConfigMap map, CancellationToken cancellation)
    {
        var path = $"api/v1/namespaces/{Uri.EscapeDataString(map.Namespace ?? "")}/configmaps/{Uri.EscapeDataString(map.Name)}";
        var answer = await client.GetAsync(path, cancellation, isAside: true).ConfigureAwait(false);
        return answer.Code == HttpStatusCode.OK
            ? new ConfigText(ConfigTextReader.Read(answer.Body, map), null)
            : new ConfigText([], rights.GapOf(answer, "ConfigMap", Access(map)));
    }

    private static AccessRequest Access(KubeConfigMap map) => new("get", "configmaps", map.Namespace);

    private static ConfigText Missing(KubeConfigMap map, GapKind kind, string reason, string? remedy = null) => new([], LiveRights.Gap(kind, "ConfigMap", Access(map), reason, remedy));
}
