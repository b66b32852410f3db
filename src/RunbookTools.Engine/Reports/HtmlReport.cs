using System.Globalization;
using System.Net;
using System.Text;

namespace RunbookTools.Engine.Reports;

/// <summary>A triage report as one HTML page: nothing is loaded, nothing runs, light and dark, fit to print.</summary>
public static class HtmlReport
{
    private const string Style =
        """
        :root { color-scheme: light dark; --ink: #1c1f24; --faint: #5b6470; --line: #d9dde3; --paper: #fff; --panel: #f5f6f8; --bad: #b3261e; --warn: #8a5a00; --good: #1b6e3c; --info: #35618f; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6e8eb; --faint: #9aa4b1; --line: #353b44; --paper: #15181c; --panel: #1e2228; --bad: #ff8a80; --warn: #f0b860; --good: #7bd29b; --info: #8fb8e6; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 60rem; font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; color: var(--ink); background: var(--paper); overflow-wrap: anywhere; }
        h1 { margin: 0; font-size: 1.6rem; } h2 { margin: 2rem 0 .5rem; font-size: 1.1rem; }
        .faint { color: var(--faint); } p { margin: .25rem 0; }
        .conclusion { margin: 1.25rem 0; padding: .75rem 1rem; border-radius: .4rem; background: var(--panel); font-weight: 600; }
        .healthy { color: var(--good); } .open { color: var(--warn); }
        article { margin: 1.25rem 0; padding: 1rem 1.25rem; border: 1px solid var(--line); border-left: .35rem solid var(--warn); border-radius: .4rem; break-inside: avoid; }
        article.confirmed { border-left-color: var(--bad); } article.info { border-left-color: var(--info); }
        article h2 { margin: 0 0 .25rem; display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: baseline; }
        .verdict { font-size: .85rem; text-transform: uppercase; letter-spacing: .04em; color: var(--warn); }
        .confirmed .verdict { color: var(--bad); } .info .verdict { color: var(--info); }
        .cause { font-weight: 400; color: var(--faint); }
        ul { margin: .5rem 0; padding-left: 1.25rem; } ul.evidence { list-style: none; padding-left: 0; }
        ul.evidence li { padding-left: 1.5rem; text-indent: -1.5rem; } .sign { display: inline-block; width: 1.5rem; text-indent: 0; font: 600 1rem/1 ui-monospace, monospace; color: var(--faint); }
        .for { color: var(--good); } .against { color: var(--warn); }
        h3 { margin: .75rem 0 .25rem; font-size: .85rem; color: var(--faint); text-transform: uppercase; letter-spacing: .04em; }
        ol { margin: .25rem 0; padding-left: 1.25rem; }
        .risk { display: inline-block; min-width: 4.25rem; font-size: .85rem; font-weight: 600; color: var(--faint); } .change { color: var(--warn); } .disrupt { color: var(--bad); }
        pre { margin: .25rem 0 .5rem; padding: .5rem .75rem; border-radius: .3rem; background: var(--panel); font: .85rem/1.45 ui-monospace, SFMono-Regular, Consolas, monospace; white-space: pre-wrap; }
        dl { margin: .5rem 0; display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: .25rem 1rem; } dt { font-weight: 600; } dd { margin: 0; }
        @media print { :root { color-scheme: light; --ink: #000; --faint: #444; --line: #bbb; --paper: #fff; --panel: #f4f4f4; --bad: #900; --warn: #640; --good: #040; --info: #024; } body { max-width: none; padding: 0; font-size: 11pt; } }
        """;

    /// <summary>The report as a page.</summary>
    public static string Render(TriageReport report)
    {
        var page = new StringBuilder();
        page.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n");
        page.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.Append(CultureInfo.InvariantCulture, $"<title>Triage of {Encode(report.Cluster)}</title>\n<style>\n{Style}\n</style>\n</head>\n<body>\n<header>\n");
        page.Append(CultureInfo.InvariantCulture, $"<h1>{Encode(report.Cluster)}</h1>\n<p class=\"faint\">{string.Join(" · ", ReportWords.Header(report).Skip(1).Select(Encode))}</p>\n");
        page.Append(CultureInfo.InvariantCulture, $"<p class=\"faint\">{Encode(ReportWords.Counts(report))}</p>\n</header>\n<main>\n");
        if (ReportWords.Conclusion(report) is { } conclusion)
        {
            page.Append(CultureInfo.InvariantCulture, $"<p class=\"conclusion {(report.Conclusion == Conclusion.Healthy ? "healthy" : "open")}\">{Encode(conclusion)}</p>\n");
        }

        foreach (var finding in report.Findings.Where(finding => !finding.IsHygiene))
        {
            Of(page, report, finding);
        }

        List(page, "Unexplained", [.. ReportWords.Groups(report.Unexplained).Select(group =>
            ReportWords.Of(group.First) + (group.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" (and {group.Count - 1} like it)") : ""))]);
        List(page, "Hygiene", ReportWords.Hygiene(report));
        if (report.RuledOut.Count > 0)
        {
            page.Append("<h2>Ruled out</h2>\n<dl>\n");
            foreach (var area in report.RuledOut)
            {
                page.Append(CultureInfo.InvariantCulture, $"<dt>{Encode(area.Area)}</dt><dd>{Encode(area.Reason)}</dd>\n");
            }

            page.Append("</dl>\n");
        }

