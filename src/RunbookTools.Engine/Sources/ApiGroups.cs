using System.Text.Json;

namespace RunbookTools.Engine.Sources;

/// <summary>The API groups a server serves, and the versions of each.</summary>
internal sealed class ApiGroups
{
    private readonly Dictionary<string, List<string>>? _versions;

    private ApiGroups(Dictionary<string, List<string>>? versions) => _versions = versions;

    /// <summary>Asks the server. When it does not tell, every group is taken to be served.</summary>
    public static async Task<ApiGroups> ReadAsync(LiveClient client, CancellationToken cancellation)
    {
        try
        {
            var answer = await client.GetAsync("apis", cancellation).ConfigureAwait(false);
            if (answer.IsSuccess)
            {
                using var document = JsonDocument.Parse(answer.Body);
                return new ApiGroups(document.RootElement.GetProperty("groups").EnumerateArray().ToDictionary(
                    group => group.GetProperty("name").GetString()!,
                    group => group.GetProperty("versions").EnumerateArray().Select(version => version.GetProperty("version").GetString()!).ToList(),
                    StringComparer.Ordinal));
            }
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException or TimeoutException)
        {
            // Old or unusual servers; the versions of the kind table are tried then.
        }

        return new ApiGroups(null);
    }

    /// <summary>The version to ask for: the one of the kind table, else the server's first; null when the group is not served.</summary>
    public string? VersionOf(KubeKind kind)
    {
        if (kind.Group.Length == 0 || _versions is null)
        {
            return kind.Version;
        }

        return !_versions.TryGetValue(kind.Group, out var versions) ? null : versions.Contains(kind.Version) ? kind.Version : versions.FirstOrDefault();
    }
}
