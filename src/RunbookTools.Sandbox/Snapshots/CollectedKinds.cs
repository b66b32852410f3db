using System.Text.Json;
using RunbookTools.Engine.Sources;
using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox.Snapshots;

/// <summary>
/// The kinds the server had a support bundle was made of, as its collector asked for them: <c>cluster-resources/resources.json</c>, an array of APIResourceList
/// (k8s.io/apimachinery/pkg/apis/meta/v1/types.go).
/// </summary>
internal static class CollectedKinds
{
    /// <summary>Reads them, in the version the server has by itself where that is one of those told; none when the bundle does not tell.</summary>
    public static IReadOnlyList<ResourceKind> Read(FileTree tree)
    {
        if (tree.Files.FirstOrDefault(file => file.Path.EndsWith("cluster-resources/resources.json", StringComparison.Ordinal)) is not { } file)
        {
            return [];
        }

        try
        {
            using var document = JsonDocument.Parse(file.Read());
            return [.. document.RootElement.Items().SelectMany(Of).GroupBy(kind => (kind.Group, kind.Kind)).Select(Preferred)];
        }
        catch (Exception exception) when (exception is JsonException or IOException)
        {
            return [];
        }
    }

    private static IEnumerable<ResourceKind> Of(JsonElement list)
    {
        var version = list.Text("groupVersion") ?? "";
        var slash = version.IndexOf('/', StringComparison.Ordinal);
        var group = slash < 0 ? "" : version[..slash];
        foreach (var resource in list.Items("resources"))
        {
            var verbs = resource.Items("verbs").Select(verb => verb.Text() ?? "").ToArray();
            if (resource.Text("name") is { } name && !name.Contains('/', StringComparison.Ordinal) && resource.Text("kind") is { } kind && verbs.Contains("list"))
            {
                var known = SnapshotKinds.Known(group, kind) ?? new ResourceKind(kind, group, "v1", name, resource.IsTrue("namespaced"))
                {
                    Singular = resource.Text("singularName") ?? "",
                    ShortNames = [.. resource.Items("shortNames").Select(shortName => shortName.Text() ?? "")],
                    Categories = [.. resource.Items("categories").Select(category => category.Text() ?? "")],
                    Verbs = verbs,
                    IsCustom = true,
                };
                yield return known with { Version = version[(slash + 1)..] };
            }
        }
    }

    private static ResourceKind Preferred(IGrouping<(string Group, string Kind), ResourceKind> versions) =>
        versions.FirstOrDefault(kind => kind.Version == SnapshotKinds.Known(kind.Group, kind.Kind)?.Version) ?? versions.First();
}
