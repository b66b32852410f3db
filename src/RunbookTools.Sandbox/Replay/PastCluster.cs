using System.Text.Json;
using System.Text.Json.Nodes;
using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox.Replay;

/// <summary>
/// A captured cluster at moments before the capture. What follows from pods, how many are ready and where a service leads to, is counted from the pods as they were
/// then. Pods that were gone at the capture are not known; where a deployment had only such, its own condition tells whether they were enough.
/// </summary>
internal sealed class PastCluster
{
    private readonly Dictionary<(string? Namespace, string Name), Pod> _pods = [];
    private readonly ILookup<string, Pod> _podsOf;
    private readonly ILookup<string, JsonElement> _replicaSetsOf;

    /// <summary>Takes down the pods and what owns them.</summary>
    public PastCluster(IClusterStore captured)
    {
        var kind = captured.Kinds.FirstOrDefault(kind => kind.Resource == "pods");
        foreach (var item in All(captured, "pods"))
        {
            _pods[(item.Text("metadata", "namespace"), item.Text("metadata", "name") ?? "")] = new Pod(kind!, item);
        }

        _podsOf = _pods.Values.ToLookup(pod => OwnerOf(pod.Item));
        _replicaSetsOf = All(captured, "replicasets.apps").ToLookup(OwnerOf);
    }

    /// <summary>The moments at which an object changed; the first is when it was made.</summary>
    public IEnumerable<DateTimeOffset> Moments(ResourceKind kind, JsonElement item)
    {
        var own = PastObject.Moments(kind, item).ToList();
        return own.Concat(Followed(kind, item).SelectMany(pod => pod.Moments).Where(time => time > own[0])).Distinct().Order();
    }

    /// <summary>The object at a moment after it was made.</summary>
    public JsonObject At(ResourceKind kind, JsonElement item, DateTimeOffset time)
    {
        var past = PastObject.At(kind, item, time);
        switch (kind.Resource)
        {
            case "replicasets.apps" or "replicationcontrollers" when Knows(item, item.Number("status", "replicas")):
                Count(past, PodsAt(Followed(kind, item), time), time, "replicas", "fullyLabeledReplicas");
                break;
            case "statefulsets.apps" when Knows(item, item.Number("status", "replicas")):
                var members = PodsAt(Followed(kind, item), time);
                Count(past, members, time, "replicas");
                Set(past, "currentReplicas", members.Count(pod => pod.IsOf(item.Text("status", "currentRevision"))));
                Set(past, "updatedReplicas", members.Count(pod => pod.IsOf(item.Text("status", "updateRevision"))));
                break;
            case "daemonsets.apps" when Knows(item, item.Number("status", "currentNumberScheduled")):
                CountDaemons(item, past, PodsAt(Followed(kind, item), time), time);
                break;
            case "deployments.apps":
                CountDeployment(item, past, time);
                break;
            case "jobs.batch":
                CountJob(item, past, time);
                break;
            case "endpointslices.discovery.k8s.io":
                WindSlice(item, past, time);
                break;
            case "endpoints":
                WindEndpoints(item, past, time);
                break;
        }

        return past;
    }

    /// <summary>The pods an object tells of.</summary>
    private IEnumerable<Pod> Followed(ResourceKind kind, JsonElement item) => kind.Resource switch
    {
        "replicasets.apps" or "replicationcontrollers" or "statefulsets.apps" or "daemonsets.apps" or "jobs.batch" => _podsOf[UidOf(item)],
        "deployments.apps" => _replicaSetsOf[UidOf(item)].SelectMany(set => _podsOf[UidOf(set)]),
        "endpointslices.discovery.k8s.io" => item.Items("endpoints").Select(endpoint => PodOf(item, endpoint)).OfType<Pod>(),
        "endpoints" => item.Items("subsets").SelectMany(Addresses).Select(address => PodOf(item, address)).OfType<Pod>(),
        _ => [],
    };

    private static List<Pod> PodsAt(IEnumerable<Pod> pods, DateTimeOffset time) => [.. pods.Where(pod => pod.PhaseAt(time) is not (null or "Succeeded" or "Failed"))];

