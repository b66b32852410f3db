namespace RunbookTools.Model;

/// <summary>A kind of object that was read.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Count">How many objects there are; 0 means it was looked for and there are none.</param>
/// <param name="Namespaces">The namespaces it was read in; null means everywhere.</param>
public sealed record CoverageEntry(string Kind, int Count, IReadOnlyList<string>? Namespaces)
{
    /// <summary><c>Pod 61</c>.</summary>
    public override string ToString() => $"{Kind} {Count}";
}
