namespace RunbookTools.Engine.Triage;

/// <summary>Merges results into causes, each with the symptoms it shows in and the victims it makes.</summary>
internal sealed class CauseMerger(ClusterInventory inventory, IReadOnlyList<Symptom> symptoms, IReadOnlyList<HypothesisResult> results)
{
    private readonly ILookup<KubeTarget, Symptom> _byObject = symptoms.ToLookup(symptom => symptom.Object, TargetComparer.Instance);
    private readonly ILookup<KubeTarget, Symptom> _byOwner = symptoms.ToLookup(symptom => symptom.Owner, TargetComparer.Instance);
    private readonly DependencyGraph _graph = new(inventory);
    private readonly Dictionary<KubeObject, bool> _hurt = new(ReferenceEqualityComparer.Instance);

    /// <summary>Causes, the first first.</summary>
    public IReadOnlyList<MergedCause> Merge()
    {
        var causes = Candidates()
            .GroupBy(result => (result.Cause, Target: Reach.Key(result.Target)))
            .Select(group => new MergedCause([.. group.OrderBy(result => result.Verdict).ThenByDescending(result => result.Evidence.Count)], SymptomsOf([.. group])))
            .ToList();
        var reaches = causes.ToDictionary(cause => cause, cause => new Reach(_graph, inventory, inventory.Find(cause.Best.Target), IsHurt));
        causes.RemoveAll(cause => cause.Best.Verdict == Verdict.Likely && causes.Exists(other => IsSettledBy(cause, other, reaches[other])));
        causes.Sort(Compare);
        Absorb(causes, reaches);
        var roots = causes.Where(cause => cause.Absorbed is null).ToList();
        foreach (var root in roots)
        {
            root.ExplainOwn(reaches[root].Explains);
        }

        ExplainRest(roots, reaches);
        roots.Sort(Compare);
        return roots;
    }

    /// <summary>
    /// Confirmed and likely results. What is only likely falls away where something on the same object is confirmed that is no less bad; a
    /// likely fault of another object stays.
    /// </summary>
    private IEnumerable<HypothesisResult> Candidates()
    {
        var confirmed = results.Where(result => result is { Verdict: Verdict.Confirmed, Severity: < Severity.Info })
            .Select(result => (Reach.Key(result.TestedOn), Reach.Key(result.Target))).ToHashSet();
        return results.Where(result => result.Verdict == Verdict.Confirmed
            || (result.Verdict == Verdict.Likely && !confirmed.Contains((Reach.Key(result.TestedOn), Reach.Key(result.Target)))));
    }

    /// <summary>True when something confirmed on the same object accounts for everything that a likely cause would.</summary>
    private static bool IsSettledBy(MergedCause cause, MergedCause other, Reach reach) =>
        other.Best is { Verdict: Verdict.Confirmed, Severity: < Severity.Info }
        && TargetComparer.AreSame(other.Best.Target, cause.Best.Target)
        && cause.Symptoms.All(symptom => other.Symptoms.Contains(symptom) || reach.Explains(symptom) is not null);

    /// <summary>What a cause shows in: the symptoms it was tested for with their twins, and those of the object it is about.</summary>
    private List<Symptom> SymptomsOf(IReadOnlyList<HypothesisResult> group)
    {
        var tested = group.SelectMany(result => _byObject[result.TestedOn])
            .SelectMany(symptom => _byOwner[symptom.Owner].Where(twin => twin.Id == symptom.Id && twin.Signature == symptom.Signature));
        var target = group[0].Target;
        return [.. tested.Concat(_byObject[target]).Concat(_byOwner[target]).Distinct()];
    }

    private bool IsHurt(KubeObject item)
    {
        if (!_hurt.TryGetValue(item, out var isHurt))
        {
            var key = item.Target;
            _hurt[item] = isHurt = _byObject.Contains(key) || _byOwner.Contains(key) || (item is KubeService service && inventory.PodsOf(service).Any(pod => !pod.IsReady && !pod.IsFinished));
        }

        return isHurt;
    }

    /// <summary>Makes victims of causes that another cause explains.</summary>
    private static void Absorb(List<MergedCause> causes, Dictionary<MergedCause, Reach> reaches)
    {
        foreach (var victim in causes.AsEnumerable().Reverse())
        {
            foreach (var cause in causes)
            {
                if (ReferenceEquals(cause, victim) || IsWithin(cause, victim) || Link(cause, victim, reaches[cause]) is not { } link)
                {
                    continue;
                }

                // Where each explains the other, the one that ranks higher is taken for the cause.
                if (Link(victim, cause, reaches[victim]) is null || causes.IndexOf(cause) < causes.IndexOf(victim))
                {
                    victim.Absorbed = cause;
                    RootOf(cause).Add(victim, link);
                    break;
                }
            }
        }
    }

    private static MergedCause RootOf(MergedCause cause)
    {
        while (cause.Absorbed is { } further)
        {
            cause = further;
        }

        return cause;
    }

