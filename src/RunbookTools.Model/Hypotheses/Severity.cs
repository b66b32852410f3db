namespace RunbookTools.Model;

/// <summary>How bad it is, worst first.</summary>
public enum Severity
{
    /// <summary>Something does not serve at all, or many things are hit.</summary>
    Critical,

    /// <summary>Something does not work.</summary>
    Error,

    /// <summary>It works and will not for long, or not fully.</summary>
    Warning,

    /// <summary>Worth knowing; nothing is broken.</summary>
    Info,
}
