using System.Globalization;

namespace RunbookTools.Engine.Reports;

/// <summary>Sentences that every form of a report shares. They hold text from the cluster; each form makes it fit for its own readers.</summary>
internal static class ReportWords
{
    private const int MostNames = 6;
    private const int MostHygiene = 3;
    private const int MostNamespaces = 3;

    private static readonly HashSet<string> s_negations = new(StringComparer.Ordinal) { "no", "not", "none" };

    private static readonly string[] s_named =
        ["Pod", "Node", "Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob", "Service", "Ingress", "PersistentVolumeClaim", "Event"];

    private static readonly HashSet<string> s_workloads = new(StringComparer.Ordinal) { "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob", "Pod" };

    /// <summary>The parts of the first line: name, capture time, namespaces, size.</summary>
    public static IReadOnlyList<string> Header(TriageReport report)
    {
        var counts = report.Counts;
        var scope = report.Namespaces.Count > 0 ? Named(report.Namespaces, report.Namespaces.Count) : NamespacesRead(report.Coverage) is { } some ? Named(some, MostNamespaces) : null;
        var read = report.Coverage.Read.Select(entry => entry.Kind).ToHashSet(StringComparer.Ordinal);
        var size = string.Join(", ", Size(counts.Workloads, "workload", s_workloads.Except(["Pod"])), Size(counts.Pods, "pod", ["Pod"]), Size(counts.Nodes, "node", ["Node"]));
        var captured = report.CapturedAt == DateTimeOffset.UnixEpoch ? "captured nobody knows when" : "captured " + Minute(report.CapturedAt);
        return [.. new[] { report.Cluster, captured, scope, size }.OfType<string>()];

        // None seen is none only where somebody looked.
        string Size(int count, string what, IEnumerable<string> kinds) => count > 0 ? PlainText.Count(count, what)
            : !kinds.Any(read.Contains) ? $"{what}s not read"
            : report.Coverage.Gaps.Any(gap => gap.Kind != GapKind.Absent && kinds.Contains(gap.Resource)) ? $"{what}s not all read"
            : PlainText.Count(count, what);
    }

    private static string Named(IReadOnlyList<string> namespaces, int most) => namespaces.Count switch
    {
        1 => "namespace " + namespaces[0],
        var count when count > most => string.Create(CultureInfo.InvariantCulture, $"namespaces {string.Join(", ", namespaces.Take(most - 1))} and {count - most + 1} more"),
        _ => "namespaces " + string.Join(", ", namespaces),
    };

    // Who may not list a kind everywhere and read it in every namespace there is read it all; so did a bundle, which has a file for each namespace that has pods.
    private static IReadOnlyList<string>? NamespacesRead(Coverage coverage)
    {
        if (!coverage.Gaps.Any(gap => gap is { Resource: "Pod", Kind: not GapKind.Absent }))
        {
            return null;
        }

        var read = coverage.Read.FirstOrDefault(entry => entry.Kind == "Pod")?.Namespaces;
        return read is not { Count: > 0 } || coverage.Read.Any(entry => entry is { Kind: "Namespace", Namespaces: null } && entry.Count <= read.Count) ? null : read;
    }

    /// <summary>How many causes were found, as they are listed below it, and what became of the other hypotheses, in one line.</summary>
    public static string Counts(TriageReport report)
    {
        var counts = report.Counts;
        var found = report.Findings.Where(finding => !finding.IsHygiene).GroupBy(VerdictOf).OrderBy(group => group.First().Rank)
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {group.Key.ToLowerInvariant()}")).ToList();
        var tested = counts.Tested - counts.NotTested;
        if (tested == 0)
        {
            return $"no hypothesis {(report.Symptoms.Count == 0 ? "had to be" : "was")} tested ({Duration(report.Seconds)}){Untested("could not be tested")}";
        }

        var parts = new[]
        {
            (counts.Confirmed + counts.Likely, counts.Confirmed + counts.Likely == 1 ? "holds" : "hold"), (counts.Refuted, "refuted"), (counts.Inconclusive, "inconclusive"),
        }.Where(part => part.Item1 > 0).Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Item1} {part.Item2}"));
        var became = string.Join(", ", parts);
        return (found.Count == 0 ? "" : string.Join(", ", found) + "; ")
            + $"{PlainText.Count(tested, "hypothesis", "hypotheses")} tested in {Duration(report.Seconds)}{(became.Length == 0 ? "" : ": " + became)}{Untested("not tested")}";