    private static bool IsWithin(MergedCause cause, MergedCause other)
    {
        for (var each = cause; each is not null; each = each.Absorbed)
        {
            if (ReferenceEquals(each, other))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>How a cause explains another; null when it does not.</summary>
    private static string? Link(MergedCause cause, MergedCause victim, Reach reach)
    {
        if (cause.Best.Severity == Severity.Info)
        {
            return null;
        }

        // Why a call does not get through accounts for what says only that it does not.
        if (victim.Best.Domain == FaultDomain.Dependency && IsOfTheWay(cause.Best) && !IsOfTheWay(victim.Best) && cause.Symptoms.Any(victim.Symptoms.Contains))
        {
            return "is cut off from what it calls";
        }

        if (TargetComparer.AreSame(cause.Best.Target, victim.Best.Target))
        {
            return null;
        }

        var links = victim.Symptoms.Where(symptom => symptom.Severity < Severity.Info || victim.Best.Severity == Severity.Info).Select(reach.Explains).ToList();
        if (links.Count > 0 && links.TrueForAll(link => link is not null) && Yields(victim.Best, links[0]!.Type))
        {
            return links[0]!.Words;
        }

        // A cause that says itself that it lies in something else, and shows what.
        if (victim.Best.Domain != FaultDomain.Dependency)
        {
            return null;
        }

        var shown = victim.Best.Evidence
            .Where(piece => piece is { Answer: EvidenceAnswer.True, Effect: EvidenceEffect.Confirms or EvidenceEffect.Supports })
            .SelectMany(piece => piece.Exhibits).Select(exhibit => exhibit.Object).Prepend(victim.Best.Target)
            .FirstOrDefault(target => TargetComparer.AreSame(target, cause.Best.Target) || (!TargetComparer.AreSame(target, victim.Best.Target) && reach.To(target) is not null));
        return shown is null ? null : reach.To(victim.Best.Target)?.Words ?? $"depends on {shown}";
    }

    /// <summary>True for a confirmed fault of the way between two: a name, an address, a policy, a node's network.</summary>
    private static bool IsOfTheWay(HypothesisResult result) => result.Verdict == Verdict.Confirmed
        && (result.Playbook.StartsWith("network/", StringComparison.Ordinal) || result.Playbook.StartsWith("service/", StringComparison.Ordinal));

    /// <summary>Whether a cause gives way to one further up: a fault confirmed in the object itself does not, whatever it hangs on.</summary>
    private static bool Yields(HypothesisResult victim, LinkType link) =>
        victim.Domain == FaultDomain.Dependency || link switch
        {
            LinkType.OnlyHere => victim.Verdict == Verdict.Likely || victim.Domain is not FaultDomain.Configuration,
            LinkType.Pressure => victim.Domain is FaultDomain.Node,
            LinkType.Node or LinkType.Pinned => victim.Verdict == Verdict.Likely || victim.Domain is FaultDomain.Node,
            LinkType.Storage => victim.Verdict == Verdict.Likely || victim.Domain is FaultDomain.Storage,
            LinkType.Needs => victim.Domain is FaultDomain.Configuration or FaultDomain.Storage,
            LinkType.Pods => victim.Domain is not (FaultDomain.Configuration or FaultDomain.Network) || victim.Verdict == Verdict.Likely,
            LinkType.Call => victim.Verdict == Verdict.Likely && victim.Domain is FaultDomain.Application or FaultDomain.Network,
            _ => victim.Verdict == Verdict.Likely || victim.Domain is FaultDomain.Platform or FaultDomain.Network,
        };

    /// <summary>Symptoms that no cause was found for, and that another cause explains.</summary>
    private void ExplainRest(List<MergedCause> roots, Dictionary<MergedCause, Reach> reaches)
    {
        var covered = roots.SelectMany(cause => cause.Symptoms.Concat(cause.Victims)).ToHashSet();
        foreach (var symptom in symptoms.Where(symptom => !covered.Contains(symptom)))
        {
            foreach (var cause in roots.Where(cause => cause.Best.Severity < Severity.Info || symptom.Severity == Severity.Warning))
            {
                if (cause.Self.Select(each => reaches[each].Explains(symptom)).FirstOrDefault(link => link is not null) is { } link)
                {
                    cause.Add(symptom, link.Words);
                    break;
                }
            }
        }
    }

    private static int Compare(MergedCause left, MergedCause right)
    {
        var info = (left.Best.Severity == Severity.Info).CompareTo(right.Best.Severity == Severity.Info);
        var order = info != 0 ? info : left.Best.Verdict.CompareTo(right.Best.Verdict);
        order = order != 0 ? order : left.Best.Severity.CompareTo(right.Best.Severity);
        order = order != 0 ? order : (right.Symptoms.Count + right.Victims.Count).CompareTo(left.Symptoms.Count + left.Victims.Count);
        order = order != 0 ? order : string.CompareOrdinal(left.Best.Target.ToString(), right.Best.Target.ToString());
        return order != 0 ? order : string.CompareOrdinal(left.Best.Cause, right.Best.Cause);
    }
}
