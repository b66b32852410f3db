using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace RunbookTools.Engine.Primitives;

/// <summary>What is odd about nodes that call themselves ready. A node that is not has a condition that says so.</summary>
public static partial class NodeSigns
{
    /// <summary>The control plane gives a pod's node thirty seconds of patience before it counts; less is delay, not skew.</summary>
    private static readonly TimeSpan s_skew = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_lately = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_settled = TimeSpan.FromMinutes(5);

    // How far behind a kubelet may be, in minor versions (kubernetes.io/releases/version-skew-policy; two up to 1.27).
    private const int OldestKubelet = 3;

    private static readonly Dictionary<string, string> s_conditionOfTaint = new(StringComparer.Ordinal)
    {
        ["node.kubernetes.io/not-ready"] = "Ready",
        ["node.kubernetes.io/unreachable"] = "Ready",
        ["node.kubernetes.io/memory-pressure"] = "MemoryPressure",
        ["node.kubernetes.io/disk-pressure"] = "DiskPressure",
        ["node.kubernetes.io/pid-pressure"] = "PIDPressure",
        ["node.kubernetes.io/network-unavailable"] = "NetworkUnavailable",
    };

    private static readonly ConditionalWeakTable<ClusterInventory, IReadOnlyList<KubeNodeSign>> s_known = [];

    /// <summary>The signs of every node, by node; worked out once for each cluster.</summary>
    /// <param name="inventory">The cluster.</param>
    public static IReadOnlyList<KubeNodeSign> Of(ClusterInventory inventory) => s_known.GetValue(inventory, Find);

    private static IReadOnlyList<KubeNodeSign> Find(ClusterInventory inventory)
    {
        var nodes = inventory.All<KubeNode>().Where(node => node.IsReady).ToList();
        var heartbeats = nodes.Select(node => HeartbeatOf(inventory, node)).OfType<DateTimeOffset>().Order().ToList();
        var heartbeat = inventory.All<KubeLease>().Where(lease => lease.Namespace == "kube-node-lease").Max(lease => lease.Renewed);
        var failing = FailingOnOneNode(inventory).ToLookup(pod => pod.Node);
        var early = inventory.All<KubeEvent>().Where(seen => seen is { Source: "kubelet", Object.Kind: "Pod", Node: not null } && seen.FirstSeen - seen.Created > s_skew).ToLookup(seen => seen.Node!);
        return
        [
            .. nodes.SelectMany(SignsOf).OfType<KubeNodeSign>(),
        ];

        IEnumerable<KubeNodeSign?> SignsOf(KubeNode node)
        {
            var clock = Clock(inventory, node, heartbeats, early[node.Name], nodes);

            // By a clock that is late every heartbeat is.
            var lease = clock is null ? Lease(inventory, node, heartbeat) : null;
            return [Flapping(inventory, node), clock, Version(inventory, node), Taint(inventory, node), Cloud(inventory, node), lease, Serving(inventory, node, failing[node.Name])];
        }
    }

    private static DateTimeOffset? HeartbeatOf(ClusterInventory inventory, KubeNode node) => inventory.Find<KubeLease>("Lease", "kube-node-lease", node.Name)?.Renewed;

    private static KubeNodeSign? Flapping(ClusterInventory inventory, KubeNode node)
    {
        var lost = inventory.EventsOf(node).Where(seen => seen.Reason == "NodeNotReady" && inventory.CapturedAt - seen.LastSeen < s_lately).ToList();
        // The kubelet and the node controller both tell of one change.
        var times = lost.GroupBy(seen => seen.Source).Select(same => same.Sum(InTheLastHour)).DefaultIfEmpty().Max();
        return times < 3 ? null : new KubeNodeSign(node.Target, NodeSign.Flapping, $"not ready {times} times within the last hour, and ready again") { Since = lost.Min(seen => seen.FirstSeen) };
    }

    /// <summary>An event counts from the first time on, which may be days ago; of those a share is of the last hour.</summary>
    private static int InTheLastHour(KubeEvent seen) =>
        seen.LastSeen - seen.FirstSeen is { } span && span > s_lately ? (int)(seen.Count * (s_lately / span)) : seen.Count;

