namespace RunbookTools.Engine.Primitives;

/// <summary>One pod and the nodes it could run on. What depends on the pod alone is worked out once.</summary>
internal sealed class SchedulingQuestion
{
    private const string Prefix = "node.kubernetes.io/";
    private static readonly KubeTaint s_unschedulable = new(Prefix + "unschedulable", null, "NoSchedule", null);
    private static readonly KubeTaint s_notReady = new(Prefix + "not-ready", null, "NoSchedule", null);

    private readonly KubePod _pod;
    private readonly KubePod? _self;
    private readonly KubePodSpec _spec;
    private readonly PlacedPods _placed;
    private readonly List<KeyValuePair<string, decimal>> _asked;
    private readonly List<(int Port, string Protocol)> _ports;
    private readonly VolumeFilter _volumes;
    private readonly AffinityFilter _affinity;
    private readonly SpreadFilter _spread;

    public SchedulingQuestion(ClusterInventory inventory, KubePod pod)
    {
        _pod = pod;
        _self = inventory.Find<KubePod>("Pod", pod.Namespace, pod.Name);
        _spec = pod.Spec;
        _placed = PlacedPods.Of(inventory);
        _asked = [.. PodRequests.Of(_spec).Where(pair => pair.Value > 0).OrderBy(pair => pair.Key, StringComparer.Ordinal)];
        _ports = [.. HostPorts.Of(_spec)];
        Nodes = [.. inventory.All<KubeNode>()];
        _volumes = new VolumeFilter(inventory, pod, _placed);
        _affinity = new AffinityFilter(inventory, pod, _placed);
        _spread = new SpreadFilter(pod, Nodes, _placed);
    }

    public IReadOnlyList<KubeNode> Nodes { get; }

    // Asked of every node for every pod that waits: what makes nothing when nothing is wrong adds up.
    public IReadOnlyList<SchedulingBlocker> BlockersOn(KubeNode node)
    {
        var found = new List<SchedulingBlocker>();
        AddState(found, node);
        AddTaints(found, node);
        AddLabels(found, node);
        AddPorts(found, node);
        AddResources(found, node);
        found.AddRange(_volumes.BlockersOn(node));
        found.AddRange(_spread.BlockersOn(node));
        found.AddRange(_affinity.BlockersOn(node));
        return found;
    }

    private static bool IsState(KubeTaint taint) => taint.Key is Prefix + "not-ready" or Prefix + "unreachable";

    private static string Reason(KubeNode node) => node.Conditions.FirstOrDefault(condition => condition.Type == "Ready") is { IsTrue: false } ready
        ? $"the node is not ready: {ready.Reason ?? ready.Status}"
        : "the node was not ready and is still tainted so";

    private bool Tolerates(KubeTaint taint) => _spec.Tolerations.Any(toleration => toleration.Tolerates(taint));

    private void AddState(List<SchedulingBlocker> found, KubeNode node)
    {
        // The field comes first and the taint follows; to tolerate the taint is enough for both (nodeunschedulable).
        if ((node.Unschedulable || node.Taints.Any(taint => taint.Key == s_unschedulable.Key)) && !Tolerates(s_unschedulable))
        {
            found.Add(new SchedulingBlocker(SchedulingReason.Cordoned, "the node is cordoned"));
        }

        // Taints come later than the condition, and the scheduler looks only at them: a node without them yet is about to be closed.
        var states = node.Taints.Where(IsState).ToList();
        var closed = states.Exists(taint => taint.Effect is "NoSchedule" or "NoExecute" && !Tolerates(taint));
        var closing = states.Count == 0 && node.Conditions.Any(condition => condition is { Type: "Ready", IsTrue: false }) && !Tolerates(s_notReady);
        if (closed || closing)
        {
            found.Add(new SchedulingBlocker(SchedulingReason.NotReady, Reason(node)));
        }
    }

