using RunbookTools.Engine.Reports;

namespace RunbookTools.Commands;

/// <summary>Turns a report into text of some form.</summary>
internal static class TriageReportText
{
    private const int Width = 120;

    /// <summary>The report in a form.</summary>
    public static string Of(TriageReport report, TriageReportFormat format) => format switch
    {
        TriageReportFormat.Json => JsonReport.Render(report),
        TriageReportFormat.Markdown => MarkdownReport.Render(report),
        TriageReportFormat.Html => HtmlReport.Render(report),
        _ => string.Join('\n', TextReport.Render(report, Width, TextStyles.Plain)) + "\n",
    };

    /// <summary>The form a file's ending asks for; null when it asks for none.</summary>
    public static TriageReportFormat? FormatOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".json" => TriageReportFormat.Json,
        ".md" => TriageReportFormat.Markdown,
        ".html" or ".htm" => TriageReportFormat.Html,
        ".txt" => TriageReportFormat.Text,
        _ => null,
    };
}
