using System.Globalization;

namespace RunbookTools.Engine.Reports;

/// <summary>A triage report as text for a terminal.</summary>
public static class TextReport
{
    private const int Narrowest = 40;
    private const int MostSteps = 3;
    private const int MostExplained = 8;
    private const int MostGaps = 8;

    /// <summary>The lines of a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="width">How many cells a line may take. Only a command to paste may take more: broken, it would not work.</param>
    /// <param name="styles">Styles; <see cref="TextStyles.Plain"/> for none.</param>
    public static IReadOnlyList<string> Render(TriageReport report, int width, TextStyles styles)
    {
        var page = new Page(Math.Max(width, Narrowest), styles);
        var header = ReportWords.Header(report).Select(part => PlainText.OneLine(part, 200)).ToList();
        page.Parts(header);
        page.Text("", ReportWords.Counts(report), styles.Faint);
        page.Break();

        if (ReportWords.Conclusion(report) is { } conclusion)
        {
            page.Text("", conclusion, report.Conclusion == Conclusion.Healthy ? styles.Good : styles.Warn);
            page.Break();
        }

        foreach (var finding in report.Findings.Where(finding => !finding.IsHygiene))
        {
            Of(page, report, finding);
            page.Break();
        }

        Labelled(page, "Unexplained", styles.Warn, [.. ReportWords.Groups(report.Unexplained)
            .Select(group => ReportWords.Of(group.First) + (group.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" (and {group.Count - 1} like it)") : ""))]);
        if (report.Unexplained.Count > 0)
        {
            page.Break();
        }

        var untidy = ReportWords.Hygiene(report);
        Labelled(page, "Hygiene", styles.Strong, untidy);
        if (untidy.Count > 0)
        {
            page.Break();
        }

        if (report.Conclusion is Conclusion.Healthy or Conclusion.Incomplete && ReportWords.LookedAt(report) is { Length: > 0 } seen)
        {
            Labelled(page, "Looked at", styles.Strong, [seen]);
        }

        if (report.RuledOut.Count > 0)
        {
            Labelled(page, "Ruled out", styles.Strong, [string.Join(", ", report.RuledOut.Select(area => area.Area))]);
        }

