namespace RunbookTools.Engine.Primitives;

/// <summary>Topology spread constraints that forbid (pkg/scheduler/framework/plugins/podtopologyspread/filtering.go and common.go).</summary>
internal sealed class SpreadFilter
{
    private readonly KubePod _pod;
    private readonly List<(KubeSpread Spread, Dictionary<string, int> Counts)> _constraints = [];

    public SpreadFilter(KubePod pod, IReadOnlyList<KubeNode> nodes, PlacedPods placed)
    {
        _pod = pod;
        var forbidding = pod.Spec.TopologySpread.Where(spread => spread.WhenUnsatisfiable == "DoNotSchedule").ToList();
        if (forbidding.Count == 0)
        {
            return;
        }

        // Only nodes that have the keys of all constraints make domains, for each of them.
        var labelled = nodes.Where(node => forbidding.All(spread => node.Labels.ContainsKey(spread.TopologyKey))).ToList();
        foreach (var spread in forbidding)
        {
            var counts = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var node in labelled.Where(node => Counts(spread, node)))
            {
                var domain = node.Labels[spread.TopologyKey];
                counts[domain] = counts.GetValueOrDefault(domain)
                    + placed.On(node.Name, pod).Count(other => other.Namespace == pod.Namespace && other.Deleted is null && Selects(spread, other));
            }

            _constraints.Add((spread, counts));
        }
    }

    public IEnumerable<SchedulingBlocker> BlockersOn(KubeNode node) => _constraints.Count == 0 ? [] : Blockers(node);

    private IEnumerable<SchedulingBlocker> Blockers(KubeNode node)
    {
        foreach (var (spread, counts) in _constraints)
        {
            if (!node.Labels.TryGetValue(spread.TopologyKey, out var domain))
            {
                yield return new SchedulingBlocker(SchedulingReason.TopologySpread, $"spread over {spread.TopologyKey}, a label the node does not have");
                continue;
            }

            var tooFew = counts.Count == 0 || counts.Count < spread.MinDomains;
            var least = tooFew ? 0 : counts.Values.Min();
            var here = counts.GetValueOrDefault(domain) + (Selects(spread, _pod) ? 1 : 0);
            if (here - least > spread.MaxSkew)
            {
                var other = tooFew
                    ? $"there are {counts.Count} of at least {spread.MinDomains ?? 1} such domains"
                    : $"{counts.Where(pair => pair.Value == least).Select(pair => pair.Key).Order(StringComparer.Ordinal).First()} has {least}";
                yield return new SchedulingBlocker(
                    SchedulingReason.TopologySpread,
                    $"spread over {spread.TopologyKey}: {domain} would have {here} pods with {spread.Selector} while {other} (at most {spread.MaxSkew} more allowed)");
            }
        }
    }

    private bool Counts(KubeSpread spread, KubeNode node) =>
        (spread.NodeAffinityPolicy != "Honor" || NodeTerms.Match(_pod.SharedSpec.Spec, node))
        && (spread.NodeTaintsPolicy != "Honor"
            || node.Taints.All(taint => taint.Effect is not ("NoSchedule" or "NoExecute") || _pod.SharedSpec.Spec.Tolerations.Any(toleration => toleration.Tolerates(taint))));

    private bool Selects(KubeSpread spread, KubePod other) =>
        spread.Selector is { } selector && selector.Matches(other.Labels)
        && spread.MatchLabelKeys.All(key => !_pod.Labels.TryGetValue(key, out var own) || (other.Labels.TryGetValue(key, out var value) && value == own));
}
