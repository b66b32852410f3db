using System.Collections.Concurrent;
using RunbookTools.Engine.Sources;

namespace RunbookTools.Engine.Inventory;

/// <summary>
/// One cluster at one moment: immutable, indexed, shared by every test. Indexes are made when first asked for; everything is safe to use
/// from several threads.
/// </summary>
public sealed class ClusterInventory
{
    private readonly InventoryData _data;
    private readonly SecretMask _secrets;
    private readonly Dictionary<string, KubeObject[]> _byKind;
    private readonly Dictionary<(string Kind, string? Namespace, string Name), KubeObject> _byName;
    private readonly Lazy<ILookup<string, KubeObject>> _byController;
    private readonly Lazy<ILookup<(string Kind, string? Namespace, string Name), KubeEvent>> _events;
    private readonly Lazy<ILookup<string, KubePod>> _podsByNode;
    private readonly ConcurrentDictionary<Type, Array> _kindsOf = new();
    private readonly Lazy<ILookup<(string? Namespace, string Key, string Value), KubePod>> _podsByLabel;
    private readonly Lazy<ILookup<(string? Namespace, string Service), KubeEndpointSlice>> _slices;
    private readonly ConcurrentDictionary<LogRequest, Lazy<LogText>> _logs = new();
    private readonly ConcurrentDictionary<(string? Namespace, string Name), Lazy<ConfigText>> _configTexts = new();
    private readonly ConcurrentDictionary<string, Lazy<(IReadOnlyList<KubeObject> Objects, CoverageGap? Gap)>> _others = new(StringComparer.Ordinal);

    /// <summary>Makes an inventory from what a source read. Of objects given twice the last is kept.</summary>
    public ClusterInventory(InventoryData data)
    {
        _data = data;
        _byName = new(data.Objects.Count, ObjectKeyComparer.Instance);
        _secrets = new(data.Objects);
        foreach (var item in data.Objects)
        {
            _byName[(item.Kind, item.Namespace, item.Name)] = _secrets.Of(item);
        }

        _byKind = _byName.Values.GroupBy(item => item.Kind, StringComparer.Ordinal).ToDictionary(group => group.Key, Ordered, StringComparer.Ordinal);
        Objects = [.. _byName.Values];
        CapturedAt = data.CapturedAt ?? Clock.Newest(Objects);
        Coverage = data.Coverage.ToCoverage(Objects);

        _byController = new(() => Objects.Where(item => item.Controller is not null).ToLookup(item => OwnerKey(item.Namespace, item.Controller!)));
        _events = new(() => All<KubeEvent>().ToLookup(item => (item.Object.Kind, item.Object.Namespace, item.Object.Name), ObjectKeyComparer.Instance));
        _podsByNode = new(() => All<KubePod>().Where(pod => pod.Node is not null).ToLookup(pod => pod.Node!));
        _podsByLabel = new(() =>
        {
            // Only what services select by is ever asked for.
            var keys = All<KubeService>().SelectMany(service => service.Selector.Keys).ToHashSet(StringComparer.Ordinal);
            return All<KubePod>().SelectMany(pod => pod.Labels.Where(label => keys.Contains(label.Key)).Select(label => (Pod: pod, Label: (pod.Namespace, label.Key, label.Value))))
                .ToLookup(pair => pair.Label, pair => pair.Pod);
        });
        _slices = new(() =>
        {
            // Endpoints repeat what slices say; they count only for services that have no slice, as in clusters older than 1.21.
            var slices = All<KubeEndpointSlice>().Where(slice => slice.Service is not null).ToList();
            var sliced = slices.Where(slice => slice.Kind == "EndpointSlice").Select(slice => (slice.Namespace, slice.Service)).ToHashSet();
            return slices.Where(slice => slice.Kind == "EndpointSlice" || !sliced.Contains((slice.Namespace, slice.Service)))
                .ToLookup(slice => (slice.Namespace, slice.Service!));
        });
    }

    /// <summary>The name of the cluster: a context, or a bundle's name.</summary>
    public string Name => _data.Name;

    /// <summary>What it was read from, in words.</summary>
    public string Source => _data.Source;

    /// <summary>Where that is: a path or a server address.</summary>
    public string Location => _data.Location;

