namespace RunbookTools.Commands;

/// <summary>Forms a triage report can be written in.</summary>
public enum TriageReportFormat
{
    /// <summary>JSON, in the form of <c>module/schema/triage-report.v1.schema.json</c>.</summary>
    Json,

    /// <summary>Markdown, for a ticket or a chat.</summary>
    Markdown,

    /// <summary>One HTML page that needs nothing else.</summary>
    Html,

    /// <summary>What the terminal shows, without colour.</summary>
    Text,
}
