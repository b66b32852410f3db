namespace RunbookTools.Engine.Primitives;

/// <summary>
/// Why a pod fits no node: the rules of the scheduler's filters (pkg/scheduler/framework/plugins), each of them on every node. The scheduler itself stops at
/// the first that fails and tells only numbers of nodes.
/// </summary>
public static class Scheduling
{
    /// <summary>Every node, ordered by name, with everything that speaks against the pod running there.</summary>
    /// <param name="inventory">The cluster.</param>
    /// <param name="pod">The pod; it need not be pending. What it takes itself is not counted.</param>
    public static IReadOnlyList<KubeNodeFit> Explain(ClusterInventory inventory, KubePod pod)
    {
        var question = new SchedulingQuestion(inventory, pod);
        return [.. question.Nodes.Select(node => new KubeNodeFit(pod.Target, node.Target, question.BlockersOn(node)))];
    }

    /// <summary>What a pod asks of a node: containers, sidecars, init containers and overhead together.</summary>
    /// <param name="spec">The pod's specification, or a template's.</param>
    public static KubeResources Requests(KubePodSpec spec) =>
        new(PodRequests.Of(spec).ToDictionary(pair => pair.Key, pair => Quantities.Of(pair.Key, pair.Value)));

    /// <summary>
    /// The reasons over all nodes, the most frequent first, each with what would have to shrink or grow by how much: measured on the node that comes closest, of
    /// those the pod may run on if there are any.
    /// </summary>
    /// <param name="fits">What <see cref="Explain"/> told.</param>
    public static IReadOnlyList<KubeSchedulingSummary> Summarise(IReadOnlyList<KubeNodeFit> fits) =>
    [
        .. fits.SelectMany(fit => fit.Blockers, (fit, blocker) => (Fit: fit, Blocker: blocker))
            .GroupBy(pair => (pair.Blocker.Reason, pair.Blocker.Resource))
            .Select(group => Summarise([.. group], fits.Count))
            .OrderByDescending(summary => summary.Nodes)
            .ThenBy(summary => summary.Reason),
    ];

    private static KubeSchedulingSummary Summarise(List<(KubeNodeFit Fit, SchedulingBlocker Blocker)> group, int total)
    {
        var (pod, reason, resource) = (group[0].Fit.Pod, group[0].Blocker.Reason, group[0].Blocker.Resource);
        var count = group.Select(pair => pair.Fit.Node).Distinct().Count();
        var on = total == 1 ? "on the only node" : $"on {count} of {total} nodes";
        if (group[0].Blocker is not { Resource: { } name, Requested: { } asked })
        {
            // What each node has instead would make every message another one.
            var texts = group.GroupBy(pair => pair.Blocker.Message.Split("; the node has")[0])
                .OrderByDescending(same => same.Count())
                .Select(same => same.Count() >= count ? same.Key : $"{same.Key} ({same.Count()})")
                .ToList();
            var more = texts.Count > 3 ? $"; and {texts.Count - 3} more" : "";
            return new KubeSchedulingSummary(pod, reason, resource, count, total, $"{on}: {string.Join("; ", texts.Take(3))}{more}");
        }

        var candidates = group.Where(pair => pair.Fit.IsCandidate).ToList();
        var (best, blocker) = (candidates.Count > 0 ? candidates : group)
            .OrderByDescending(pair => pair.Blocker.Free?.Value ?? 0)
            .ThenByDescending(pair => pair.Blocker.Total?.Value ?? 0)
            .First();
        var (free, largest) = (blocker.Free?.Value ?? 0, group.Max(pair => pair.Blocker.Total?.Value ?? 0));
        var missing = asked.Value - free;
        var exceeds = count == total && asked.Value > largest;
        var message = largest == 0
            ? $"{on}: asks for {Quantities.Describe(name, asked.Value)}, none of them offers any"
            : exceeds
            ? $"{on}: asks for {Quantities.Describe(name, asked.Value)}, no node has more than {Quantities.Write(name, largest)}: {Quantities.Write(name, asked.Value - largest)} too much"
            : $"{on}: asks for {Quantities.Describe(name, asked.Value)}, {best.Node.Name} comes closest with {Quantities.Write(name, free)} free: {Quantities.Write(name, missing)} short";
        return new KubeSchedulingSummary(pod, reason, resource, count, total, message)
        {
            BestNode = best.Node,
            Missing = Quantities.Of(name, missing),
            ExceedsEveryNode = exceeds,
        };
    }
}
