namespace RunbookTools.Engine.Primitives;

/// <summary>Required affinity and anti-affinity between pods, both ways (pkg/scheduler/framework/plugins/interpodaffinity/filtering.go).</summary>
internal sealed class AffinityFilter
{
    private readonly KubePod _pod;
    private readonly KubePodSpec _spec;
    private readonly bool _isFirst;
    private readonly HashSet<(string Key, string Value)> _near = [];
    private readonly Dictionary<(int Term, string Value), KubePod> _avoided = [];
    private readonly List<(KubePodTerm Term, string Value, KubePod Pod)> _shy = [];

    public AffinityFilter(ClusterInventory inventory, KubePod pod, PlacedPods placed)
    {
        _pod = pod;
        _spec = pod.Spec;
        if (_spec.RequiredAffinity.Count + _spec.RequiredAntiAffinity.Count > 0)
        {
            foreach (var other in placed.All.Where(other => !PlacedPods.IsSame(other, pod)))
            {
                Look(inventory, other);
            }
        }

        foreach (var other in placed.Shy.Where(other => !PlacedPods.IsSame(other, pod)))
        {
            if (inventory.Find<KubeNode>("Node", null, other.Node!) is { } node)
            {
                _shy.AddRange(other.SharedSpec.Spec.RequiredAntiAffinity
                    .Where(term => node.Labels.ContainsKey(term.TopologyKey) && PodTerms.Match(inventory, other, term, pod))
                    .Select(term => (term, node.Labels[term.TopologyKey], other)));
            }
        }

        // The first of pods that want to be near each other may go anywhere its topology is known.
        _isFirst = _near.Count == 0 && _spec.RequiredAffinity.Count > 0 && _spec.RequiredAffinity.All(term => PodTerms.Match(inventory, pod, term, pod));
    }

    public IEnumerable<SchedulingBlocker> BlockersOn(KubeNode node) =>
        _spec.RequiredAffinity.Count + _spec.RequiredAntiAffinity.Count + _shy.Count == 0 ? [] : Blockers(node);

    private IEnumerable<SchedulingBlocker> Blockers(KubeNode node)
    {
        foreach (var term in _spec.RequiredAffinity)
        {
            if (!node.Labels.TryGetValue(term.TopologyKey, out var value))
            {
                yield return new SchedulingBlocker(SchedulingReason.PodAffinity, $"pod affinity by {term.TopologyKey}, a label the node does not have");
            }
            else if (!_isFirst && !_near.Contains((term.TopologyKey, value)))
            {
                yield return new SchedulingBlocker(SchedulingReason.PodAffinity, $"pod affinity: no pod with {term.Selector} is in {term.TopologyKey}={value}");
            }
        }

        for (var i = 0; i < _spec.RequiredAntiAffinity.Count; i++)
        {
            var term = _spec.RequiredAntiAffinity[i];
            if (node.Labels.TryGetValue(term.TopologyKey, out var value) && _avoided.TryGetValue((i, value), out var other))
            {
                yield return new SchedulingBlocker(
                    SchedulingReason.PodAntiAffinity, $"pod anti-affinity: {other.Namespace}/{other.Name} with {term.Selector} is in {term.TopologyKey}={value}");
            }
        }

        foreach (var (term, value, other) in _shy.Where(shy => node.Labels.TryGetValue(shy.Term.TopologyKey, out var here) && here == shy.Value)
            .DistinctBy(shy => (shy.Term.TopologyKey, shy.Value)))
        {
            yield return new SchedulingBlocker(
                SchedulingReason.PodAntiAffinity, $"pod anti-affinity of {other.Namespace}/{other.Name}: it keeps pods with {term.Selector} out of {term.TopologyKey}={value}");
        }
    }

    private void Look(ClusterInventory inventory, KubePod other)
    {
        if (inventory.Find<KubeNode>("Node", null, other.Node!) is not { } node)
        {
            return;
        }

        // Affinity counts a pod only when every term speaks of it, anti-affinity when any does.
        var wanted = _spec.RequiredAffinity;
        if (wanted.Count > 0 && wanted.All(term => PodTerms.Match(inventory, _pod, term, other)))
        {
            _near.UnionWith(wanted.Where(term => node.Labels.ContainsKey(term.TopologyKey)).Select(term => (term.TopologyKey, node.Labels[term.TopologyKey])));
        }

        for (var i = 0; i < _spec.RequiredAntiAffinity.Count; i++)
        {
            var term = _spec.RequiredAntiAffinity[i];
            if (node.Labels.TryGetValue(term.TopologyKey, out var value) && PodTerms.Match(inventory, _pod, term, other))
            {
                _avoided.TryAdd((i, value), other);
            }
        }
    }
}