    private void AddTaints(List<SchedulingBlocker> found, KubeNode node)
    {
        foreach (var taint in node.Taints)
        {
            if (taint.Effect is "NoSchedule" or "NoExecute" && taint.Key != s_unschedulable.Key && !IsState(taint) && !Tolerates(taint))
            {
                found.Add(taint.Key switch
                {
                    Prefix + "memory-pressure" => new SchedulingBlocker(SchedulingReason.Pressure, $"taint {taint} is not tolerated (the node is short of memory)"),
                    Prefix + "disk-pressure" => new SchedulingBlocker(SchedulingReason.Pressure, $"taint {taint} is not tolerated (the node is short of disk)"),
                    Prefix + "pid-pressure" => new SchedulingBlocker(SchedulingReason.Pressure, $"taint {taint} is not tolerated (the node is short of process ids)"),
                    Prefix + "network-unavailable" => new SchedulingBlocker(SchedulingReason.Pressure, $"taint {taint} is not tolerated (the node's network is not set up)"),
                    _ => new SchedulingBlocker(SchedulingReason.Taint, $"taint {taint} is not tolerated"),
                });
            }
        }
    }

    private void AddLabels(List<SchedulingBlocker> found, KubeNode node)
    {
        var missing = _spec.NodeSelector.Count == 0 ? [] : _spec.NodeSelector.Where(pair => !node.Labels.TryGetValue(pair.Key, out var value) || value != pair.Value).ToList();
        if (missing.Count > 0)
        {
            found.Add(new SchedulingBlocker(
                SchedulingReason.NodeSelector,
                $"node selector {string.Join(",", missing.Select(pair => $"{pair.Key}={pair.Value}"))}; the node has {string.Join(", ", missing.Select(pair => NodeTerms.Has(node, pair.Key)))}"));
        }

        if (!NodeTerms.Match(_spec.RequiredNodeTerms, node))
        {
            found.Add(new SchedulingBlocker(SchedulingReason.NodeAffinity, $"node affinity {NodeTerms.Describe(_spec.RequiredNodeTerms, node)}"));
        }
    }

    private void AddPorts(List<SchedulingBlocker> found, KubeNode node)
    {
        if (_ports.Count == 0)
        {
            return;
        }

        foreach (var other in _placed.On(node.Name, _pod))
        {
            foreach (var (port, protocol) in HostPorts.Of(other.Spec).Intersect(_ports))
            {
                found.Add(new SchedulingBlocker(SchedulingReason.HostPort, $"host port {port}/{protocol} is taken by {other.Namespace}/{other.Name}"));
            }
        }
    }

    private void AddResources(List<SchedulingBlocker> found, KubeNode node)
    {
        if (node.Allocatable.Pods is { } limit)
        {
            var pods = _placed.CountOn(node.Name, _self);
            if (pods + 1 > limit.Value)
            {
                found.Add(new SchedulingBlocker(
                    SchedulingReason.PodLimit, $"runs {pods} pods of at most {limit}", "pods", 1, Math.Max(0, limit.Value - pods), limit));
            }
        }

        if (node.Allocatable.Amounts.Count == 0)
        {
            return;
        }

        var requested = _placed.RequestedOn(node.Name, _pod);
        foreach (var (resource, asked) in _asked)
        {
            var reason = resource switch
            {
                "cpu" => SchedulingReason.InsufficientCpu,
                "memory" => SchedulingReason.InsufficientMemory,
                "ephemeral-storage" => SchedulingReason.InsufficientEphemeralStorage,
                _ => SchedulingReason.InsufficientResource,
            };

            // What every node has and this one does not tell is not known; what only some nodes have is not there.
            var total = node.Allocatable[resource]?.Value;
            if (reason != SchedulingReason.InsufficientResource && (total is null || (total == 0 && reason == SchedulingReason.InsufficientEphemeralStorage)))
            {
                continue;
            }

            var free = (total ?? 0) - requested.GetValueOrDefault(resource);
            if (asked > free)
            {
                free = Math.Max(0, free);
                found.Add(new SchedulingBlocker(
                    reason,
                    total is null or 0 && reason == SchedulingReason.InsufficientResource
                        ? $"asks for {Quantities.Describe(resource, asked)}, the node offers none"
                        : $"asks for {Quantities.Describe(resource, asked)}, {Quantities.Write(resource, free)} of {Quantities.Write(resource, total ?? 0)} is free",
                    resource,
                    Quantities.Of(resource, asked),
                    Quantities.Of(resource, free),
                    Quantities.Of(resource, total ?? 0)));
            }
        }
    }
}