    // A bundle may lack the pods of a namespace, and then nothing can be counted.
    private bool Knows(JsonElement item, long count) => _podsOf[UidOf(item)].Count(pod => pod.Phase is not ("Succeeded" or "Failed")) == count;

    private void CountDeployment(JsonElement item, JsonObject past, DateTimeOffset time)
    {
        var sets = _replicaSetsOf[UidOf(item)].ToList();
        if (!sets.TrueForAll(set => Knows(set, set.Number("status", "replicas"))) || sets.Sum(set => set.Number("status", "replicas")) != item.Number("status", "replicas"))
        {
            return;
        }

        var there = sets.Where(set => Exists(set, time)).OrderBy(set => set.Time("metadata", "creationTimestamp")).ToList();
        var pods = PodsAt(there.SelectMany(set => _podsOf[UidOf(set)]), time);
        var wanted = (int)(item.NumberOrNull("spec", "replicas") ?? 1);
        var isWhole = pods.Count == 0 && past["status"]?["conditions"] is JsonArray conditions
            && conditions.Any(condition => (string?)condition!["type"] == "Available" && (string?)condition["status"] == "True");
        Count(past, pods, time, "replicas");
        Set(past, "updatedReplicas", there.Count == 0 ? 0 : PodsAt(_podsOf[UidOf(there[^1])], time).Count);
        foreach (var field in isWhole ? ["replicas", "readyReplicas", "availableReplicas", "updatedReplicas"] : Array.Empty<string>())
        {
            Set(past, field, wanted);
        }

        Set(past, "unavailableReplicas", isWhole ? 0 : Math.Max(0, wanted - pods.Count(pod => pod.IsReadyAt(time))));
    }

    private void CountJob(JsonElement item, JsonObject past, DateTimeOffset time)
    {
        var pods = _podsOf[UidOf(item)].ToList();
        var active = PodsAt(pods, time);
        var isDone = !(item.Time("status", "completionTime") > time);
        if (past["status"] is JsonObject status && !isDone)
        {
            status.Remove("completionTime");
        }

        // Pods that ended are taken away after a while; those that are left and had not ended yet are not counted yet.
        foreach (var (phase, field) in new[] { ("Succeeded", "succeeded"), ("Failed", "failed") })
        {
            var open = pods.Count(pod => pod.Phase == phase && pod.PhaseAt(time) != phase);
            Set(past, field, (int)Math.Max(0, item.Number("status", field) - open));
        }

        Set(past, "active", active.Count);
        Set(past, "ready", active.Count(pod => pod.IsReadyAt(time)));
    }

    private static void CountDaemons(JsonElement item, JsonObject past, List<Pod> pods, DateTimeOffset time)
    {
        var ready = pods.Count(pod => pod.IsReadyAt(time));
        Set(past, "currentNumberScheduled", pods.Count, keepsZero: true);
        Set(past, "numberReady", ready, keepsZero: true);
        Set(past, "numberAvailable", ready);
        Set(past, "numberUnavailable", (int)Math.Max(0, item.Number("status", "desiredNumberScheduled") - ready));
        Set(past, "updatedNumberScheduled", (int)Math.Min(item.Number("status", "updatedNumberScheduled"), pods.Count));
    }

    private static void Count(JsonObject past, List<Pod> pods, DateTimeOffset time, string all, string? labeled = null)
    {
        var ready = pods.Count(pod => pod.IsReadyAt(time));
        Set(past, all, pods.Count, keepsZero: true);
        Set(past, "readyReplicas", ready);
        Set(past, "availableReplicas", ready);
        if (labeled is not null)
        {
            Set(past, labeled, pods.Count);
        }
    }

    // As the server writes them: most counts of nothing are left out.
    private static void Set(JsonObject past, string field, int count, bool keepsZero = false)
    {
        if (past["status"] is not JsonObject status)
        {
            return;
        }

        if (count == 0 && !keepsZero)
        {
            status.Remove(field);
        }
        else
        {
            status[field] = count;
        }
    }

