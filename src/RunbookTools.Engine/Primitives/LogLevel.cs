namespace RunbookTools.Engine.Primitives;

/// <summary>What a line says of itself.</summary>
internal enum LogLevel
{
    /// <summary>Nothing that is understood.</summary>
    None,

    /// <summary>Information, or less.</summary>
    Info,

    /// <summary>A warning: its words decide.</summary>
    Warning,

    /// <summary>An error, or worse.</summary>
    Error,
}
