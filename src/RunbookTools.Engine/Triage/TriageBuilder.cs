namespace RunbookTools.Engine.Triage;

/// <summary>Turns what was found on single objects into one report: causes, their victims, what it is not, and what could not be looked at.</summary>
public static class TriageBuilder
{
    /// <summary>Builds the report.</summary>
    /// <param name="inventory">The cluster.</param>
    /// <param name="namespaces">Namespaces looked at; empty for all.</param>
    /// <param name="symptoms">What is visibly wrong there.</param>
    /// <param name="isWanted">Which symptoms were looked into. The others are named as left out, and never make a cluster healthy.</param>
    /// <param name="results">Hypotheses tested.</param>
    /// <param name="failures">Playbooks that did not run to their end.</param>
    /// <param name="elapsed">How long the work took after the inventory was read.</param>
    public static TriageReport Build(
        ClusterInventory inventory,
        IReadOnlyList<string> namespaces,
        IReadOnlyList<Symptom> symptoms,
        Func<Symptom, bool> isWanted,
        IReadOnlyList<HypothesisResult> results,
        IReadOnlyList<PlaybookFailure> failures,
        TimeSpan elapsed)
    {
        var scope = new TriageScope(inventory, namespaces);

        // What is only untidy is no cause of anything, and no victim.
        var faults = results.Where(result => !HygieneFindings.IsHygiene(result)).ToList();

        // What it is not, as far as the inventory tells, does not depend on what it is: all events are looked through while the causes are merged.
        var areas = new RuledOutAreas(scope, symptoms, faults);
        var ruledOut = Task.Run(areas.ByInventory);
        var causes = new CauseMerger(inventory, symptoms, faults).Merge();
        var findings = causes.Select((cause, index) => cause.ToFinding(index + 1)).ToList();
        findings.AddRange(HygieneFindings.Of(results, findings.Count + 1));
        var open = Unexplained(symptoms, causes).ToLookup(isWanted);
        var unexplained = open[true].ToList();
        return new TriageReport
        {
            Cluster = inventory.Name,
            Source = inventory.Source,
            CapturedAt = inventory.CapturedAt,
            ServerVersion = inventory.ServerVersion,
            Namespaces = namespaces,
            Conclusion = Conclude(scope, findings, symptoms, unexplained, open[false].Any()),
            Counts = Count(scope, results),
            Findings = findings,
            Unexplained = unexplained,
            LeftOut = [.. open[false]],
            RuledOut = [.. ruledOut.GetAwaiter().GetResult(), .. areas.ByDomain([.. Unexplained(symptoms, causes.Where(cause => cause.Best.Verdict == Verdict.Confirmed))], findings)],
            NotTested = [.. results.Where(result => result.Verdict == Verdict.NotTested).DistinctBy(result => (result.Cause, Reach.Key(result.Target)))],
            Hypotheses = results,
            Symptoms = symptoms,
            Failures = failures,
            Coverage = scope.Coverage,
            Seconds = elapsed.TotalSeconds,
        };
    }

    /// <summary>What is visibly wrong and in none of some causes.</summary>
    private static IEnumerable<Symptom> Unexplained(IReadOnlyList<Symptom> symptoms, IEnumerable<MergedCause> causes)
    {
        var explained = causes.SelectMany(cause => cause.Symptoms.Concat(cause.Victims)).ToHashSet();
        return symptoms.Where(symptom => symptom.Severity < Severity.Info && !explained.Contains(symptom));
    }

    private static Conclusion Conclude(TriageScope scope, List<Finding> findings, IReadOnlyList<Symptom> symptoms, List<Symptom> unexplained, bool isSomethingLeftOut)
    {
        if (findings.Exists(finding => finding.Severity < Severity.Info))
        {
            return Conclusion.FaultsFound;
        }

        if (unexplained.Count > 0)
        {
            return Conclusion.Unexplained;
        }

        if (isSomethingLeftOut)
        {
            return Conclusion.Incomplete;
        }

        // What shows is explained by something that is no fault, such as a workload somebody scaled to zero.
        if (symptoms.Any(symptom => symptom.Severity < Severity.Info))
        {
            return Conclusion.FaultsFound;
        }

        return scope.Pods.Count == 0 || scope.PodGap is not null || (scope.WorkloadGap && scope.NodeGap) || scope.IsBlind ? Conclusion.Incomplete : Conclusion.Healthy;
    }

    private static TriageCounts Count(TriageScope scope, IReadOnlyList<HypothesisResult> results)
    {
        int Of(Verdict verdict) => results.Count(result => result.Verdict == verdict);
        return new TriageCounts(
            results.Count, Of(Verdict.Confirmed), Of(Verdict.Likely), Of(Verdict.Inconclusive), Of(Verdict.Refuted), Of(Verdict.NotTested),
            scope.Workloads, scope.Pods.Count, scope.Nodes.Count);
    }
}