    /// <summary>The server's version; null when not known.</summary>
    public string? ServerVersion => _data.ServerVersion;

    /// <summary>The namespace meant when none is named; null for all.</summary>
    public string? DefaultNamespace => _data.DefaultNamespace;

    /// <summary>Who read it, as the server names them; null when not known.</summary>
    public string? User => _data.User;

    /// <summary>The moment told here (UTC): "now" for every test.</summary>
    public DateTimeOffset CapturedAt { get; }

    /// <summary>What was read and what was not.</summary>
    public Coverage Coverage { get; }

    /// <summary>Every object, in no order.</summary>
    public IReadOnlyCollection<KubeObject> Objects { get; }

    /// <summary>How much is used of memory and storage, in no order; empty when no kubelet was asked, which <see cref="GapFor"/> tells.</summary>
    public IReadOnlyList<KubeUsage> Usages => _data.Usages;

    /// <summary>All objects of a record type, ordered by namespace and name. An abstract type gives all kinds under it.</summary>
    public IEnumerable<T> All<T>()
        where T : KubeObject => KindsOf<T>() switch { [var only] => only, var kinds => kinds.SelectMany(items => items) };

    /// <summary>The objects of a record type in one namespace, ordered by name; with null those in none.</summary>
    public IEnumerable<T> AllIn<T>(string? ns)
        where T : KubeObject => KindsOf<T>() switch { [var only] => In(only, ns), var kinds => kinds.SelectMany(items => In(items, ns)) };

    /// <summary>All objects of a kind, ordered by namespace and name; empty when there are none.</summary>
    public IReadOnlyList<KubeObject> OfKind(string kind) => _byKind.TryGetValue(kind, out var items) ? items : [];

    /// <summary>The objects of a kind in one namespace, ordered by name; empty when there are none.</summary>
    public IReadOnlyList<KubeObject> OfKind(string kind, string? ns) => _byKind.TryGetValue(kind, out var items) ? In(items, ns) : Array.Empty<KubeObject>();

    /// <summary>The object of that kind and name; null when there is none. Ask <see cref="GapFor"/> before taking null for absence.</summary>
    public KubeObject? Find(string kind, string? ns, string name) => _byName.GetValueOrDefault((kind, ns, name));

    /// <summary>The object named; null when there is none.</summary>
    public KubeObject? Find(KubeTarget target) => Find(target.Kind, target.Namespace, target.Name);

    /// <summary>The object named, as a record; null when there is none.</summary>
    public T? Find<T>(string kind, string? ns, string name)
        where T : KubeObject => Find(kind, ns, name) as T;

    /// <summary>The gap that stands between a question and its answer; null when the kind was read in that scope.</summary>
    /// <param name="kind">The kind, or <see cref="KindTable.PodLog"/>.</param>
    /// <param name="ns">The namespace in question; null when the question is about all.</param>
    public CoverageGap? GapFor(string kind, string? ns = null) => _data.Coverage.GapFor(kind, ns, Source);

    /// <summary>Objects the given one controls directly.</summary>
    public IEnumerable<KubeObject> OwnedBy(KubeObject owner) => owner.Uid is { } uid && _byController.Value.Contains(uid)
        ? _byController.Value[uid]
        : _byController.Value[$"{owner.Kind}/{owner.Namespace}/{owner.Name}"];

    /// <summary>The object that controls the given one; null when none does or it was not read.</summary>
    public KubeObject? OwnerOf(KubeObject item) => item.Controller is { } owner
        ? Find(owner.Kind, item.Namespace, owner.Name) ?? Find(owner.Kind, null, owner.Name)
        : null;

    /// <summary>The end of the owner chain: the deployment of a pod, the cron job of a job's pod; the object itself when nothing owns it.</summary>
    public KubeObject RootOf(KubeObject item)
    {
        // Bounded, because a bundle may hold owners that point at each other.
        for (var depth = 0; depth < 10 && OwnerOf(item) is { } owner; depth++)
        {
            item = owner;
        }

        return item;
    }