    private void WindSlice(JsonElement item, JsonObject past, DateTimeOffset time)
    {
        if (past["endpoints"] is not JsonArray)
        {
            return;
        }

        var endpoints = new JsonArray();
        foreach (var endpoint in item.Items("endpoints"))
        {
            var changed = endpoint.ToNode();
            if (PodOf(item, endpoint) is { } pod)
            {
                if (pod.PhaseAt(time) is null)
                {
                    continue;
                }

                var isReady = pod.IsReadyAt(time);
                var conditions = changed["conditions"] as JsonObject ?? [];
                conditions["ready"] = isReady;
                conditions["serving"] = isReady;
                changed["conditions"] = conditions.Parent is null ? conditions : conditions.DeepClone();
            }

            endpoints.Add(changed);
        }

        past["endpoints"] = endpoints;
    }

    private void WindEndpoints(JsonElement item, JsonObject past, DateTimeOffset time)
    {
        if (past["subsets"] is not JsonArray subsets)
        {
            return;
        }

        foreach (var (subset, captured) in subsets.OfType<JsonObject>().Zip(item.Items("subsets")))
        {
            var all = Addresses(captured)
                .Select(address => (Address: address, Pod: PodOf(item, address)))
                .Where(address => address.Pod?.PhaseAt(time) is not null || address.Pod is null)
                .ToLookup(address => address.Pod is { } pod ? pod.IsReadyAt(time) : captured.Items("addresses").Contains(address.Address), address => address.Address);
            foreach (var (field, isReady) in new[] { ("addresses", true), ("notReadyAddresses", false) })
            {
                subset.Remove(field);
                if (all[isReady].Any())
                {
                    subset[field] = new JsonArray([.. all[isReady].Select(address => address.ToNode())]);
                }
            }
        }
    }

    private static JsonElement[] Addresses(JsonElement subset) => [.. subset.Items("addresses"), .. subset.Items("notReadyAddresses")];

    private Pod? PodOf(JsonElement item, JsonElement endpoint) => endpoint.Text("targetRef", "kind") == "Pod"
        && _pods.TryGetValue((endpoint.Text("targetRef", "namespace") ?? item.Text("metadata", "namespace"), endpoint.Text("targetRef", "name") ?? ""), out var pod) ? pod : null;

    private static bool Exists(JsonElement item, DateTimeOffset time) => !(item.Time("metadata", "creationTimestamp") > time);

    private static string UidOf(JsonElement item) => item.Text("metadata", "uid") ?? "-";

    private static string OwnerOf(JsonElement item) => item.Items("metadata", "ownerReferences").FirstOrDefault(owner => owner.IsTrue("controller")).Text("uid") ?? "";

    private static IEnumerable<JsonElement> All(IClusterStore store, string resource)
    {
        foreach (var item in store.Kinds.Where(kind => kind.Resource == resource).SelectMany(kind => store.List(kind, null)))
        {
            using var document = ObjectJson.Parse(item);
            yield return document.RootElement.Clone();
        }
    }

    /// <summary>A pod, of which it is found out once what it was when.</summary>
    private sealed class Pod(ResourceKind kind, JsonElement item)
    {
        private (DateTimeOffset Time, string Phase, bool IsReady)[]? _states;

        public JsonElement Item => item;

        public string Phase => item.Text("status", "phase") ?? "";

        public IEnumerable<DateTimeOffset> Moments => States.Select(state => state.Time);

        private (DateTimeOffset Time, string Phase, bool IsReady)[] States => _states ??= [.. PastObject.Moments(kind, item).Select(StateAt)];

        /// <summary>Its phase; null before it was made.</summary>
        public string? PhaseAt(DateTimeOffset time) => States.LastOrDefault(state => state.Time <= time).Phase;

        public bool IsReadyAt(DateTimeOffset time) => States.LastOrDefault(state => state.Time <= time).IsReady;

        public bool IsOf(string? revision) => revision is not null && item.Text("metadata", "labels", "controller-revision-hash") == revision;

        private (DateTimeOffset Time, string Phase, bool IsReady) StateAt(DateTimeOffset time)
        {
            var past = PastObject.At(kind, item, time);
            return (time, (string?)past["status"]?["phase"] ?? "", (past["status"]?["conditions"] as JsonArray ?? []).Any(condition => (string?)condition!["type"] == "Ready" && (string?)condition["status"] == "True"));
        }
    }
}
