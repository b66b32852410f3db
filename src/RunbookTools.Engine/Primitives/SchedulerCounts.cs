using System.Globalization;
using System.Text.RegularExpressions;

namespace RunbookTools.Engine.Primitives;

/// <summary>
/// What the scheduler itself says of a pod it found no node for: <c>0/5 nodes are available: 1 node(s) had untolerated taint(s), 4 Insufficient cpu.</c> (FitError,
/// k8s.io/kube-scheduler/framework/types.go; the phrases are those of the plugins). Each node is counted once, for the first filter it failed.
/// </summary>
internal sealed partial class SchedulerCounts
{
    // In the order of the filters (pkg/scheduler/apis/config/v1/default_plugins.go), older wordings beside newer ones.
    private static readonly (SchedulingReason Reason, string Phrase)[] s_phrases =
    [
        (SchedulingReason.Cordoned, "were unschedulable"),
        (SchedulingReason.Cordoned, "had untolerated taint {node.kubernetes.io/unschedulable"),
        (SchedulingReason.NotReady, "taint {node.kubernetes.io/not-ready"),
        (SchedulingReason.NotReady, "taint {node.kubernetes.io/unreachable"),
        (SchedulingReason.Pressure, "taint {node.kubernetes.io/"),
        (SchedulingReason.Taint, "had untolerated taint"),
        (SchedulingReason.Taint, "had taint"),
        (SchedulingReason.NodeSelector, "didn't match Pod's node affinity"),
        (SchedulingReason.NodeSelector, "didn't match node selector"),
        (SchedulingReason.NodeSelector, "didn't satisfy plugin(s) [NodeAffinity"),
        (SchedulingReason.HostPort, "didn't have free ports"),
        (SchedulingReason.InsufficientCpu, "Insufficient cpu"),
        (SchedulingReason.InsufficientMemory, "Insufficient memory"),
        (SchedulingReason.InsufficientEphemeralStorage, "Insufficient ephemeral-storage"),
        (SchedulingReason.InsufficientResource, "Insufficient "),
        (SchedulingReason.PodLimit, "Too many pods"),
        (SchedulingReason.ClaimInUse, "with ReadWriteOncePod access mode"),
        (SchedulingReason.VolumeLimit, "exceed max volume count"),
        (SchedulingReason.VolumeNodeAffinity, "had volume node affinity conflict"),
        (SchedulingReason.VolumeNodeAffinity, "didn't match PersistentVolume's node affinity"),
        (SchedulingReason.VolumeNodeAffinity, "didn't find available persistent volumes to bind"),
        (SchedulingReason.VolumeNodeAffinity, "had no available volume zone"),
        (SchedulingReason.TopologySpread, "didn't match pod topology spread constraints"),
        (SchedulingReason.PodAffinity, "didn't match pod affinity rules"),
        (SchedulingReason.PodAntiAffinity, "anti-affinity rules"),
    ];

    private readonly List<(SchedulingReason Reason, string? Resource, int Order, int Count)> _counts = [];

    private SchedulerCounts(string message)
    {
        Message = message;
        var frame = Frame().Match(message);
        if (!frame.Success)
        {
            return;
        }

        Total = int.Parse(frame.Groups["total"].ValueSpan, CultureInfo.InvariantCulture);

        // What preemption would bring follows and counts the same nodes again.
        var text = message[(frame.Index + frame.Length)..].Split("preemption:")[0];
        foreach (var match in Counted().Matches(text).Cast<Match>())
        {
            var words = match.Groups["words"].Value;
            var order = Array.FindIndex(s_phrases, phrase => words.Contains(phrase.Phrase, StringComparison.Ordinal));
            if (order >= 0)
            {
                var resource = s_phrases[order].Reason == SchedulingReason.InsufficientResource ? Resource().Match(words).Groups["name"].Value : null;
                _counts.Add((s_phrases[order].Reason, resource, order, int.Parse(match.Groups["count"].ValueSpan, CultureInfo.InvariantCulture)));
            }
        }

        // Said of the pod as a whole, before any node was looked at (plugins/volumebinding, plugins/nodevolumelimits).
        if (ClaimPhrase().IsMatch(text))
        {
            _counts.Add((SchedulingReason.Claim, null, -1, Total));
        }
    }

    /// <summary>How many nodes the scheduler counts; 0 when it says nothing that is understood.</summary>
    public int Total { get; }

    /// <summary>What it says, whole; empty when nothing.</summary>
    public string Message { get; }

    /// <summary>The reasons it counts, with the resource that is short; each once.</summary>
    public IEnumerable<(SchedulingReason Reason, string? Resource)> Reasons => _counts.Select(count => (count.Reason, count.Resource)).Distinct();

    /// <summary>What the scheduler says of a pod.</summary>
    public static SchedulerCounts Of(KubePod pod) =>
        new(pod.Conditions.FirstOrDefault(condition => condition is { Type: "PodScheduled", IsFalse: true })?.Message ?? "");

    /// <summary>How many nodes it counts for a reason; null when none.</summary>
    /// <param name="reason">The reason; the selector and the affinity of a pod are one filter.</param>
    /// <param name="resource">The resource; null for any.</param>
    public int? Count(SchedulingReason reason, string? resource)
    {
        var counts = _counts.Where(count => count.Reason == Said(reason) && (resource is null || count.Resource is null || count.Resource == resource)).ToList();
        return counts.Count > 0 ? counts.Sum(count => count.Count) : null;
    }

    /// <summary>
    /// True when it counts nodes for a reason, and none for a filter that comes after it, or for something not understood here; of a node that is cordoned nothing
    /// else is known. Where an earlier filter kept out as many it is not, because those nodes may be the ones that the pod asks for.
    /// </summary>
    public bool StopsAll(SchedulingReason reason)
    {
        var own = _counts.Where(count => count.Reason == Said(reason)).ToList();
        var others = _counts.Where(count => count.Reason != Said(reason)).ToList();
        return own.Count > 0
            && _counts.Sum(count => count.Count) >= Total
            && !others.Exists(count => count.Reason == SchedulingReason.Cordoned || count.Order > own.Max(each => each.Order))
            && others.Where(count => count.Order >= 0).Sum(count => count.Count) < own.Sum(count => count.Count);
    }

    private static SchedulingReason Said(SchedulingReason reason) => reason == SchedulingReason.NodeAffinity ? SchedulingReason.NodeSelector : reason;

    [GeneratedRegex("^0/(?<total>[0-9]+) nodes are available: ?")]
    private static partial Regex Frame();

    [GeneratedRegex(@"\b(?<count>[0-9]+) (?<words>(node\(s\) |Insufficient |Too many pods).*?)(?=, [0-9]+ |[.,] ?(no new claims|[a-z]* ?preemption)|\.?\s*$)")]
    private static partial Regex Counted();

    [GeneratedRegex(@"Insufficient (?<name>[^\s,]+?)\.?(\s|,|$)")]
    private static partial Regex Resource();

    [GeneratedRegex("unbound immediate PersistentVolumeClaims|persistentvolumeclaim \"[^\"]*\" (not found|is being deleted|bound to non-existent)")]
    private static partial Regex ClaimPhrase();
}
