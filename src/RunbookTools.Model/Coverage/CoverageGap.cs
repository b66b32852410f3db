namespace RunbookTools.Model;

/// <summary>Something that could not be looked at, and what would close the gap.</summary>
/// <param name="Kind">Why it could not be looked at.</param>
/// <param name="Resource">The kind of object (<c>Node</c>) or <c>PodLog</c>; empty when a file could not be told.</param>
/// <param name="Namespace">The namespace; null when cluster-wide.</param>
/// <param name="Reason">Why, in a sentence without a full stop.</param>
public sealed record CoverageGap(GapKind Kind, string Resource, string? Namespace, string Reason)
{
    /// <summary>The file in the source; null when it is not about a file.</summary>
    public string? Path { get; init; }

    /// <summary>What the server was asked for, or would have been, where it refused or failed; null when it is not about a request.</summary>
    public AccessRequest? Access { get; init; }

    /// <summary>The smallest grant, or the command whose output would have to be collected; null when nothing would help.</summary>
    public string? Remedy { get; init; }

    /// <summary><c>nodes: forbidden</c>, with the namespace where there is one.</summary>
    public override string ToString() => $"{Path ?? Resource}{(Namespace is null ? "" : " in " + Namespace)}: {Reason}";
}
