namespace RunbookTools.Sandbox.Api;

/// <summary>The shapes objects can be asked for in.</summary>
internal enum MediaShape
{
    /// <summary>As they are.</summary>
    Object,

    /// <summary>As rows of a table, for display.</summary>
    Table,

    /// <summary>Their metadata only.</summary>
    Metadata,

    /// <summary>Aggregated discovery.</summary>
    Discovery,
}