    /// <summary>
    /// The kubelet dates what it writes by its own clock, the API server what it stores by its own. A pod cannot have started before it was made, nor can an
    /// event be older when stored than when written; what lies the other way may be delay. A node whose heartbeat, which is by its own clock too, is as new as those
    /// of the others has the clock they have: then it is that of the server which is off. Where heartbeats do not tell, another node must be seen to go with the server.
    /// </summary>
    private static KubeNodeSign? Clock(ClusterInventory inventory, KubeNode node, List<DateTimeOffset> heartbeats, IEnumerable<KubeEvent> early, List<KubeNode> nodes)
    {
        var heartbeat = heartbeats.Count > 1 ? HeartbeatOf(inventory, node) : null;
        if (heartbeat is { } own)
        {
            // The middle one of the others, which stand in order with its own left out.
            var middle = (heartbeats.Count - 1) / 2;
            if ((own - heartbeats[middle < heartbeats.BinarySearch(own) ? middle : middle + 1]).Duration() < s_skew)
            {
                return null;
            }
        }

        var behind = inventory.PodsOf(node)
            .Where(pod => pod.Created - pod.Started > s_skew && !pod.Annotations.ContainsKey("kubernetes.io/config.mirror"))
            .Select(pod => (Pod: pod.Target, Skew: pod.Created - pod.Started)).ToList();
        var ahead = early.Select(seen => seen.Object).Distinct().Select(inventory.Find).OfType<KubePod>().Where(pod => pod.Node == node.Name)
            .Select(pod => (Pod: pod.Target, Skew: inventory.EventsOf(pod).Where(seen => seen.Node == node.Name && seen.Source == "kubelet").Max(seen => seen.FirstSeen - seen.Created))).ToList();
        foreach (var (found, word, isBehind) in new[] { (behind, "behind", true), (ahead, "ahead of", false) })
        {
            var off = found.Where(pair => pair.Skew > s_skew).OrderBy(pair => pair.Skew).ToList();
            if (off.Count >= 2 && (heartbeat is not null || nodes.Exists(other => other != node && GoesWithServer(inventory, other, isBehind))))
            {
                return new KubeNodeSign(
                    node.Target, NodeSign.ClockSkew, string.Create(CultureInfo.InvariantCulture, $"its clock is {off[off.Count / 2].Skew!.Value.TotalSeconds:0} s {word} that of the API server, by {off.Count} pods"))
                {
                    Pods = [.. off.Select(pair => pair.Pod)],
                };
            }
        }

        return null;
    }

    /// <summary>True when what was stored about two pods of a node is no earlier, or no later, than the node says.</summary>
    private static bool GoesWithServer(ClusterInventory inventory, KubeNode node, bool isBehind) => isBehind
        ? inventory.PodsOf(node).Where(pod => pod.Created - pod.Started <= s_skew).Take(2).Count() == 2
        : inventory.All<KubeEvent>().Where(seen => seen is { Source: "kubelet", Object.Kind: "Pod" } && seen.Node == node.Name && seen.FirstSeen - seen.Created <= s_skew)
            .Select(seen => seen.Object.Name).Distinct().Take(2).Count() == 2;

    private static KubeNodeSign? Version(ClusterInventory inventory, KubeNode node)
    {
        var version = ServerVersion(inventory);
        if (Minor(version) is not { } server || Minor(node.KubeletVersion) is not { } kubelet)
        {
            return null;
        }

        var oldest = server < 28 ? OldestKubelet - 1 : OldestKubelet;
        return kubelet > server
            ? new KubeNodeSign(node.Target, NodeSign.VersionSkew, $"its kubelet {node.KubeletVersion} is newer than the API server {version}")
            : server - kubelet > oldest
            ? new KubeNodeSign(node.Target, NodeSign.VersionSkew, $"its kubelet {node.KubeletVersion} is {server - kubelet} minor versions older than the API server {version}, of at most {oldest}")
            : null;
    }

    /// <summary>What the API server said, or the tag of its image where it runs as a pod.</summary>
    private static string? ServerVersion(ClusterInventory inventory) => inventory.ServerVersion
        ?? inventory.PodsIn("kube-system").Where(pod => pod.Labels.GetValueOrDefault("component") == "kube-apiserver")
            .Select(pod => pod.Containers.FirstOrDefault()?.Image.Split(':')[^1]).Order(StringComparer.Ordinal).FirstOrDefault();

    private static int? Minor(string? version) =>
        version is not null && VersionText().Match(version) is { Success: true } match ? int.Parse(match.Groups["minor"].ValueSpan, CultureInfo.InvariantCulture) : null;

    private static KubeNodeSign? Taint(ClusterInventory inventory, KubeNode node)
    {
        var stale = node.Taints.FirstOrDefault(taint => taint.Effect != "PreferNoSchedule" && IsOver(inventory, node, taint));
        return stale is null ? null : new KubeNodeSign(node.Target, NodeSign.StaleTaint, $"taint {stale} is still there, and what it tells of is over") { Since = stale.Added };
    }

