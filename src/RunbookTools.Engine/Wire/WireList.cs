namespace RunbookTools.Engine.Wire;

/// <summary>What a document said about itself besides its objects: the metadata of a list.</summary>
public sealed record WireList
{
    /// <summary>The token that asks for the next page; null at the end of the list. Also what a server gives with 410, to go on with a newer list.</summary>
    public string? Continue { get; init; }

    /// <summary>The resource version the list is of; null when not written.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>How many objects follow on later pages, where the server knows; null otherwise.</summary>
    public long? RemainingItemCount { get; init; }

    /// <summary>How many objects were read.</summary>
    public int Count { get; init; }

    /// <summary>False when the document is broken or ends too early; what is missing then stands in the coverage.</summary>
    public bool IsWhole { get; init; } = true;
}
