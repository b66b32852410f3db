using System.IO.Enumeration;

namespace RunbookTools.Engine.Triage;

/// <summary>Takes findings out of a report that somebody decided not to be told of, and says so.</summary>
public static class SuppressionRules
{
    /// <summary>
    /// The report with what is suppressed apart. The conclusion stays as it was: a fault that nobody wants to hear of is a fault. An expired suppression hides
    /// nothing and is named where it would have; one that fits no finding is named too, so that lists do not grow old.
    /// </summary>
    /// <param name="report">The report.</param>
    /// <param name="suppressions">What is suppressed; the first that fits counts.</param>
    /// <param name="rootOf">The end of the owner chain of an object, because what holds for a workload holds for its pods.</param>
    public static TriageReport Apply(TriageReport report, IReadOnlyList<Suppression> suppressions, Func<KubeTarget, KubeTarget> rootOf)
    {
        if (suppressions.Count == 0)
        {
            return report;
        }

        var matched = new HashSet<Suppression>(ReferenceEqualityComparer.Instance);
        var shown = new List<Finding>();
        var hidden = new List<SuppressedFinding>();
        foreach (var finding in report.Findings)
        {
            var fitting = suppressions.Where(item => Fits(item, finding, rootOf)).ToList();
            matched.UnionWith(fitting);
            if (fitting.Find(item => !item.IsExpired(report.CapturedAt)) is { } by)
            {
                hidden.Add(new SuppressedFinding(finding, by));
            }
            else
            {
                shown.Add(finding with { Rank = shown.Count + 1 });
            }
        }

        return report with
        {
            Findings = shown,
            Suppressed = hidden,
            ExpiredSuppressions = [.. suppressions.Where(item => item.IsExpired(report.CapturedAt) && matched.Contains(item))],
            UnusedSuppressions = [.. suppressions.Where(item => !matched.Contains(item))],
        };
    }

    /// <summary>True when a cause is meant by what was written, in which a star stands for anything.</summary>
    public static bool FitsCause(string pattern, string cause) => FileSystemName.MatchesSimpleExpression(pattern, cause);

    private static bool Fits(Suppression item, Finding finding, Func<KubeTarget, KubeTarget> rootOf) =>
        FitsCause(item.Cause, finding.Cause)
        && (FitsObject(item.Object, finding.Target) || FitsObject(item.Object, rootOf(finding.Target)));

    private static bool FitsObject(string pattern, KubeTarget target) =>
        pattern == "*" || FileSystemName.MatchesSimpleExpression(pattern, $"{target.Kind}/{target.Namespace}/{target.Name}");
}