        NotLookedAt(page, report);
        Labelled(page, "Suppressed", styles.Strong, ReportWords.Suppressed(report));
        Labelled(page, "Suppressions", styles.Warn, ReportWords.StaleSuppressions(report));
        Labelled(page, "Did not finish", styles.Warn, ReportWords.Failures(report));
        return page.Lines;
    }

    private static void Of(Page page, TriageReport report, Finding finding)
    {
        var styles = page.Styles;
        var rank = finding.Rank.ToString(CultureInfo.InvariantCulture);
        var indent = new string(' ', rank.Length + 2);
        var verdict = ReportWords.VerdictOf(finding);
        var style = finding.Severity == Severity.Info ? styles.Faint : finding.Verdict == Verdict.Confirmed ? styles.Bad : styles.Warn;
        page.Title(rank, verdict, style, PlainText.OneLine(finding.Target.ToString(), 200), $"{PlainText.OneLine(finding.Cause, 80)} ({finding.Domain})");

        var extent = ReportWords.Extent(report, finding);
        page.Text(indent, finding.Statement + (extent.Length == 0 ? "" : $" ({extent})"), "");
        foreach (var (sign, text) in ReportWords.Of(finding.Evidence))
        {
            page.Text(indent + "  ", text, "", sign, sign switch { '+' => styles.Good, '!' => styles.Warn, _ => styles.Faint });
        }

        var label = "next: ";
        foreach (var step in finding.NextSteps.Take(MostSteps))
        {
            page.Step(indent, label, step.Risk, step.Text);
            label = "      ";
            if (step.Command is { } command)
            {
                page.Command(indent + label + Page.Mark(null), PlainText.OneLine(command));
            }
        }

        if (finding.NextSteps.Count > MostSteps)
        {
            page.Text(indent, string.Create(CultureInfo.InvariantCulture, $"and {finding.NextSteps.Count - MostSteps} more in NextSteps"), styles.Faint, label);
        }

        if (finding.Explains.Count > 0)
        {
            var all = ReportWords.Explains(finding);
            var victims = all.Take(MostExplained).ToList();
            if (all.Count > MostExplained)
            {
                victims.Add(string.Create(CultureInfo.InvariantCulture, $"and {all.Count - MostExplained} more"));
            }

            page.Text(indent, string.Join("; ", victims), "", "explains: ");
        }
    }

    private static void NotLookedAt(Page page, TriageReport report)
    {
        var gaps = ReportGap.Shown(report);
        var lines = gaps.Take(MostGaps)
            .Select(gap => (Text: $"{gap.What} ({gap.Why}){(gap.Gap.Remedy is null ? "" : ":")}{(gap.Cost.Length > 0 && gap.Gap.Remedy is null ? ", " + gap.Cost : "")}", gap.Gap.Remedy))
            .ToList();
        if (gaps.Count > MostGaps)
        {
            lines.Add((string.Create(CultureInfo.InvariantCulture, $"and {gaps.Count - MostGaps} more in Coverage.Gaps"), null));
        }

        var label = "Not looked at";
        foreach (var (text, remedy) in lines)
        {
            page.Labelled(label, text, page.Styles.Warn, remedy is null ? null : PlainText.OneLine(remedy));
            label = new string(' ', label.Length);
        }
    }

    private static void Labelled(Page page, string label, string style, IReadOnlyList<string> texts)
    {
        foreach (var text in texts)
        {
            page.Labelled(label, text, style);
            label = new string(' ', label.Length);
        }
    }

    /// <summary>Lines under way.</summary>
    private sealed class Page(int width, TextStyles styles)
    {
        private const string Gap = "   ";
        private readonly List<string> _lines = [];

        public TextStyles Styles => styles;

        /// <summary>The lines, without blank ones at the end.</summary>
        public IReadOnlyList<string> Lines
        {
            get
            {
                while (_lines.Count > 0 && _lines[^1].Length == 0)
                {
                    _lines.RemoveAt(_lines.Count - 1);
                }

                return _lines;
            }
        }

        public void Break() => _lines.Add("");

        /// <summary>The first line: parts side by side, the first strong; what does not fit goes on below.</summary>
        public void Parts(List<string> parts)
        {
            var (line, used) = (Paint(parts[0], styles.Strong), TextCells.Of(parts[0]));
            foreach (var part in parts.Skip(1))
            {
                if (used + Gap.Length + TextCells.Of(part) > width)
                {
                    _lines.Add(line);
                    (line, used) = (Gap + part, Gap.Length + TextCells.Of(part));
                }
                else
                {
                    (line, used) = (line + Gap + part, used + Gap.Length + TextCells.Of(part));
                }
            }

            _lines.Add(line);
        }

        /// <summary>The first line of a finding.</summary>
        public void Title(string rank, string verdict, string style, string target, string cause)
        {
            var head = $"{rank}  {verdict}  ";
            var line = $"{rank}  {Paint(verdict, style)}  {Paint(target, styles.Strong)}";
            if (TextCells.Of(head) + TextCells.Of(target) + Gap.Length + TextCells.Of(cause) <= width)
            {
                _lines.Add($"{line}{Gap}{cause}");
                return;
            }

            _lines.Add(line);
            Text(new string(' ', TextCells.Of(head)), cause, "");
        }

        /// <summary>A paragraph; a sign before it stands out, and what follows is set beneath its text.</summary>
        public void Text(string indent, string text, string style, char sign, string signStyle)
        {
            var lines = TextCells.Wrap(PlainText.OneLine(text), width - indent.Length - 2);
            for (var i = 0; i < lines.Count; i++)
            {
                _lines.Add($"{indent}{(i == 0 ? Paint(sign.ToString(), signStyle) : " ")} {Paint(lines[i], style)}");
            }
        }

        /// <summary>A paragraph with a label before it.</summary>
        public void Text(string indent, string text, string style, string label = "")
        {
            var lines = TextCells.Wrap(PlainText.OneLine(text), width - indent.Length - label.Length);
            for (var i = 0; i < lines.Count; i++)
            {
                var head = i > 0 || string.IsNullOrWhiteSpace(label) ? new string(' ', label.Length) : Paint(label.TrimEnd(), styles.Faint) + new string(' ', label.Length - label.TrimEnd().Length);
                _lines.Add($"{indent}{head}{Paint(lines[i], style)}");
            }
        }

        /// <summary>What a step does to the cluster, before what it is.</summary>
        public void Step(string indent, string label, Risk risk, string text)
        {
            var style = risk switch { Risk.Disrupt => styles.Bad, Risk.Change => styles.Warn, _ => styles.Faint };
            var mark = Mark(risk);
            var lines = TextCells.Wrap(PlainText.OneLine(text), width - indent.Length - label.Length - mark.Length);
            for (var i = 0; i < lines.Count; i++)
            {
                _lines.Add(indent + (i > 0 ? new string(' ', label.Length + mark.Length) : Paint(label.TrimEnd(), styles.Faint) + label[label.TrimEnd().Length..] + Paint(risk.ToString(), style) + mark[risk.ToString().Length..]) + lines[i]);
            }
        }

        /// <summary>The column in which a risk stands; blank for none.</summary>
        public static string Mark(Risk? risk) => $"{risk}".PadRight(nameof(Risk.Disrupt).Length + 2);

        /// <summary>
        /// A command, on a line of its own so that it can be copied: further left where it would not fit, and broken only in a way that a shell
        /// puts together again.
        /// </summary>
        public void Command(string indent, string command)
        {
            var room = width - TextCells.Of(command);
            if (room >= 0 || styles.Continuation.Length == 0)
            {
                _lines.Add(new string(' ', Math.Clamp(room, 0, indent.Length)) + Paint(command, styles.Command));
                return;
            }

            _lines.AddRange(TextCells.BreakCommand(command, width, styles.Continuation).Select(part => Paint(part, styles.Command)));
        }

        /// <summary>A paragraph at the foot, under its label, and what would help on the same line where it fits.</summary>
        public void Labelled(string label, string text, string style, string? command = null)
        {
            var indent = new string(' ', label.Length + Gap.Length);
            var lines = TextCells.Wrap(PlainText.OneLine(text), width - indent.Length);
            for (var i = 0; i < lines.Count; i++)
            {
                var head = i == 0 && !string.IsNullOrWhiteSpace(label) ? Paint(label, style) + Gap : indent;
                var fits = command is not null && i == lines.Count - 1 && indent.Length + TextCells.Of(lines[i]) + 1 + TextCells.Of(command) <= width;
                _lines.Add(head + lines[i] + (fits ? " " + Paint(command!, styles.Command) : ""));
                command = fits ? null : command;
            }

            if (command is not null)
            {
                Command(indent, command);
            }
        }

        private string Paint(string text, string style) => style.Length == 0 || text.Length == 0 ? text : style + text + styles.Reset;
    }
}
