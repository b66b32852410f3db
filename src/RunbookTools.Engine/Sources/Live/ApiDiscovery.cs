using System.Text.Json;
using RunbookTools.Engine.Wire;

namespace RunbookTools.Engine.Sources.Live;

/// <summary>
/// The kinds a server serves. Asked for once, in the aggregated form (https://kubernetes.io/docs/reference/using-api/api-concepts/#aggregated-discovery);
/// a server older than 1.26 tells only its groups and versions.
/// </summary>
internal sealed class ApiDiscovery
{
    private const string Aggregated =
        "application/json;v=v2;g=apidiscovery.k8s.io;as=APIGroupDiscoveryList,application/json;v=v2beta1;g=apidiscovery.k8s.io;as=APIGroupDiscoveryList,application/json";

    // Versions in the server's order: the first is preferred. Kinds of a version are null when only its name is known.
    private readonly Dictionary<string, List<(string Version, List<KubeKind>? Kinds)>>? _groups;

    private ApiDiscovery(Dictionary<string, List<(string, List<KubeKind>?)>>? groups) => _groups = groups;

    /// <summary>Nothing is known: every kind is taken to be served.</summary>
    public static readonly ApiDiscovery Unknown = new(null);

    /// <summary>True when the server told which kinds there are.</summary>
    public bool IsKnown => _groups is not null;

    /// <summary>Asks the server. When it does not tell, every kind is taken to be served.</summary>
    public static async Task<ApiDiscovery> ReadAsync(LiveClient client, CancellationToken cancellation)
    {
        try
        {
            var answer = await client.GetAsync("apis", cancellation, Aggregated, isAside: true).ConfigureAwait(false);
            return answer.IsSuccess ? Parse(answer.Body) : Unknown;
        }
        catch (Exception exception) when (exception is TimeoutException or IOException or InvalidDataException or SourceException { ErrorId: "Unreachable" })
        {
            return Unknown;
        }
    }

    /// <summary>Reads what a server told.</summary>
    public static ApiDiscovery Parse(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return new ApiDiscovery(root.TryGetProperty("items", out var items)
                ? items.EnumerateArray().ToDictionary(item => item.GetProperty("metadata").GetProperty("name").GetString()!, Versions, StringComparer.Ordinal)
                : root.GetProperty("groups").EnumerateArray().ToDictionary(
                    group => group.GetProperty("name").GetString()!,
                    group => group.GetProperty("versions").EnumerateArray().Select(version => (version.GetProperty("version").GetString()!, (List<KubeKind>?)null)).ToList(),
                    StringComparer.Ordinal));
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            // Unusual servers; the versions of the kind table are tried then.
            return Unknown;
        }
    }

    /// <summary>The version to ask for: the one of the kind table, else the server's first; null when the kind is not served.</summary>
    public string? VersionOf(KubeKind kind)
    {
        if (kind.Group.Length == 0 || _groups is null)
        {
            return kind.Version;
        }

        var serving = _groups.GetValueOrDefault(kind.Group)?.Where(version => version.Kinds is null || version.Kinds.Exists(served => served.Plural == kind.Plural)).ToList();
        return serving is not { Count: > 0 } ? null
            : serving.Exists(version => version.Version == kind.Version) ? kind.Version
            : serving[0].Version;
    }

    /// <summary>The kinds served that have no record of their own and can be listed, each in its first version.</summary>
    public IEnumerable<KubeKind> Others() => (_groups ?? []).Values
        .SelectMany(versions => versions.SelectMany(version => version.Kinds ?? []).DistinctBy(kind => kind.Plural))
        .Where(kind => WireKinds.Find(kind.Kind, kind.ApiVersion) is null)
        .OrderBy(kind => kind.Resource, StringComparer.Ordinal);

    private static List<(string, List<KubeKind>?)> Versions(JsonElement group)
    {
        var name = group.GetProperty("metadata").GetProperty("name").GetString()!;
        return
        [
            .. group.GetProperty("versions").EnumerateArray().Select(version =>
            {
                var number = version.GetProperty("version").GetString()!;

                // A group whose server does not answer is marked stale and has no resources, which is no word on what it serves.
                return version.TryGetProperty("resources", out var resources) && resources.GetArrayLength() > 0
                    ? (number, resources.EnumerateArray().Where(IsListed).Select(resource => Kind(resource, name, number)).ToList())
                    : (number, (List<KubeKind>?)null);
            }),
        ];
    }

    private static bool IsListed(JsonElement resource) =>
        resource.TryGetProperty("verbs", out var verbs) && verbs.EnumerateArray().Any(verb => verb.ValueEquals("list"u8));

    private static KubeKind Kind(JsonElement resource, string group, string version) => new(
        resource.TryGetProperty("responseKind", out var kind) && kind.TryGetProperty("kind", out var text) ? text.GetString()! : resource.GetProperty("resource").GetString()!,
        group,
        version,
        resource.GetProperty("resource").GetString()!,
        resource.TryGetProperty("scope", out var scope) && scope.ValueEquals("Namespaced"u8),
        resource.TryGetProperty("shortNames", out var names) ? [.. names.EnumerateArray().Select(name => name.GetString()!)] : []);
}
