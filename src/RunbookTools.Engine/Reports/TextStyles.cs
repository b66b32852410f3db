namespace RunbookTools.Engine.Reports;

/// <summary>What is put before parts of a text report: escape sequences, or nothing.</summary>
public sealed record TextStyles
{
    /// <summary>No styles at all.</summary>
    public static TextStyles Plain { get; } = new();

    /// <summary>Before names and headings.</summary>
    public string Strong { get; init; } = "";

    /// <summary>Before what matters less.</summary>
    public string Faint { get; init; } = "";

    /// <summary>Before a confirmed cause.</summary>
    public string Bad { get; init; } = "";

    /// <summary>Before a likely cause, and what is not explained.</summary>
    public string Warn { get; init; } = "";

    /// <summary>Before what is well.</summary>
    public string Good { get; init; } = "";

    /// <summary>Before a command to paste.</summary>
    public string Command { get; init; } = "";

    /// <summary>What a shell takes for "goes on in the next line", to break a command that is too long; empty to leave it in one line.</summary>
    public string Continuation { get; init; } = "";

    /// <summary>After each of the styles.</summary>
    public string Reset { get; init; } = "";
}
