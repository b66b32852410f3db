namespace RunbookTools.Sandbox;

/// <summary>A request.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path, without its query.</param>
/// <param name="Query">The query with its question mark; empty when there is none.</param>
public sealed record RequestRecord(string Method, string Path, string Query);