    /// <summary>
    /// What names the end of the owner chain, also when the owner itself could not be read: the last owner reference is known from the object it is on.
    /// </summary>
    public KubeTarget RootTargetOf(KubeObject item)
    {
        var root = RootOf(item);
        return root.Controller is { } owner ? new KubeTarget(owner.Kind, root.Namespace, owner.Name) { Cluster = root.Cluster } : root.Target;
    }

    /// <summary>Pods under an object: a workload's through the owner chain, a service's by its selector, a node's, a namespace's, the pod itself.</summary>
    public IEnumerable<KubePod> PodsOf(KubeObject item) => item switch
    {
        KubePod pod => [pod],
        KubeNode node => PodsOn(node.Name),
        KubeNamespace ns => PodsIn(ns.Name),
        KubeService { Selector.Count: 0 } service => SlicesOf(service).SelectMany(slice => slice.Endpoints)
            .Select(endpoint => endpoint.Object is { Kind: "Pod" } target ? Find<KubePod>("Pod", target.Namespace ?? service.Namespace, target.Name) : null)
            .OfType<KubePod>().Distinct(),
        KubeService service => service.Selector.Select(pair => _podsByLabel.Value[(service.Namespace, pair.Key, pair.Value)]).MinBy(Enumerable.Count)!
            .Where(pod => service.Selects(pod.Labels)),
        _ => Descendants(item).OfType<KubePod>(),
    };

    /// <summary>Pods bound to a node of that name, finished ones too, whether the node was read or not.</summary>
    internal IEnumerable<KubePod> PodsOn(string node) => _podsByNode.Value[node];

    /// <summary>Pods of a namespace, ordered by name.</summary>
    public IEnumerable<KubePod> PodsIn(string? ns) => AllIn<KubePod>(ns);

    /// <summary>Everything under an object in the owner chain.</summary>
    public IEnumerable<KubeObject> Descendants(KubeObject item)
    {
        var seen = new HashSet<KubeObject>(ReferenceEqualityComparer.Instance) { item };
        var open = new Queue<KubeObject>(seen);
        while (open.TryDequeue(out var next))
        {
            foreach (var child in OwnedBy(next).Where(seen.Add))
            {
                open.Enqueue(child);
                yield return child;
            }
        }
    }

    /// <summary>
    /// Events about an object, oldest first. Events that carry another unique id are about a namesake that is gone, and are left out.
    /// </summary>
    public IEnumerable<KubeEvent> EventsOf(KubeObject item) => _events.Value[(item.Kind, item.Namespace, item.Name)]
        .Where(seen => seen.ObjectUid is null || item.Uid is null || seen.ObjectUid == item.Uid || item is KubeNode)
        .OrderBy(seen => seen.LastSeen);

    /// <summary>Endpoint slices of a service; its Endpoints in the same form when it has no slices.</summary>
    public IEnumerable<KubeEndpointSlice> SlicesOf(KubeService service) => _slices.Value[(service.Namespace, service.Name)];

    /// <summary>True when each log is a request to a server, so that those to be looked at are better asked for beforehand and together.</summary>
    public bool HasRemoteLogs => _data.Logs is { IsRemote: true };

    /// <summary>What it was read from, to be read again; null when that cannot be.</summary>
    public IClusterSource? Origin => _data.Origin;

    /// <summary>The logs that were asked for until now.</summary>
    public IReadOnlyCollection<LogRequest> LogsRead => [.. _logs.Keys];

    /// <summary>A container's log if it has been read; null when it has to be waited for.</summary>
    public LogText? LogIfRead(LogRequest request) => _logs.TryGetValue(request, out var log) && log.IsValueCreated ? log.Value : null;

    /// <summary>A container's log, read once and kept.</summary>
    public LogText Log(LogRequest request, CancellationToken cancellation = default) =>
        _data.Logs is null ? NoLogs(request) : Once(_logs, request, () => _secrets.Of(_data.Logs.Read(request, cancellation)), cancellation);

    /// <summary>A container's log, read anew and not kept, with credentials replaced rather than masked.</summary>
    internal LogText ReadLog(LogRequest request, Func<string, string> replace, CancellationToken cancellation) =>
        _data.Logs is null ? NoLogs(request) : _data.Logs.Read(request, cancellation, replace);