        if (ReportGap.Shown(report) is { Count: > 0 } gaps)
        {
            page.Append("<h2>Not looked at</h2>\n<ul>\n");
            foreach (var gap in gaps)
            {
                page.Append(CultureInfo.InvariantCulture, $"<li>{Encode(gap.What)} ({Encode(gap.Why)}){(gap.Cost.Length > 0 ? ", " + Encode(gap.Cost) : "")}{Command(gap.Gap.Remedy)}</li>\n");
            }

            page.Append("</ul>\n");
        }

        List(page, "Suppressed", ReportWords.Suppressed(report));
        List(page, "Suppressions to look at", ReportWords.StaleSuppressions(report));
        List(page, "Did not finish", ReportWords.Failures(report));
        List(page, "Looked at", ReportWords.LookedAt(report) is { Length: > 0 } seen ? [seen] : []);
        return page.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static void Of(StringBuilder page, TriageReport report, Finding finding)
    {
        var verdict = ReportWords.VerdictOf(finding);
        var extent = ReportWords.Extent(report, finding);
        page.Append(CultureInfo.InvariantCulture, $"<article class=\"{verdict.ToLowerInvariant()}\">\n");
        page.Append(CultureInfo.InvariantCulture, $"<h2><span>{finding.Rank}</span><span class=\"verdict\">{verdict}</span><span>{Encode(finding.Target.ToString())}</span><span class=\"cause\">{Encode(finding.Cause)} ({finding.Domain})</span></h2>\n");
        page.Append(CultureInfo.InvariantCulture, $"<p>{Encode(finding.Statement)}{(extent.Length == 0 ? "" : $" <span class=\"faint\">({Encode(extent)})</span>")}</p>\n");
        var pieces = ReportWords.Of(finding.Evidence).ToList();
        if (pieces.Count > 0)
        {
            page.Append("<ul class=\"evidence\">\n");
            foreach (var (sign, text) in pieces)
            {
                var meaning = sign switch { '+' => ("for", "speaks for it"), '!' => ("against", "speaks against it"), '-' => ("", "excluded"), _ => ("", "not known") };
                page.Append(CultureInfo.InvariantCulture, $"<li><span class=\"sign {meaning.Item1}\" title=\"{meaning.Item2}\">{sign}</span>{Encode(text)}</li>\n");
            }

            page.Append("</ul>\n");
        }

        if (finding.NextSteps.Count > 0)
        {
            page.Append("<h3>Next</h3>\n<ol>\n");
            foreach (var step in finding.NextSteps)
            {
                page.Append(CultureInfo.InvariantCulture, $"<li><span class=\"risk {step.Risk.ToString().ToLowerInvariant()}\">{step.Risk}</span> {Encode(step.Text)}{Command(step.Command)}</li>\n");
            }

            page.Append("</ol>\n");
        }

        if (finding.Explains.Count > 0)
        {
            page.Append("<h3>Explains</h3>\n<ul>\n");
            foreach (var each in ReportWords.Explains(finding))
            {
                page.Append(CultureInfo.InvariantCulture, $"<li>{Encode(each)}</li>\n");
            }

            page.Append("</ul>\n");
        }

        page.Append("</article>\n");
    }

    private static void List(StringBuilder page, string title, IReadOnlyList<string> items)
    {
        if (items.Count == 0)
        {
            return;
        }

        page.Append(CultureInfo.InvariantCulture, $"<h2>{title}</h2>\n<ul>\n");
        foreach (var item in items)
        {
            page.Append(CultureInfo.InvariantCulture, $"<li>{Encode(item)}</li>\n");
        }

        page.Append("</ul>\n");
    }

    private static string Command(string? command) => command is null ? "" : $"<pre>{Encode(command)}</pre>";

    private static string Encode(string? text) => WebUtility.HtmlEncode(PlainText.OneLine(text));
}
