using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox.Generation;

/// <summary>
/// A cluster of any size, the same each time: deployments with their replica sets, pods, services, endpoint slices, config maps and events, on nodes
/// with thirty pods each. Some of the deployments are broken. Objects are made as they are written, so that a large cluster costs little.
/// </summary>
public sealed class GeneratedCluster : IClusterStore
{
    private const int PodsPerNode = 30;
    private const int WorkloadsPerNamespace = 20;

    private static readonly string[] s_names = ["accounts", "billing", "catalog", "delivery", "exports", "gateway", "ledger", "orders", "payments", "search"];

    private readonly Dictionary<string, GeneratedObject[]> _objects = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Name, string? Patch), JsonTemplate> _templates = [];

    /// <summary>Makes a cluster.</summary>
    /// <param name="pods">How many pods it has.</param>
    /// <param name="broken">How many of its deployments are broken, each fault in turn.</param>
    /// <param name="now">The moment it is at; null for one that is always the same.</param>
    public GeneratedCluster(int pods, int broken = 0, DateTimeOffset? now = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pods, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(broken);
        Description = string.Create(CultureInfo.InvariantCulture, $"a generated cluster of {pods} pods, with {broken} broken workloads");
        Now = now ?? new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
        Nodes = 3 + (pods / PodsPerNode);

        var workloads = Workloads(pods, broken);
        var namespaces = workloads.Select(workload => workload.Namespace).Distinct().ToList();
        Add("Node", Enumerable.Range(0, Nodes).Select(index => Make("node", null, NodeName(index), index, part: 20)));
        Add("Namespace", namespaces.Select((name, index) => Make("namespace", null, name, index, part: 21)));
        Add("ServiceAccount", namespaces.Select((ns, index) => Make("serviceaccount", ns, "default", index, part: 22)));
        Add("Deployment", workloads.Select(workload => Make("deployment", workload.Ready > 0 ? null : "deployment-unavailable", workload, workload.Name)));
        Add("ReplicaSet", workloads.Select(workload => Make("replicaset", null, workload, workload.ReplicaSet)));
        Add("Service", workloads.Select(workload => Make("service", null, workload, workload.Name)));
        Add("ConfigMap", workloads.Select(workload => Make("configmap", null, workload, workload.Name, workload.Index, part: 23)));
        Add("EndpointSlice", workloads.Select(workload => Make("endpointslice", null, workload, $"{workload.Name}-{Digits.Word(Digits.Mix(11, workload.Index), 5)}", workload.Index, part: 24)));
        Add("Pod", workloads.SelectMany(workload => PodsOf(workload).Select(pod => Make("pod", PodPatch(workload), workload, PodName(workload, pod), pod))));
        Add("Event", workloads.SelectMany(workload => PodsOf(workload).SelectMany(pod => EventsOf(workload, pod))));
    }

    /// <inheritdoc/>
    public string Description { get; }

    /// <inheritdoc/>
    public string ServerVersion => "v1.34.2";

    /// <inheritdoc/>
    public DateTimeOffset Now { get; }

    /// <inheritdoc/>
    public IReadOnlyList<ResourceKind> Kinds => BuiltInKinds.All;

    /// <inheritdoc/>
    public long ResourceVersion => 2_000_000;

    /// <summary>How many nodes there are.</summary>
    public int Nodes { get; }

    /// <inheritdoc/>
    public IReadOnlyList<IStoredObject> List(ResourceKind kind, string? ns)
    {
        ArgumentNullException.ThrowIfNull(kind);
        var all = _objects.GetValueOrDefault(kind.Kind, []);
        return ns is null ? all : new ArraySegment<GeneratedObject>(all, Before(all, ns, ""), Before(all, ns + '\0', "") - Before(all, ns, ""));
    }

    /// <inheritdoc/>
    public IStoredObject? Find(ResourceKind kind, string? ns, string name)
    {
        ArgumentNullException.ThrowIfNull(kind);
        var all = _objects.GetValueOrDefault(kind.Kind, []);
        var index = Before(all, ns, name);
        return index < all.Length && all[index].Namespace == ns && all[index].Name == name ? all[index] : null;
    }

    /// <inheritdoc/>
    public Stream? OpenLog(string ns, string pod, string container, bool previous) =>
        _objects["Pod"].Length > 0 && Find(Kinds.First(kind => kind.Kind == "Pod"), ns, pod) is not null
            ? new MemoryStream(Encoding.UTF8.GetBytes("2026-11-20T11:57:50.000000000Z starting\n2026-11-20T11:57:50.100000000Z panic: index out of range [3] with length 3\n"), writable: false)
            : null;

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoreChange> WatchAsync(ResourceKind kind, string? ns, long after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(false);
        yield break;
    }

    // What every workload of a namespace calls: the first of them, which is never broken.
    internal static string UpstreamOf(GeneratedWorkload workload) => WorkloadName(workload.Index - (workload.Index % WorkloadsPerNamespace));

    internal static string NodeName(int index) => string.Create(CultureInfo.InvariantCulture, $"worker-{index + 1:0000}");

    internal static string PodName(GeneratedWorkload workload, int pod) => $"{workload.ReplicaSet}-{Digits.Word(Digits.Mix(4, pod), 5)}";

    private static List<GeneratedWorkload> Workloads(int pods, int broken)
    {
        var workloads = new List<GeneratedWorkload>();
        for (var pod = 0; pod < pods;)
        {
            var index = workloads.Count;
            var replicas = Math.Min(1 + (int)(Digits.Mix(0, index) % 15), pods - pod);
            var fault = index % 2 == 1 && index / 2 < broken ? 1 + (GeneratedFault)(index / 2 % (int)GeneratedFault.NotReady) : GeneratedFault.None;
            workloads.Add(new GeneratedWorkload(
                index,
                string.Create(CultureInfo.InvariantCulture, $"team-{index / WorkloadsPerNamespace:0000}"),
                WorkloadName(index),
                replicas,
                pod,
                fault));
            pod += replicas;
        }

        return workloads;
    }

    private static string WorkloadName(int index) => string.Create(CultureInfo.InvariantCulture, $"{s_names[index % s_names.Length]}-{index:00000}");

    private static IEnumerable<int> PodsOf(GeneratedWorkload workload) => Enumerable.Range(workload.FirstPod, workload.Replicas);

    private static string? PodPatch(GeneratedWorkload workload) => workload.Fault switch
    {
        GeneratedFault.None => workload.HasSidecar ? "pod-sidecar" : null,
        var fault => "pod-" + fault.ToString().ToLowerInvariant(),
    };

    // What a cluster keeps of an hour: the events of what is broken, and of the few that were started lately.
    private IEnumerable<GeneratedObject> EventsOf(GeneratedWorkload workload, int pod)
    {
        string[] reasons = workload.Fault switch
        {
            GeneratedFault.None => ["scheduled", "pulled"],
            GeneratedFault.CrashLoop or GeneratedFault.OutOfMemory => ["scheduled", "pulled", "backoff"],
            GeneratedFault.ImagePull => ["scheduled", "failed-pull", "backoff-pull"],
            GeneratedFault.MissingSecret => ["scheduled", "pulled", "failed-secret"],
            GeneratedFault.Unschedulable => ["failed-scheduling"],
            _ => ["scheduled", "pulled", "unhealthy"],
        };
        return reasons.Select((reason, part) => Make(
            "event", "event-" + reason, workload, $"{PodName(workload, pod)}.{Digits.Mix(20 + part, pod):x16}", pod, 1 + part));
    }

    private void Add(string kind, IEnumerable<GeneratedObject> objects) => _objects[kind] =
        [.. objects.OrderBy(item => item.Namespace, StringComparer.Ordinal).ThenBy(item => item.Name, StringComparer.Ordinal)];

    private GeneratedObject Make(string template, string? patch, GeneratedWorkload workload, string name) =>
        Make(template, patch, workload, name, workload.Index);

    private GeneratedObject Make(string template, string? patch, GeneratedWorkload workload, string name, int index, int part = 0) =>
        new(this, Template(template, patch), workload.Namespace, name, workload, index, part);

    private GeneratedObject Make(string template, string? ns, string name, int index, int part) =>
        new(this, Template(template, null), ns, name, null, index, part);

    private JsonTemplate Template(string name, string? patch) =>
        _templates.TryGetValue((name, patch), out var template) ? template : _templates[(name, patch)] = JsonTemplate.Load(name, patch);

    // How many objects come before a namespace and a name.
    private static int Before(GeneratedObject[] objects, string? ns, string name)
    {
        var (low, high) = (0, objects.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var order = string.CompareOrdinal(objects[middle].Namespace, ns);
            (low, high) = (order != 0 ? order : string.CompareOrdinal(objects[middle].Name, name)) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