    /// <summary>Taints follow conditions within seconds (pkg/controller/nodelifecycle); one that has not after minutes was left by whoever took the place of that controller.</summary>
    private static bool IsOver(ClusterInventory inventory, KubeNode node, KubeTaint taint)
    {
        if (taint.Key == "node.kubernetes.io/unschedulable")
        {
            return !node.Unschedulable && inventory.CapturedAt - taint.Added > s_settled;
        }

        if (!s_conditionOfTaint.TryGetValue(taint.Key, out var type))
        {
            return false;
        }

        var condition = node.Conditions.FirstOrDefault(condition => condition.Type == type);
        var good = condition is null ? type != "Ready" : type == "Ready" ? condition.IsTrue : condition.IsFalse;
        return good && inventory.CapturedAt - (condition?.Since ?? node.Created) > s_settled && !(inventory.CapturedAt - taint.Added < s_settled);
    }

    /// <summary>Set by the kubelet when it joins, taken away by the controller of the cloud once it has told the node's addresses and zone (k8s.io/cloud-provider/api).</summary>
    private static KubeNodeSign? Cloud(ClusterInventory inventory, KubeNode node) =>
        node.Taints.FirstOrDefault(taint => taint.Key == "node.cloudprovider.kubernetes.io/uninitialized") is { } taint && inventory.CapturedAt - node.Created > s_settled
            ? new KubeNodeSign(node.Target, NodeSign.Uninitialized, $"taint {taint} is still there: the cloud controller has not initialised it") { Since = node.Created }
            : null;

    private static KubeNodeSign? Lease(ClusterInventory inventory, KubeNode node, DateTimeOffset? heartbeat)
    {
        var lease = inventory.Find<KubeLease>("Lease", "kube-node-lease", node.Name);
        return lease?.Renewed is { } renewed && heartbeat - renewed is { } late && late > s_settled
            ? new KubeNodeSign(node.Target, NodeSign.StaleLease, string.Create(CultureInfo.InvariantCulture, $"its lease is {late.TotalMinutes:0} minutes older than that of the others")) { Since = renewed }
            : null;
    }

    private static KubeNodeSign? Serving(ClusterInventory inventory, KubeNode node, IEnumerable<KubePod> failing)
    {
        var workloads = failing.GroupBy(inventory.RootTargetOf).ToList();
        return workloads.Count < 2 ? null
            : new KubeNodeSign(node.Target, NodeSign.PodsFailHere, $"pods of {workloads.Count} workloads are not ready on it and are on every other node: {string.Join(", ", workloads.Take(3).Select(group => group.Key.Name))}")
            {
                Pods = [.. workloads.SelectMany(group => group).Select(pod => pod.Target)],
            };
    }

    /// <summary>
    /// Pods that are not ready while their twins are, all of them on one node. Twins are pods of one revision: those of a new one that fails where it starts would
    /// say nothing of the node.
    /// </summary>
    private static IEnumerable<KubePod> FailingOnOneNode(ClusterInventory inventory) => inventory.All<KubePod>()
        .Where(pod => pod is { IsScheduled: true, IsFinished: false, IsReady: false, Deleted: null, Controller: not null } && inventory.CapturedAt - pod.Created > s_settled)
        .GroupBy(pod => (pod.Namespace, pod.Controller!.Kind, pod.Controller.Name, Revision(pod)))
        .Where(group => group.Select(pod => pod.Node).Distinct().Count() == 1 && WorksElsewhere(inventory, group.First()))
        .SelectMany(group => group);

    private static bool WorksElsewhere(ClusterInventory inventory, KubePod failing)
    {
        if (inventory.OwnerOf(failing) is not { } owner)
        {
            return false;
        }

        var twins = inventory.OwnedBy(owner).OfType<KubePod>().Where(pod => pod is { IsFinished: false, Deleted: null } && Revision(pod) == Revision(failing)).ToLookup(pod => pod.Node == failing.Node);
        return twins[false].Any() && twins[false].All(pod => pod.IsReady) && !twins[true].Any(pod => pod.IsReady);
    }

    private static string? Revision(KubePod pod) => pod.Labels.GetValueOrDefault("controller-revision-hash");

    [GeneratedRegex(@"^v?1\.(?<minor>[0-9]+)")]
    private static partial Regex VersionText();
}
