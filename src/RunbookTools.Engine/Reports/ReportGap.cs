using System.Globalization;

namespace RunbookTools.Engine.Reports;

/// <summary>Something that was not looked at, with everything that hangs on it.</summary>
/// <param name="Gap">The gap.</param>
/// <param name="Hypotheses">Hypotheses that could not be tested because of it; empty when none needed it.</param>
internal sealed record ReportGap(CoverageGap Gap, IReadOnlyList<HypothesisResult> Hypotheses)
{
    /// <summary>What, in words: <c>nodes</c>, <c>secrets in shop</c>, a path.</summary>
    public string What
    {
        get
        {
            var resource = Gap.Resource == KindTable.PodLog ? "pod logs" : KindTable.Find(Gap.Resource) is { } kind ? KindTable.Several(kind) : Gap.Resource;
            var what = resource.Length > 0 ? resource : Gap.Path ?? "a part of the source";
            return Gap.Namespace is null ? what : $"{what} in {Gap.Namespace}";
        }
    }

    /// <summary>Why, in words.</summary>
    public string Why => Gap.Path is null || Gap.Resource.Length == 0 ? Gap.Reason : $"{Gap.Path}: {Gap.Reason}";

    /// <summary>
    /// The gaps of a report, each once: those a hypothesis was stopped by first, then what the source had and could not be read. What a
    /// source never held and nobody asked for is no gap.
    /// </summary>
    public static IReadOnlyList<ReportGap> Of(TriageReport report)
    {
        var needed = report.NotTested.Concat(report.Hypotheses.Where(result => result.Verdict is Verdict.NotTested or Verdict.Likely))
            .Distinct()
            .SelectMany(result => result.Evidence.SelectMany(piece => piece.Gaps).Distinct().Select(gap => (Gap: gap, Result: result)))
            .GroupBy(pair => (pair.Gap.Kind, pair.Gap.Resource, pair.Gap.Namespace, pair.Gap.Path))
            .Select(group => new ReportGap(group.First().Gap, [.. group.Select(pair => pair.Result).DistinctBy(result => (result.Cause, result.Target))]))
            .OrderByDescending(gap => gap.Hypotheses.Count)
            .ThenBy(gap => gap.What, StringComparer.Ordinal);
        var read = report.Coverage.Gaps.Where(gap => gap.Kind != GapKind.Absent).Select(gap => new ReportGap(gap, []));
        return [.. needed.Concat(read).DistinctBy(each => (each.Gap.Kind, each.Gap.Resource, each.Gap.Namespace, each.Gap.Path))];
    }

    /// <summary>The same for readers, who may see the first of them only: the most telling come first.</summary>
    public static IReadOnlyList<ReportGap> Shown(TriageReport report) => [.. GapOrder.By(Of(report), each => each.Gap)];

    /// <summary><c>3 hypotheses not tested</c>; empty when none hangs on it.</summary>
    public string Cost => Hypotheses.Count == 0
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"{PlainText.Count(Hypotheses.Count, "hypothesis", "hypotheses")} not decided");
}
