using System.Text.Json;
using RunbookTools.Engine.Wire;

namespace RunbookTools.Engine.Sources;

/// <summary>Reads one support bundle.</summary>
internal sealed class SupportBundleReader(FileTree tree, IReadOnlyList<BundleFile> files, string description, WireItemTap? tap, CancellationToken cancellation)
{
    private const string ErrorsSuffix = "-errors";

    // Files under cluster-resources that hold no objects: discovery, what the collector may do, a licence.
    private static readonly HashSet<string> s_noObjects = new(StringComparer.Ordinal) { "groups", "resources", "license", "auth-cani-list" };

    private readonly CoverageRecord _coverage = new();
    private readonly ConfigFiles _configMaps = new(description);
    private readonly List<BundleFile> _errorFiles = [];
    private readonly List<BundleFile> _secretFiles = [];
    private readonly List<BundleFile> _configMapFiles = [];
    private readonly List<BundleFile> _pullSecretFiles = [];

    /// <summary>Reads it.</summary>
    public InventoryData Read() => SnapshotContents.Find(files, _coverage) is { } snapshot ? Read(snapshot) : ReadBundle();

    private InventoryData ReadBundle()
    {
        var name = tree.Name;
        var objectFiles = Sort();
        var objects = ReadObjects(name, objectFiles);
        foreach (var file in objectFiles.Where(file => file.KindHint is not null))
        {
            _coverage.AddRead(file.KindHint!, file.NamespaceHint);
        }

        var namespaces = objects.OfType<KubeNamespace>().Select(ns => ns.Name).ToList();
        AddCustomResources(objects);
        new BundleErrors(_coverage, objects, namespaces).Add(_errorFiles);
        WidenCoverage(namespaces);

        var logs = new LogIndex(name, description);
        new BundleLogs(objects).AddTo(logs, files);
        foreach (var ns in logs.Namespaces)
        {
            _coverage.AddRead(KindTable.PodLog, ns);
        }

        var usages = NodeMetrics.Read(name, files, _coverage);
        return Snapshots.ToData(tree, description, objects, _coverage, logs) with { ServerVersion = ReadVersion(), ConfigTexts = _configMaps, Usages = usages };
    }

    // A snapshot tells itself what was read, also of kinds and namespaces there was nothing of.
    private InventoryData Read(SnapshotContents snapshot)
    {
        var objects = ReadObjects(snapshot.Cluster, Sort());
        var usages = NodeMetrics.Read(snapshot.Cluster, files, _coverage);
        var coverage = snapshot.CoverageWith(_coverage, file => ToObjectFile(file)?.KindHint, cancellation);
        var logs = new LogIndex(snapshot.Cluster, SnapshotContents.Description);
        snapshot.AddTo(logs);
        new BundleLogs(objects).AddTo(logs, snapshot.Strangers);
        return snapshot.Describe(Snapshots.ToData(tree, SnapshotContents.Description, objects, coverage, logs) with { ConfigTexts = _configMaps, Usages = usages });
    }

    private List<KubeObject> ReadObjects(string name, List<ObjectFile> objectFiles)
    {
        var objects = new ObjectFileReader(name, _coverage, tap, cancellation) { ConfigMaps = _configMaps }.Read(objectFiles);
        objects.AddRange(new BundleKeys(name, objects, tap).Read(_secretFiles, _configMapFiles, _pullSecretFiles));
        return objects;
    }

    /// <summary>The kind of the objects in <c>cluster-resources/&lt;name&gt;</c>; null when the name is not known.</summary>
    internal static string? KindOf(string name) => name switch
    {
        "pvs" => "PersistentVolume",
        "pvcs" => "PersistentVolumeClaim",
        _ => KindTable.Find(name)?.Kind ?? KindTable.Find(name.Replace("-", "", StringComparison.Ordinal))?.Kind,
    };

    // Custom resources are written as JSON and, for older readers, as YAML beside it: one of them is enough.
    private List<ObjectFile> Sort()
    {
        var chosen = new Dictionary<string, ObjectFile>(StringComparer.Ordinal);
        foreach (var file in files.Where(file => file.File.IsData && file.Segments.Length > 1))
        {
            if (file.Segments[0] != "cluster-resources")
            {
                SortOther(file);
            }
            else if (ToObjectFile(file) is { } found && (!chosen.ContainsKey(file.PathStem) || file.File.HasExtension(".json")))
            {
                chosen[file.PathStem] = found;
            }
        }

        return [.. chosen.Values];
    }

