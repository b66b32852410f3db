using System.Globalization;
using System.Text;

namespace RunbookTools.Engine.Reports;

/// <summary>A triage report as Markdown, for a ticket or a chat. Text from the cluster stays text there: it makes no link, table, mention or HTML.</summary>
public static class MarkdownReport
{
    /// <summary>The report as Markdown.</summary>
    public static string Render(TriageReport report)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"# {Escape(report.Cluster)}\n\n");
        page.Append(CultureInfo.InvariantCulture, $"{string.Join(" · ", ReportWords.Header(report).Skip(1).Select(Escape))}  \n{Escape(ReportWords.Counts(report))}\n\n");
        if (ReportWords.Conclusion(report) is { } conclusion)
        {
            page.Append(CultureInfo.InvariantCulture, $"**{Escape(conclusion)}**\n\n");
        }

        foreach (var finding in report.Findings.Where(finding => !finding.IsHygiene))
        {
            Of(page, report, finding);
        }

        Section(page, "Unexplained", report.Unexplained.Count == 0 ? [] : [.. ReportWords.Groups(report.Unexplained).Select(group =>
            ReportWords.Of(group.First) + (group.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" (and {group.Count - 1} like it)") : ""))]);
        Section(page, "Hygiene", ReportWords.Hygiene(report));
        Section(page, "Ruled out", [.. report.RuledOut.Select(area => $"{area.Area}: {area.Reason}")]);
        if (ReportGap.Shown(report) is { Count: > 0 } gaps)
        {
            page.Append("## Not looked at\n\n");
            foreach (var gap in gaps)
            {
                page.Append(CultureInfo.InvariantCulture, $"- {Escape(gap.What)} ({Escape(gap.Why)}){(gap.Cost.Length > 0 ? ", " + gap.Cost : "")}\n");
                Command(page, "  ", gap.Gap.Remedy);
            }

            page.Append('\n');
        }

        Section(page, "Suppressed", ReportWords.Suppressed(report));
        Section(page, "Suppressions to look at", ReportWords.StaleSuppressions(report));
        Section(page, "Did not finish", ReportWords.Failures(report));
        Section(page, "Looked at", ReportWords.LookedAt(report) is { Length: > 0 } seen ? [seen] : []);
        return page.ToString().TrimEnd() + "\n";
    }

    /// <summary>
    /// The text so that Markdown shows it as it is. Punctuation is escaped; what GitHub and GitLab turn into links, mentions and references
    /// even when escaped is broken with a character of no width.
    /// </summary>
    internal static string Escape(string? text)
    {
        var line = PlainText.OneLine(text);
        var escaped = new StringBuilder(line.Length + 16);
        for (var i = 0; i < line.Length; i++)
        {
            var character = line[i];
            switch (character)
            {
                case '<':
                    escaped.Append("&lt;");
                    break;
                case '>':
                    escaped.Append("&gt;");
                    break;
                case '&':
                    escaped.Append("&amp;");
                    break;
                case '@':
                    escaped.Append("&#64;&#8203;");
                    break;
                case '#':
                    escaped.Append("&#35;&#8203;");
                    break;
                case ':' when i + 1 < line.Length && line[i + 1] == '/':
                    escaped.Append("&#58;&#8203;");
                    break;
                case '.' when i >= 3 && line.AsSpan(i - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase):
                    escaped.Append("&#46;&#8203;");
                    break;
                case '\\' or '`' or '*' or '_' or '{' or '}' or '[' or ']' or '(' or ')' or '!' or '|' or '~' or '$':
                    escaped.Append('\\').Append(character);
                    break;
                case '-' or '+' or '=' when i == 0:
                    escaped.Append('\\').Append(character);
                    break;
                case '.' when line.AsSpan(0, i).IndexOfAnyExceptInRange('0', '9') < 0:
                    escaped.Append("\\.");
                    break;
                default:
                    escaped.Append(character);
                    break;
            }
        }

        return escaped.ToString();
    }

    private static void Of(StringBuilder page, TriageReport report, Finding finding)
    {
        var verdict = ReportWords.VerdictOf(finding);
        page.Append(CultureInfo.InvariantCulture, $"## {finding.Rank}. {verdict}: {Escape(finding.Cause)} ({finding.Domain})\n\n");
        var extent = ReportWords.Extent(report, finding);
        page.Append(CultureInfo.InvariantCulture, $"**{Escape(finding.Target.ToString())}**  \n{Escape(finding.Statement)}{(extent.Length == 0 ? "" : $" ({Escape(extent)})")}\n\n");
        foreach (var (sign, text) in ReportWords.Of(finding.Evidence))
        {
            page.Append(CultureInfo.InvariantCulture, $"- `{sign}` {Escape(text)}\n");
        }

        if (finding.NextSteps.Count > 0)
        {
            page.Append("\nNext:\n\n");
            foreach (var step in finding.NextSteps)
            {
                page.Append(CultureInfo.InvariantCulture, $"1. **{step.Risk}**: {Escape(step.Text)}\n");
                Command(page, "   ", step.Command);
            }
        }

        if (finding.Explains.Count > 0)
        {
            page.Append("\nExplains:\n\n");
            foreach (var each in ReportWords.Explains(finding))
            {
                page.Append(CultureInfo.InvariantCulture, $"- {Escape(each)}\n");
            }
        }

        page.Append('\n');
    }

    private static void Section(StringBuilder page, string title, IReadOnlyList<string> items)
    {
        if (items.Count == 0)
        {
            return;
        }

        page.Append(CultureInfo.InvariantCulture, $"## {title}\n\n");
        foreach (var item in items)
        {
            page.Append(CultureInfo.InvariantCulture, $"- {Escape(item)}\n");
        }

        page.Append('\n');
    }

    /// <summary>A command in a fence that nothing in it can close.</summary>
    private static void Command(StringBuilder page, string indent, string? command)
    {
        if (command is null)
        {
            return;
        }

        var line = PlainText.OneLine(command);
        var fence = "```";
        while (line.Contains(fence, StringComparison.Ordinal))
        {
            fence += "`";
        }

        page.Append(CultureInfo.InvariantCulture, $"\n{indent}{fence}sh\n{indent}{line}\n{indent}{fence}\n");
    }
}
