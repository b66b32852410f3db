using System.Text.Json;

namespace RunbookTools.Engine.Sources;

/// <summary>Reads what a support bundle says could not be collected: <c>&lt;kind&gt;-errors.json</c>.</summary>
internal sealed class BundleErrors(CoverageRecord coverage, IEnumerable<KubeObject> objects, IReadOnlyCollection<string> namespaces)
{
    private readonly Dictionary<string, string> _customKinds = objects.OfType<KubeCustomResourceDefinition>()
        .DistinctBy(definition => definition.Name, StringComparer.Ordinal)
        .ToDictionary(definition => definition.Name, definition => definition.DefinedKind, StringComparer.Ordinal);

    /// <summary>Adds a gap for each error.</summary>
    public void Add(IEnumerable<BundleFile> files)
    {
        foreach (var file in files)
        {
            try
            {
                using var document = JsonDocument.Parse(file.File.Read());
                Add(file, document.RootElement);
            }
            catch (Exception exception) when (exception is JsonException or IOException)
            {
                coverage.AddGap(new CoverageGap(GapKind.Unreadable, "", null, TerminalText.Clean(exception.Message)) { Path = file.File.Path });
            }
        }
    }

    // Namespaced kinds give a map of namespace to error, cluster-scoped ones an array, custom resources a map of resource or resource/namespace.
    private void Add(BundleFile file, JsonElement root)
    {
        var name = file.Stem[..^"-errors".Length];
        var errors = root.ValueKind switch
        {
            JsonValueKind.Object => root.EnumerateObject().Select(pair => (Key: pair.Name, Text: TextOf(pair.Value))),
            JsonValueKind.Array => root.EnumerateArray().Select(item => (Key: "", Text: TextOf(item))),
            _ => [],
        };

        if (file.Segments is [_, "custom-resources", _])
        {
            foreach (var (key, text) in errors)
            {
                // Of one kind alone the file's own name says which.
                var parts = (key.Length == 0 ? name : key).Split('/');
                var kind = KindTable.Find(parts[0])?.Kind ?? _customKinds.GetValueOrDefault(parts[0], "");
                AddGap(file, kind, parts[0], parts.Length > 1 ? parts[1] : null, text);
            }

            return;
        }

        if (SupportBundleReader.KindOf(name) is not { } known)
        {
            return;
        }

        var resource = KindTable.Find(known)!.Resource;
        foreach (var group in errors.GroupBy(error => error.Text, StringComparer.Ordinal))
        {
            // The same in every namespace is one gap, not one for each.
            var keys = group.Select(error => error.Key).ToHashSet(StringComparer.Ordinal);
            var everywhere = keys.Contains("") || (namespaces.Count > 1 && namespaces.All(keys.Contains));
            foreach (var ns in everywhere ? [null] : keys.Select(key => (string?)key))
            {
                AddGap(file, known, resource, ns, group.Key);
            }
        }
    }

    private void AddGap(BundleFile file, string kind, string resource, string? ns, string text)
    {
        // What the API server's authorizer writes: pods is forbidden: User "x" cannot list resource "pods" in API group "" ...
        var isForbidden = text.Contains(" is forbidden: ", StringComparison.Ordinal);
        coverage.AddGap(new CoverageGap(isForbidden ? GapKind.Forbidden : GapKind.Failed, kind, ns, TerminalText.Clean(text))
        {
            Path = file.File.Path,
            Access = new AccessRequest("list", resource, ns),
            Remedy = isForbidden ? AccessRemedy.Grant(resource, ns, ApiStatus.UserOf(text)) : AccessRemedy.Collect(resource, ns),
        });
    }

    private static string TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
