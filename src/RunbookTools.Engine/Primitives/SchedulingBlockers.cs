using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace RunbookTools.Engine.Primitives;

/// <summary>Why a pod gets no node, over all nodes: what <see cref="Scheduling"/> finds on each, sifted, with what the scheduler itself counts.</summary>
public static class SchedulingBlockers
{
    // What a node is asked first: a reason of a later sieve counts only on nodes that passed the earlier ones. Selector and affinity are what the pod asks for;
    // taints are who is let in; then comes what the node is in trouble with, where the volumes are, and at last room and neighbours.
    private static readonly SchedulingReason[][] s_sieves =
    [
        [SchedulingReason.Claim],
        [SchedulingReason.NodeSelector],
        [SchedulingReason.NodeAffinity],
        [SchedulingReason.Taint],
        [SchedulingReason.Pressure],
        [SchedulingReason.VolumeNodeAffinity],
    ];

    private static readonly Dictionary<SchedulingReason, int> s_sieveOf =
        s_sieves.SelectMany((reasons, sieve) => reasons.Select(reason => (reason, sieve))).ToDictionary(pair => pair.reason, pair => pair.sieve);

    private static readonly ConditionalWeakTable<ClusterInventory, ConcurrentDictionary<KubePod, IReadOnlyList<KubeSchedulingBlocker>>> s_known = [];

    /// <summary>The reasons, those that rule out most nodes first; worked out once for each pod.</summary>
    /// <param name="inventory">The cluster. Where its nodes were not read, only what the scheduler says is told.</param>
    /// <param name="pod">The pod.</param>
    public static IReadOnlyList<KubeSchedulingBlocker> Of(ClusterInventory inventory, KubePod pod) =>
        s_known.GetValue(inventory, _ => new(ReferenceEqualityComparer.Instance)).GetOrAdd(pod, each => Find(inventory, each));

    private static IReadOnlyList<KubeSchedulingBlocker> Find(ClusterInventory inventory, KubePod pod)
    {
        var counts = SchedulerCounts.Of(pod);
        var fits = inventory.GapFor("Node") is null ? Scheduling.Explain(inventory, pod) : [];
        var found = Sift(pod, fits, counts).ToList();
        var told = counts.Reasons.SelectMany(said => Expand(pod, said.Reason).Select(reason => (Reason: reason, said.Resource)))
            .Where(said => !found.Exists(blocker => blocker.Reason == said.Reason && (said.Resource is null || blocker.Resource == said.Resource)))
            .Select(said => Told(pod, said.Reason, said.Resource, counts));
        return [.. found.Concat(told).OrderByDescending(blocker => blocker.IsEverywhere).ThenByDescending(blocker => blocker.Nodes.Count).ThenBy(blocker => blocker.Reason)];
    }

    /// <summary>Judges each reason on the nodes that passed the sieves before its own.</summary>
    private static IEnumerable<KubeSchedulingBlocker> Sift(KubePod pod, IReadOnlyList<KubeNodeFit> fits, SchedulerCounts counts)
    {
        // A claim that is not bound is no property of a node: the nodes are looked at all the same.
        var stopped = fits.Select(fit => (Fit: fit, Sieve: fit.Blockers.Where(blocker => blocker.Reason != SchedulingReason.Claim).Select(blocker => SieveOf(blocker.Reason)).DefaultIfEmpty(s_sieves.Length).Min()))
            .ToList();
        var told = stopped.SelectMany(node => node.Fit.Blockers, (node, blocker) => (node.Fit, node.Sieve, Blocker: blocker)).ToLookup(pair => pair.Blocker.Reason);
        foreach (var reason in s_sieves.SelectMany(reasons => reasons).Concat(Enum.GetValues<SchedulingReason>().Where(reason => SieveOf(reason) == s_sieves.Length)))
        {
            var sieve = SieveOf(reason);
            foreach (var group in told[reason].Where(pair => pair.Sieve >= sieve).GroupBy(pair => pair.Blocker.Resource))
            {
                yield return Judge(pod, [.. group.Select(pair => (pair.Fit, pair.Blocker))], stopped.Count(node => node.Sieve >= sieve), counts);
            }
        }
    }

