using System.Collections;
using RunbookTools.Engine.Reports;

namespace RunbookTools;

/// <summary>What the format file calls to show a report in a terminal.</summary>
public static class TriageView
{
    private const int UsualWidth = 120;

    /// <summary>The lines of the report. Each is formatted by itself, so that a style ends where its line does.</summary>
    /// <param name="report">The report.</param>
    /// <param name="width">The width of the terminal in cells; below 1 when there is none.</param>
    /// <param name="styles">Escape sequences by name (Strong, Faint, Bad, Warn, Good, Command, Reset); empty or null for none.</param>
    /// <param name="continuation">
    /// What the shell takes for "goes on in the next line". The engine breaks what is wider than the terminal anywhere, and a command broken within a word could not be pasted.
    /// </param>
    public static IReadOnlyList<string> Render(TriageReport report, int width, IDictionary? styles, string continuation = " `")
    {
        string Style(string name) => styles?[name] as string ?? "";
        // A terminal that is written to its last column may break the line by itself.
        return TextReport.Render(report, width < 1 ? UsualWidth : width - 1, new TextStyles
        {
            Strong = Style(nameof(TextStyles.Strong)),
            Faint = Style(nameof(TextStyles.Faint)),
            Bad = Style(nameof(TextStyles.Bad)),
            Warn = Style(nameof(TextStyles.Warn)),
            Good = Style(nameof(TextStyles.Good)),
            Command = Style(nameof(TextStyles.Command)),
            Reset = Style(nameof(TextStyles.Reset)),
            Continuation = continuation,
        });
    }
}
