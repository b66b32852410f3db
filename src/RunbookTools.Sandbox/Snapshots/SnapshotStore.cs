using RunbookTools.Engine.Inventory;
using RunbookTools.Engine.Sources;
using RunbookTools.Engine.Wire;
using RunbookTools.Model;
using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox.Snapshots;

/// <summary>A cluster as a snapshot holds it. It stands still: it is always the moment of capture.</summary>
internal sealed class SnapshotStore : IClusterStore
{
    private readonly Dictionary<ResourceKind, IStoredObject[]> _objects;
    private readonly Dictionary<string, CoverageEntry> _read;
    private readonly InventoryData _data;

    /// <summary>Makes a store.</summary>
    /// <param name="data">What the snapshot told besides its objects.</param>
    /// <param name="objects">The objects of each kind served.</param>
    /// <param name="captured">The moment it is of.</param>
    /// <param name="shift">By how much the times in objects were moved.</param>
    public SnapshotStore(InventoryData data, IReadOnlyDictionary<ResourceKind, List<IStoredObject>> objects, DateTimeOffset captured, TimeSpan shift)
    {
        _data = data;
        Shift = shift;
        Now = captured + shift;
        Kinds = [.. objects.Keys];
        _objects = objects.ToDictionary(
            pair => pair.Key,
            pair => pair.Value.OrderBy(item => item.Namespace, StringComparer.Ordinal).ThenBy(item => item.Name, StringComparer.Ordinal).ToArray());
        var coverage = data.Coverage.ToCoverage(data.Objects);
        _read = coverage.Read.ToDictionary(entry => entry.Kind, StringComparer.Ordinal);
        Gaps = [.. coverage.Gaps.Select(gap => gap.ToString())];
        ResourceVersion = Math.Max(1, _objects.Values.SelectMany(items => items).Select(item => item.ResourceVersion).DefaultIfEmpty().Max());
        ServerVersion = data.ServerVersion ?? data.Objects.OfType<KubeNode>().Select(node => node.KubeletVersion).FirstOrDefault(version => version is not null) ?? "v0.0.0-unknown";
    }

    /// <inheritdoc/>
    public string Description => $"{_data.Source} {_data.Name}";

    /// <inheritdoc/>
    public string ServerVersion { get; }

    /// <inheritdoc/>
    public DateTimeOffset Now { get; }

    /// <inheritdoc/>
    public TimeSpan Shift { get; }

    /// <inheritdoc/>
    public IReadOnlyList<ResourceKind> Kinds { get; }

    /// <inheritdoc/>
    public long ResourceVersion { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Gaps { get; }

    /// <inheritdoc/>
    public IReadOnlyList<IStoredObject> List(ResourceKind kind, string? ns)
    {
        if (!_objects.TryGetValue(kind, out var items) || ns is null)
        {
            return items ?? [];
        }

        var start = Bound(items, ns, isUpper: false);
        return new ArraySegment<IStoredObject>(items, start, Bound(items, ns, isUpper: true) - start);
    }

    /// <inheritdoc/>
    public IStoredObject? Find(ResourceKind kind, string? ns, string name)
    {
        var items = List(kind, ns);
        return items.FirstOrDefault(item => item.Name == name && item.Namespace == ns);
    }

    /// <inheritdoc/>
    public string? WhyUnknown(ResourceKind kind, string? ns)
    {
        if (kind.Group == MetricsKinds.Group && _objects.GetValueOrDefault(kind) is { Length: > 0 })
        {
            // Kubelets told it themselves.
            return null;
        }

        var name = WireKinds.NameOf(kind.Kind, kind.ApiVersion);
        if (!_read.TryGetValue(name, out var entry))
        {
            return _data.Coverage.GapFor(name, ns, _data.Source)?.Reason;
        }

        return entry.Namespaces is not { } read || ns is null || read.Contains(ns) || IsNoNamespace(ns) ? null : $"not in the {_data.Source}";
    }

    /// <inheritdoc/>
    public string? WhyPartial(ResourceKind kind) => _read.GetValueOrDefault(WireKinds.NameOf(kind.Kind, kind.ApiVersion))?.Namespaces is { } read
        ? $"the {_data.Source} has {kind.Plural} of these namespaces only: {string.Join(", ", read.Take(10))}{(read.Count > 10 ? ", ..." : "")}"
        : null;

    /// <inheritdoc/>
    public Stream? OpenLog(string ns, string pod, string container, bool previous) =>
        (_data.Logs as LogIndex)?.Open(new LogRequest(ns, pod, container, previous), CancellationToken.None);

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoreChange> WatchAsync(
        ResourceKind kind, string? ns, long after, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(false);
        yield break;
    }

    // In a namespace that does not exist there is nothing, and that is known.
    private bool IsNoNamespace(string ns) =>
        _read.TryGetValue("Namespace", out var entry) && entry.Namespaces is null && !_data.Objects.Any(item => item is KubeNamespace && item.Name == ns);

    private static int Bound(IStoredObject[] items, string ns, bool isUpper)
    {
        var (low, high) = (0, items.Length);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var order = string.CompareOrdinal(items[middle].Namespace, ns);
            if (order < 0 || (isUpper && order == 0))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