    private void SortOther(BundleFile file)
    {
        switch (file.Segments)
        {
            case ["secrets", _, _, ..]:
                _secretFiles.Add(file);
                break;
            case ["configmaps", _, _, ..]:
                _configMapFiles.Add(file);
                break;
        }
    }

    private ObjectFile? ToObjectFile(BundleFile file)
    {
        switch (file.Segments)
        {
            case [_, _] when s_noObjects.Contains(file.Stem):
                return null;
            case [_, _] or [_, "custom-resources", _] when file.Stem.EndsWith(ErrorsSuffix, StringComparison.Ordinal):
                _errorFiles.Add(file);
                return null;
            case [_, _]:
                return new ObjectFile(file.File, KindOf(file.Stem));
            case [_, "auth-cani-list", ..] or [_, "pods", "logs", ..]:
                return null;
            case [_, "image-pull-secrets", _, _]:
                _pullSecretFiles.Add(file);
                return null;
            case [_, "custom-resources", _]:
                return new ObjectFile(file.File, CustomKindOf(file.Stem));
            case [_, "custom-resources", var resource, _]:
                return new ObjectFile(file.File, CustomKindOf(resource), file.Stem);
            case [_, var folder, _]:
                // A collector of 2025 wrote replica sets into a folder named after the errors of stateful sets; what is in there says what it is.
                return new ObjectFile(file.File, folder.EndsWith(ErrorsSuffix + ".json", StringComparison.Ordinal) ? null : KindOf(folder), file.Stem);
            default:
                return null;
        }
    }

    private static string? CustomKindOf(string resource) => KindTable.Find(resource) is { } kind && kind.Resource == resource ? kind.Kind : null;

    // Custom resources that do not exist leave no file, so their definitions tell what was looked for.
    private void AddCustomResources(List<KubeObject> objects)
    {
        if (!files.Any(file => file.PathStem == "cluster-resources/custom-resource-definitions"))
        {
            return;
        }

        var hasCustom = files.Any(file => file.Segments is ["cluster-resources", "custom-resources", ..]);
        var definitions = objects.OfType<KubeCustomResourceDefinition>().ToDictionary(definition => definition.Name, StringComparer.Ordinal);
        foreach (var definition in definitions.Values.Where(_ => hasCustom))
        {
            _coverage.AddRead(definition.DefinedKind);
        }

        foreach (var kind in KindTable.All.Where(kind => IsOptional(kind) && !definitions.ContainsKey(kind.Resource)))
        {
            _coverage.AddRead(kind.Kind);
        }
    }

    /// <summary>True when a kind exists only where its definition was installed.</summary>
    internal static bool IsOptional(KubeKind kind) => kind.Group.StartsWith("gateway.", StringComparison.Ordinal);

    // A kind read in every namespace there is was read everywhere. A bundle made for some namespaces only holds those alone, as an array or as one
    // object: then nothing is known of the others.
    private void WidenCoverage(List<string> namespaces)
    {
        if (namespaces.Count == 0 || !HoldsAllNamespaces())
        {
            return;
        }

        foreach (var entry in _coverage.ToCoverage([]).Read)
        {
            if (entry.Namespaces is { } read && namespaces.All(read.Contains))
            {
                _coverage.AddRead(entry.Kind);
            }
        }
    }

    private bool HoldsAllNamespaces()
    {
        var file = files.FirstOrDefault(file => file.PathStem == "cluster-resources/namespaces");
        if (file is null)
        {
            return false;
        }

        try
        {
            var reader = new Utf8JsonReader(file.File.Read());
            for (reader.Read(); reader.Read();)
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals("items"u8))
                {
                    return true;
                }

                reader.Skip();
            }
        }
        catch (JsonException)
        {
            // The coverage already says that the file does not parse.
        }

        return false;
    }

    private string? ReadVersion()
    {
        var file = files.FirstOrDefault(file => file.PathStem == "cluster-info/cluster_version");
        try
        {
            using var document = file is null ? null : JsonDocument.Parse(file.File.Read());
            return document?.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("string", out var text) ? text.GetString() : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or IOException)
        {
            _coverage.AddGap(new CoverageGap(GapKind.Unreadable, "", null, TerminalText.Clean(exception.Message)) { Path = file!.File.Path });
            return null;
        }
    }
}
