namespace RunbookTools.Engine.Reports;

// The form of module/schema/triage-report.v1.schema.json, apart from the model so that either can change without the other.
internal sealed record JsonReportPart(
    string SchemaVersion, string Cluster, string Source, DateTimeOffset CapturedAt, string? ServerVersion, IReadOnlyList<string> Namespaces,
    Conclusion Conclusion, double Seconds, TriageCounts Counts, IReadOnlyList<JsonFindingPart> Findings, IReadOnlyList<JsonSymptomPart> Unexplained, IReadOnlyList<JsonSymptomPart> LeftOut,
    IReadOnlyList<JsonSuppressedPart> Suppressed, IReadOnlyList<JsonSuppressionPart> ExpiredSuppressions, IReadOnlyList<JsonSuppressionPart> UnusedSuppressions,
    IReadOnlyList<RuledOut> RuledOut, IReadOnlyList<JsonNotTestedPart> NotTested, IReadOnlyList<JsonFailurePart> Failures, JsonCoveragePart Coverage);

internal sealed record JsonTargetPart(string Kind, string? Namespace, string Name);

internal sealed record JsonFindingPart(
    int Rank, Verdict Verdict, string Cause, FaultDomain Domain, Severity Severity, JsonTargetPart Target, string Statement, string Reason, string Playbook,
    DateTimeOffset? Since, bool SinceAtLatest, IReadOnlyList<JsonEvidencePart> Evidence, IReadOnlyList<JsonNextStepPart> NextSteps, IReadOnlyList<JsonTargetPart> Affected,
    IReadOnlyList<JsonExplainedPart> Explains);

internal sealed record JsonEvidencePart(
    string Statement, EvidenceAnswer Answer, EvidenceEffect Effect, EvidenceEffect IfTrue, EvidenceEffect IfFalse,
    IReadOnlyList<JsonExhibitPart> Exhibits, IReadOnlyList<JsonGapPart> Gaps);

internal sealed record JsonExhibitPart(JsonTargetPart Object, string Detail, string? Command);

internal sealed record JsonNextStepPart(string Text, Risk Risk, string? Command);

internal sealed record JsonExplainedPart(JsonTargetPart Object, string Symptom, string Link);

internal sealed record JsonSymptomPart(string Id, JsonTargetPart Object, JsonTargetPart Owner, Severity Severity, string Summary, DateTimeOffset? Since, bool SinceAtLatest);

internal sealed record JsonSuppressedPart(JsonFindingPart Finding, JsonSuppressionPart By);

internal sealed record JsonSuppressionPart(string Cause, string Object, DateOnly Until, string Reason, string Source);

internal sealed record JsonGapPart(GapKind Kind, string Resource, string? Namespace, string? Path, string Reason, JsonAccessPart? Access, string? Remedy);

internal sealed record JsonAccessPart(string Verb, string Resource, string? Namespace);

internal sealed record JsonNotTestedPart(JsonGapPart Gap, IReadOnlyList<JsonHypothesisPart> Hypotheses);

internal sealed record JsonHypothesisPart(string Cause, JsonTargetPart Target, string Playbook, Verdict Verdict);

internal sealed record JsonFailurePart(string Playbook, JsonTargetPart? Object, string ErrorId, string Message);

internal sealed record JsonCoveragePart(IReadOnlyList<CoverageEntry> Read, IReadOnlyList<JsonGapPart> Gaps);