    private LogText NoLogs(LogRequest request) => new([], GapFor(KindTable.PodLog, request.Namespace)
        ?? new CoverageGap(GapKind.Absent, KindTable.PodLog, request.Namespace, $"the {Source} has no logs"));

    /// <summary>The texts of a config map, read once and kept.</summary>
    public ConfigText ConfigText(KubeConfigMap map, CancellationToken cancellation = default) => _data.ConfigTexts is { } store
        ? Once(_configTexts, (map.Namespace, map.Name), () => _secrets.Of(store.Read(map, cancellation)), cancellation)
        : new ConfigText([], new CoverageGap(GapKind.Absent, "ConfigMap", map.Namespace, $"the {Source} has no texts of config maps"));

    /// <summary>Kinds the source has besides those that were read: custom resources of a live cluster.</summary>
    public IReadOnlyList<KubeKind> OtherKinds => _data.OtherKinds?.Kinds ?? [];

    /// <summary>All objects of one of <see cref="OtherKinds"/>, read once and kept, and what stands in the way of some or all of them.</summary>
    public (IReadOnlyList<KubeObject> Objects, CoverageGap? Gap) Others(KubeKind kind, CancellationToken cancellation = default) =>
        _data.OtherKinds is { } store ? Once(_others, kind.Resource, () => Masked(store.Read(kind, cancellation)), cancellation) : ([], null);

    private (IReadOnlyList<KubeObject> Objects, CoverageGap? Gap) Masked((IReadOnlyList<KubeObject> Objects, CoverageGap? Gap) read) =>
        ([.. read.Objects.Select(_secrets.Of)], read.Gap);

    // Asked by several at once it is read once. A reading that was cancelled is none: who waited for it and was not cancelled reads anew.
    private static TValue Once<TKey, TValue>(ConcurrentDictionary<TKey, Lazy<TValue>> all, TKey key, Func<TValue> read, CancellationToken cancellation)
        where TKey : notnull
    {
        while (true)
        {
            var mine = new Lazy<TValue>(read);
            var entry = all.GetOrAdd(key, mine);
            try
            {
                return entry.Value;
            }
            catch (Exception exception)
            {
                all.TryRemove(new KeyValuePair<TKey, Lazy<TValue>>(key, entry));
                if (exception is not OperationCanceledException || ReferenceEquals(entry, mine) || cancellation.IsCancellationRequested)
                {
                    throw;
                }
            }
        }
    }

    // Arrays of the very type: nothing is cast when they are walked, which every symptom does.
    private T[][] KindsOf<T>()
        where T : KubeObject => (T[][])_kindsOf.GetOrAdd(
            typeof(T), _ => _byKind.OrderBy(pair => pair.Key, StringComparer.Ordinal).Where(pair => pair.Value[0] is T).Select(pair => Array.ConvertAll(pair.Value, item => (T)item)).ToArray());

    /// <summary>The part of the ordered objects of a kind that is one namespace's.</summary>
    private static ArraySegment<T> In<T>(T[] items, string? ns)
        where T : KubeObject
    {
        var start = FirstFrom(0, item => string.CompareOrdinal(item.Namespace, ns) >= 0);
        return new ArraySegment<T>(items, start, FirstFrom(start, item => string.CompareOrdinal(item.Namespace, ns) > 0) - start);

        int FirstFrom(int low, Func<T, bool> isBehind)
        {
            for (var high = items.Length; low < high;)
            {
                var middle = (low + high) / 2;
                (low, high) = isBehind(items[middle]) ? (low, middle) : (middle + 1, high);
            }

            return low;
        }
    }

    private static KubeObject[] Ordered(IEnumerable<KubeObject> objects)
    {
        var items = objects.ToArray();

        // As a server and most files give them.
        for (var index = 1; index < items.Length; index++)
        {
            if (Compare(items[index - 1], items[index]) > 0)
            {
                Array.Sort(items, Compare);
                break;
            }
        }

        return items;
    }

    private static int Compare(KubeObject one, KubeObject other) => string.CompareOrdinal(one.Namespace, other.Namespace) is not 0 and var order
        ? order
        : string.CompareOrdinal(one.Name, other.Name);

    private static string OwnerKey(string? ns, KubeOwner owner) => owner.Uid ?? $"{owner.Kind}/{ns}/{owner.Name}";
}
