using System.Text.Json;

namespace RunbookTools.Engine.Reports;

/// <summary>A triage report as JSON, in the form of <c>module/schema/triage-report.v1.schema.json</c>.</summary>
public static class JsonReport
{
    /// <summary>The version of the form. The minor number grows with new fields, the major one when a reader would have to change.</summary>
    public const string SchemaVersion = "1.3";

    /// <summary>The report as indented JSON.</summary>
    public static string Render(TriageReport report) => JsonSerializer.Serialize(Part(report), JsonReportContext.Default.JsonReportPart);

    private static JsonReportPart Part(TriageReport report) => new(
        SchemaVersion,
        Text(report.Cluster),
        Text(report.Source),
        report.CapturedAt,
        report.ServerVersion is null ? null : Text(report.ServerVersion),
        [.. report.Namespaces.Select(Text)],
        report.Conclusion,
        Math.Round(report.Seconds, 3),
        report.Counts,
        [.. report.Findings.Select(Part)],
        [.. report.Unexplained.Select(Part)],
        [.. report.LeftOut.Select(Part)],
        [.. report.Suppressed.Select(item => new JsonSuppressedPart(Part(item.Finding), Part(item.By)))],
        [.. report.ExpiredSuppressions.Select(Part)],
        [.. report.UnusedSuppressions.Select(Part)],
        [.. report.RuledOut.Select(area => area with { Area = Text(area.Area), Reason = Text(area.Reason) })],
        [.. ReportGap.Of(report).Select(gap => new JsonNotTestedPart(
            Part(gap.Gap), [.. gap.Hypotheses.Select(result => new JsonHypothesisPart(result.Cause, Part(result.Target), result.Playbook, result.Verdict))]))],
        [.. report.Failures.Select(failure => new JsonFailurePart(failure.Playbook, failure.Object is null ? null : Part(failure.Object), failure.ErrorId, Text(failure.Message)))],
        new JsonCoveragePart(report.Coverage.Read, [.. report.Coverage.Gaps.Select(Part)]));

    private static JsonFindingPart Part(Finding finding) => new(
        finding.Rank,
        finding.Verdict,
        finding.Cause,
        finding.Domain,
        finding.Severity,
        Part(finding.Target),
        Text(finding.Statement),
        Text(finding.Reason),
        finding.Playbook,
        finding.Since,
        finding.SinceAtLatest,
        [.. finding.Evidence.Select(Part)],
        [.. finding.NextSteps.Select(step => new JsonNextStepPart(Text(step.Text), step.Risk, step.Command is null ? null : Text(step.Command)))],
        [.. finding.Affected.Select(Part)],
        [.. finding.Explains.Select(each => new JsonExplainedPart(Part(each.Object), Text(each.Symptom), Text(each.Link)))]);

    private static JsonSuppressionPart Part(Suppression item) => new(Text(item.Cause), Text(item.Object), item.Until, Text(item.Reason), Text(item.Source));

    private static JsonSymptomPart Part(Symptom symptom) => new(
        symptom.Id, Part(symptom.Object), Part(symptom.Owner), symptom.Severity, Text(symptom.Summary), symptom.Since, symptom.SinceAtLatest);

    private static JsonEvidencePart Part(Evidence piece) => new(
        Text(piece.Statement),
        piece.Answer,
        piece.Effect,
        piece.Then,
        piece.Else,
        [.. piece.Exhibits.Select(exhibit => new JsonExhibitPart(Part(exhibit.Object), Text(exhibit.Detail), exhibit.Command is null ? null : Text(exhibit.Command)))],
        [.. piece.Gaps.Select(Part)]);

    private static JsonTargetPart Part(KubeTarget target) => new(Text(target.Kind), target.Namespace is null ? null : Text(target.Namespace), Text(target.Name));

    private static JsonGapPart Part(CoverageGap gap) => new(
        gap.Kind, Text(gap.Resource), gap.Namespace is null ? null : Text(gap.Namespace), gap.Path is null ? null : Text(gap.Path), Text(gap.Reason),
        gap.Access is { } access ? new JsonAccessPart(Text(access.Verb), Text(access.Resource), access.Namespace is null ? null : Text(access.Namespace)) : null,
        gap.Remedy is null ? null : Text(gap.Remedy));

    private static string Text(string text) => PlainText.OneLine(text);
}