    private static int SieveOf(SchedulingReason reason) => s_sieveOf.GetValueOrDefault(reason, s_sieves.Length);

    private static KubeSchedulingBlocker Judge(KubePod pod, List<(KubeNodeFit Fit, SchedulingBlocker Blocker)> group, int candidates, SchedulerCounts counts)
    {
        var (reason, resource) = (group[0].Blocker.Reason, group[0].Blocker.Resource);
        var nodes = group.Select(pair => pair.Fit.Node).Distinct().ToList();
        var on = candidates == 1 ? "on the only node it may use" : $"on {nodes.Count} of {candidates} nodes it may use";
        var blocker = new KubeSchedulingBlocker(pod.Target, reason, resource, "")
        {
            Nodes = nodes,
            Candidates = candidates,
            IsOnly = group.Exists(pair => pair.Fit.OnlyReason == reason),
            Counted = counts.Count(reason, resource),
            StopsAll = counts.StopsAll(reason),
        };
        if (group[0].Blocker is not { Requested: { } asked } || resource is null)
        {
            return blocker with { Message = $"{on}: {Texts(group, nodes.Count)}" };
        }

        var (nearest, least) = group.OrderByDescending(pair => pair.Blocker.Free?.Value ?? 0).ThenByDescending(pair => pair.Blocker.Total?.Value ?? 0).First();
        var (free, largest) = (least.Free?.Value ?? 0, group.Max(pair => pair.Blocker.Total?.Value ?? 0));
        var exceeds = nodes.Count == candidates && asked.Value > largest;
        return blocker with
        {
            NearestNode = nearest.Node,
            NodesWithout = [.. group.Where(pair => pair.Blocker.Total is not { Value: > 0 }).Select(pair => pair.Fit.Node)],
            Missing = Quantities.Of(resource, asked.Value - free),
            ExceedsEveryNode = exceeds,
            Message = $"{on}: asks for {Quantities.Describe(resource, asked.Value)}, " + (
                largest == 0 ? "none of them offers any"
                : exceeds ? $"none has more than {Quantities.Write(resource, largest)}: {Quantities.Write(resource, asked.Value - largest)} too much"
                : $"{nearest.Node.Name} comes closest with {Quantities.Write(resource, free)} free: {Quantities.Write(resource, asked.Value - free)} short"),
        };
    }

    /// <summary>What is said on the nodes, the same once. What each node has instead would make every text another one.</summary>
    private static string Texts(List<(KubeNodeFit Fit, SchedulingBlocker Blocker)> group, int nodes)
    {
        var texts = group.GroupBy(pair => pair.Blocker.Message.Split("; the node has")[0])
            .OrderByDescending(same => same.Count())
            .Select(same => same.Count() >= nodes ? same.Key : $"{same.Key} ({same.Count()})")
            .ToList();
        return string.Join("; ", texts.Take(3)) + (texts.Count > 3 ? $"; and {texts.Count - 3} more" : "");
    }

    /// <summary>The scheduler calls selector and affinity by one name; of the two those count that the pod has.</summary>
    private static IEnumerable<SchedulingReason> Expand(KubePod pod, SchedulingReason reason) => reason != SchedulingReason.NodeSelector
        ? [reason]
        : new[] { SchedulingReason.NodeSelector, SchedulingReason.NodeAffinity }
            .Where(each => each == SchedulingReason.NodeSelector ? pod.Spec.NodeSelector.Count > 0 : pod.Spec.RequiredNodeTerms.Count > 0);

    private static KubeSchedulingBlocker Told(KubePod pod, SchedulingReason reason, string? resource, SchedulerCounts counts)
    {
        var count = counts.Count(reason, resource);
        return new KubeSchedulingBlocker(pod.Target, reason, resource, $"the scheduler counts {count} of {counts.Total} nodes: {counts.Message}")
        {
            Counted = count,
            StopsAll = counts.StopsAll(reason),
        };
    }
}
