namespace RunbookTools.Engine.Triage;

/// <summary>Findings of the playbooks of hygiene: each stands for itself, after all others.</summary>
internal static class HygieneFindings
{
    /// <summary>True for a result of a playbook of hygiene.</summary>
    public static bool IsHygiene(HypothesisResult result) => result.Playbook.StartsWith("hygiene/", StringComparison.Ordinal);

    /// <summary>The findings, by cause and object.</summary>
    /// <param name="results">Hypotheses tested.</param>
    /// <param name="rank">The rank of the first.</param>
    public static IEnumerable<Finding> Of(IEnumerable<HypothesisResult> results, int rank) =>
        results.Where(result => IsHygiene(result) && result.Verdict is (Verdict.Confirmed or Verdict.Likely))
            .DistinctBy(result => (result.Cause, Reach.Key(result.Target)))
            .OrderBy(result => result.Cause, StringComparer.Ordinal)
            .ThenBy(result => result.Target.ToString(), StringComparer.Ordinal)
            .Select((result, index) => new MergedCause([result], []).ToFinding(rank + index));
}