        string Untested(string words) => counts.NotTested == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; {counts.NotTested} {words}");
    }

    /// <summary>How sure a finding is, in one word; <c>Info</c> for what is no fault.</summary>
    public static string VerdictOf(Finding finding) => finding.Severity == Severity.Info ? nameof(Severity.Info) : finding.Verdict.ToString();

    /// <summary>What it comes to, in a sentence; null where the findings say it themselves.</summary>
    public static string? Conclusion(TriageReport report) => report.Conclusion switch
    {
        Model.Conclusion.Healthy => "Healthy: nothing is visibly wrong in what was looked at",
        Model.Conclusion.Incomplete when report.LeftOut.Count > 0 =>
            $"Incomplete: nothing of what was asked for shows; {PlainText.Count(report.LeftOut.Count, "other symptom")} was left out: {PlainText.List([.. report.LeftOut.Select(symptom => symptom.Id).Distinct().Order(StringComparer.Ordinal)])}",
        Model.Conclusion.Incomplete => "Incomplete: nothing is visibly wrong, and too little could be looked at to call it healthy",
        Model.Conclusion.FaultsFound when report.Suppressed.Any(item => item.Finding.Severity < Severity.Info) && !report.Findings.Any(finding => finding.Severity < Severity.Info) =>
            "Not healthy: what was found is suppressed",
        Model.Conclusion.Unexplained => "Something is visibly wrong, and no cause was found",
        _ => null,
    };

    /// <summary>What is untidy, a line for each cause: what it means, on how many objects, and the first of them.</summary>
    public static IReadOnlyList<string> Hygiene(TriageReport report) =>
    [
        .. report.Findings.Where(finding => finding.IsHygiene).GroupBy(finding => finding.Cause, StringComparer.Ordinal).Select(group =>
        {
            var names = group.Take(MostHygiene).Select(finding => finding.Target.ToString()).ToList();
            var more = group.Count() - names.Count;
            var likely = group.All(finding => finding.Verdict == Verdict.Likely) ? "likely, " : "";
            return string.Create(CultureInfo.InvariantCulture, $"{group.Key}: {group.First().Statement} ({likely}{group.Count()}): {string.Join(", ", names)}{(more > 0 ? $" and {more} more" : "")}");
        }),
    ];

    /// <summary>What was suppressed, by whom and until when, a line each.</summary>
    public static IReadOnlyList<string> Suppressed(TriageReport report) => [.. report.Suppressed.Select(item =>
        string.Create(CultureInfo.InvariantCulture, $"{item.Finding.Cause} on {item.Finding.Target} until {item.By.Until:yyyy-MM-dd}: {item.By.Reason} ({item.By.Source})"))];

    /// <summary>Suppressions that no longer do what they were made for, and why, a line each.</summary>
    public static IReadOnlyList<string> StaleSuppressions(TriageReport report) =>
    [
        .. report.ExpiredSuppressions.Select(item => $"past its day: {item} ({item.Source})"),
        .. report.UnusedSuppressions.Select(item => $"fits no finding: {item} ({item.Source})"),
    ];

    /// <summary>What was looked at, with numbers: <c>61 pods, 5 nodes, 214 events and 9 other kinds</c>.</summary>
    public static string LookedAt(TriageReport report)
    {
        var kinds = report.Coverage.Read.Where(entry => entry.Count > 0).ToList();
        var named = s_named.Select(kind => kinds.Find(entry => entry.Kind == kind)).OfType<CoverageEntry>().ToList();
        var parts = named.Select(entry =>
        {
            var kind = KindTable.Find(entry.Kind)!;
            return string.Create(CultureInfo.InvariantCulture, $"{entry.Count} {(entry.Count == 1 ? kind.Kind.ToLowerInvariant() : KindTable.Several(kind))}");
        }).ToList();
        if (kinds.Count > named.Count)
        {
            parts.Add(PlainText.Count(kinds.Count - named.Count, "other kind"));
        }

        return PlainText.List(parts);
    }

    /// <summary>
    /// The evidence that says something, each piece with its sign: what speaks for it, what is excluded, what speaks against it, what could not be seen. What an
    /// earlier piece has shown already is not shown again, and that something is not so is not said beside that its opposite is.
    /// </summary>
    public static IEnumerable<(char Sign, string Text)> Of(IEnumerable<Evidence> pieces)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var telling = pieces.Where(Matters).ToList();
        var denials = telling.Where(piece => piece.Answer == EvidenceAnswer.True).Select(piece => WordsOf(piece.Statement)).Where(words => words.Overlaps(s_negations)).ToList();
        return telling.Where(piece => piece.Answer != EvidenceAnswer.False || !denials.Exists(words => words.IsProperSupersetOf(WordsOf(piece.Statement)))).Select(piece => Of(piece, seen));
    }

    // "there is no class of that name" and "there is a class of that name", "its target does not exist" and "its target exists".
    private static HashSet<string> WordsOf(string statement) =>
        [.. statement.Split([' ', ',']).Select(word => word.EndsWith('s') ? word[..^1] : word).Where(word => word is not ("" or "a" or "an" or "the" or "are" or "i"))];

    private static (char Sign, string Text) Of(Evidence piece, HashSet<string> seen)
    {
        if (piece.Answer == EvidenceAnswer.Unknown)
        {
            return ('?', $"not known: {piece.Statement}{(piece.Gaps.Count > 0 ? $" ({piece.Gaps[0]})" : "")}");
        }

        var text = piece.Answer == EvidenceAnswer.True ? piece.Statement : "not so: " + piece.Statement;
        var shown = piece.Exhibits.Select(exhibit => PlainText.OneLine(exhibit.Detail, 120)).Where(detail => detail.Length > 0).Distinct().ToList();
        if (shown.Count > 0 && seen.Add(string.Join('\n', shown)))
        {
            text += $" ({shown[0]}{(shown.Count > 1 ? $"; and {shown.Count - 1} more" : "")})";
        }

        return piece.Effect switch
        {
            EvidenceEffect.Weakens or EvidenceEffect.Refutes => ('!', text),
            EvidenceEffect.None when piece.Answer == EvidenceAnswer.False => ('-', text),
            _ => ('+', text),
        };
    }

    /// <summary>True when a piece says something: it bears on the hypothesis, or would have.</summary>
    private static bool Matters(Evidence piece) =>
        piece.Effect != EvidenceEffect.None || piece.Then != EvidenceEffect.None || piece.Else != EvidenceEffect.None;

    /// <summary>How many objects show it and since when: <c>3 pods, since 13:41</c>; empty when there is nothing to add.</summary>
    public static string Extent(TriageReport report, Finding finding)
    {
        var kinds = finding.Affected.GroupBy(target => target.Kind).Where(group => group.Key is "Pod" && group.Count() > 1)
            .Select(group => PlainText.Count(group.Count(), group.Key.ToLowerInvariant()));
        var since = finding.Since is { } at
            ? new[] { "since " + (report.CapturedAt - at < TimeSpan.FromHours(20) && at <= report.CapturedAt ? at.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture) + "Z" : Minute(at)) + (finding.SinceAtLatest ? " at the latest" : "") }
            : [];
        return string.Join(", ", kinds.Concat(since));
    }

    /// <summary>Victims in words, those that hang on it in the same way together: <c>checkout and cart not ready (calls payments:8080)</c>.</summary>
    public static IReadOnlyList<string> Explains(Finding finding) =>
    [
        .. finding.Explains.OrderBy(each => !s_workloads.Contains(each.Object.Kind)).GroupBy(each => (each.Symptom, each.Link)).Select(group =>
        {
            var names = group.Select(each => Short(each.Object, finding.Target)).ToList();
            return $"{PlainText.List(names.Count <= MostNames ? names : [.. names.Take(MostNames - 1), string.Create(CultureInfo.InvariantCulture, $"{names.Count - MostNames + 1} more")])} {group.Key.Symptom} ({group.Key.Link})";
        }),
    ];

    /// <summary>An object beside another: without what both share.</summary>
    public static string Short(KubeTarget target, KubeTarget beside)
    {
        var name = target.Namespace is null || target.Namespace == beside.Namespace ? target.Name : $"{target.Namespace}/{target.Name}";
        return s_workloads.Contains(target.Kind) ? name : $"{(KindTable.Find(target.Kind) is null ? target.Kind : target.Kind.ToLowerInvariant())} {name}";
    }

    /// <summary>A symptom in words: <c>Pod shop/a-1 not ready: app not ready</c>.</summary>
    public static string Of(Symptom symptom) => $"{symptom.Object} {Symptoms.SymptomWords.Of(symptom.Id)}: {symptom.Summary}";

    /// <summary>Symptoms with their twins: one line for each group.</summary>
    public static IEnumerable<(Symptom First, int Count)> Groups(IEnumerable<Symptom> symptoms) =>
        symptoms.GroupBy(symptom => (symptom.Owner, symptom.Id, symptom.Signature)).Select(group => (group.First(), group.Count()));

    /// <summary>Failures of playbooks in words; what is the same is said once.</summary>
    public static IReadOnlyList<string> Failures(TriageReport report) =>
    [
        .. report.Failures.GroupBy(failure => (failure.Playbook, failure.ErrorId, failure.Message)).Select(group =>
        {
            var on = group.Select(failure => failure.Object).OfType<KubeTarget>().Distinct().ToList();
            var where = on.Count switch { 0 => "", 1 => $" on {on[0]}", _ => string.Create(CultureInfo.InvariantCulture, $" on {on[0]} and {on.Count - 1} more") };
            return $"{group.Key.Playbook}{where}: {group.Key.Message}";
        }),
    ];

    /// <summary><c>2026-11-20 14:02Z</c>.</summary>
    public static string Minute(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + "Z";

    private static string Duration(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s");
}
