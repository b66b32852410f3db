using System.Text.RegularExpressions;

namespace RunbookTools.Engine.Primitives;

/// <summary>Who put a pod off its node, and why: from its status, its condition DisruptionTarget (since Kubernetes 1.26) and its events.</summary>
public static partial class Evictions
{
    /// <summary>How a pod was put off its node; null when it was not.</summary>
    /// <param name="inventory">The cluster.</param>
    /// <param name="pod">The pod.</param>
    public static KubeEviction? Of(ClusterInventory inventory, KubePod pod)
    {
        var disrupted = pod.Conditions.FirstOrDefault(condition => condition is { Type: "DisruptionTarget", IsTrue: true });
        var seen = inventory.EventsOf(pod).LastOrDefault(seen => seen.Reason is "Evicted" or "Preempted" or "TaintManagerEviction" or "Preempting" or "ExceededGracePeriod"
            && !seen.Message.StartsWith("Cancelling deletion", StringComparison.Ordinal));
        var message = pod.Reason is "Evicted" or "Preempting" && pod.Message is { } own ? own : seen is { Reason: "Evicted" } ? seen.Message : disrupted?.Message ?? seen?.Message ?? "";
        var at = disrupted?.Since ?? seen?.LastSeen;

        // A kubelet's own words say most; the others are told by who wrote the condition or the event.
        if (pod.Reason == "Evicted" || seen is { Reason: "Evicted" })
        {
            return OfKubelet(pod, message.Trim(), at);
        }

        EvictionType? type = (disrupted?.Reason, pod.Reason, seen?.Reason) switch
        {
            ("PreemptionByScheduler", _, _) or (_, "Preempting", _) or (null, _, "Preempted" or "Preempting") => EvictionType.Preemption,
            ("DeletionByTaintManager", _, _) or (null, _, "TaintManagerEviction") => EvictionType.Taint,
            ("EvictionByEvictionAPI", _, _) => EvictionType.Request,
            ("DeletionByPodGC", _, _) => EvictionType.NodeGone,
            _ => null,
        };
        return type is { } known ? new KubeEviction(pod.Target, known, message.Trim()) { Node = pod.Node, At = at } : null;
    }

    /// <summary>The wordings of pkg/kubelet/eviction (helpers.go, eviction_manager.go).</summary>
    private static KubeEviction OfKubelet(KubePod pod, string message, DateTimeOffset? at)
    {
        var eviction = new KubeEviction(pod.Target, EvictionType.NodePressure, message) { Node = pod.Node, At = at };
        if (Condition().Match(message) is { Success: true } refused)
        {
            var resource = refused.Groups["name"].Value switch
            {
                "DiskPressure" => "ephemeral-storage",
                "MemoryPressure" => "memory",
                "PIDPressure" => "pids",
                _ => null,
            };
            return eviction with { Type = EvictionType.Rejected, Resource = resource };
        }

        if (Limit().Match(message) is { Success: true } exceeded)
        {
            return eviction with { Type = EvictionType.StorageLimit, Resource = "ephemeral-storage", Subject = exceeded.Value.TrimEnd('.', ' ') };
        }

        var users = Use().Matches(message).Select(match => (Used: Amount(match, "used"), Asked: Amount(match, "asked"))).Where(use => use.Used is not null).ToList();
        var threshold = Threshold().Match(message);
        return eviction with
        {
            Resource = Low().Match(message) is { Success: true } low ? low.Groups["name"].Value : null,
            Used = Sum(users.Select(use => use.Used)),
            Requested = Sum(users.Select(use => use.Asked)),
            Lacking = Amount(threshold, "threshold") - Amount(threshold, "available"),
            Subject = users.Count > 0 ? string.Join(", ", Use().Matches(message).Select(match => "container " + match.Groups["container"].Value)) : null,
        };
    }

    private static KubeQuantity? Amount(Match match, string group) =>
        match.Success && KubeQuantity.TryParse(match.Groups[group].Value.TrimEnd('.', ','), out var quantity) ? quantity : (KubeQuantity?)null;

    /// <summary>The amounts together; null when there is none.</summary>
    private static KubeQuantity? Sum(IEnumerable<KubeQuantity?> amounts) =>
        amounts.OfType<KubeQuantity>().Aggregate((KubeQuantity?)null, (sum, each) => sum is null ? each : sum + each);

    [GeneratedRegex(@"The node had condition: \[(?<name>\w+)")]
    private static partial Regex Condition();

    [GeneratedRegex(@"(Container \S+ exceeded its local ephemeral storage limit ""[^""]*""|Pod ephemeral local storage usage exceeds the total limit of containers \S+|Usage of EmptyDir volume ""[^""]*"" exceeds the limit ""[^""]*"")")]
    private static partial Regex Limit();

    [GeneratedRegex(@"The node was low on resource: (?<name>[\w-]+)")]
    private static partial Regex Low();

    [GeneratedRegex(@"Threshold quantity: (?<threshold>\S+), available: (?<available>\S+?)\.(\s|$)")]
    private static partial Regex Threshold();

    [GeneratedRegex(@"(Container|Pod) (?<container>\S+) was using (?<used>[^\s,]+), (request is|which exceeds its request of) (?<asked>[^\s,]+)")]
    private static partial Regex Use();
}
