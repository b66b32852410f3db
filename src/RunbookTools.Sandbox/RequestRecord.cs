namespace RunbookTools.Sandbox;

/// <summary>A request.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path, without its query.</param>
/// <param name="Query">The query with its question mark; empty when there is none.</param>
public sealed record RequestRecord(string Method, string Path, string Query)
{
    /// <summary>The protocol it came by: <c>HTTP/2</c>.</summary>
    public string Protocol { get; init; } = "";

    /// <summary>What tells the connection it came over from others.</summary>
    public string Connection { get; init; } = "";

    /// <summary>The encodings the client takes: <c>gzip</c>.</summary>
    public string Encodings { get; init; } = "";
}
