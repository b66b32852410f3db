using System.Globalization;
using System.Text.Json;
using RunbookTools.Engine.Inventory;
using RunbookTools.Engine.Sources;
using RunbookTools.Model;
using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox.Snapshots;

/// <summary>Reads a snapshot for a server: every object as it was written, and which kinds there are.</summary>
internal sealed class SnapshotLoader
{
    private readonly Lock _lock = new();
    private readonly List<RawObject> _raw = [];
    private readonly SnapshotKinds _kinds;

    private SnapshotLoader(IReadOnlyList<ResourceKind> collected) => _kinds = new SnapshotKinds(collected);

    /// <summary>Reads a support bundle, a dump, or files of objects.</summary>
    /// <param name="path">The folder, archive or file.</param>
    /// <param name="shift">Gives, for the moment of capture, by how much all times are moved.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="SourceException">There is nothing to read.</exception>
    public static SnapshotStore Load(string path, Func<DateTimeOffset, TimeSpan> shift, CancellationToken cancellation)
    {
        var tree = FileTree.Open(path, TreeLimits.Default, cancellation);
        var loader = new SnapshotLoader(CollectedKinds.Read(tree));
        var data = SnapshotSource.Read(tree, loader.Take, cancellation);
        return loader.ToStore(tree, data, shift);
    }

    private void Take(ReadOnlySpan<byte> json, string kind, string apiVersion, KubeObject item)
    {
        var raw = new RawObject(kind, apiVersion, item.Namespace, item.Name, json.ToArray());
        lock (_lock)
        {
            _raw.Add(raw);
        }
    }

    private SnapshotStore ToStore(FileTree tree, InventoryData data, Func<DateTimeOffset, TimeSpan> shift)
    {
        var captured = data.CapturedAt ?? Clock.Newest(data.Objects);
        var by = shift(captured);
        _kinds.Define(_raw);
        var objects = _kinds.Served(data).ToDictionary(kind => kind, _ => new Dictionary<(string?, string), IStoredObject>());
        foreach (var kind in EventAlias.Kinds.Where(kind => !objects.Keys.Any(served => served.Kind == kind.Kind && served.Group == kind.Group)))
        {
            objects.Add(kind, []);
        }

        foreach (var raw in _raw)
        {
            using var document = ObjectJson.Parse(raw.Json);
            var kind = _kinds.Of(raw);
            Keep(objects, kind, document.RootElement, raw.Namespace, raw.Name, by);
            if (EventAlias.IsEvent(kind))
            {
                var (other, item) = EventAlias.Of(kind, document.RootElement);
                Keep(objects, other, item, raw.Namespace, raw.Name, by);
            }
        }

        foreach (var (kind, item) in MetricsKinds.Read(tree))
        {
            Keep(objects, kind, item, item.Text("metadata", "namespace"), item.Text("metadata", "name")!, by);
        }

        return new SnapshotStore(data, objects.ToDictionary(pair => pair.Key, pair => pair.Value.Values.ToList()), captured, by);
    }

    // Of an object given twice the last counts, as in the inventory.
    private static void Keep(
        Dictionary<ResourceKind, Dictionary<(string? Namespace, string Name), IStoredObject>> objects, ResourceKind kind, JsonElement item, string? ns, string name, TimeSpan shift)
    {
        if (!objects.TryGetValue(kind, out var known))
        {
            objects[kind] = known = [];
        }

        var version = long.TryParse(item.Text("metadata", "resourceVersion"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;
        known[(ns, name)] = new StoredJson(ns, name, version, ServedJson.Write(item, ns, null, shift));
    }
}
