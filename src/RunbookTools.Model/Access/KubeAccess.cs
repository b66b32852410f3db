namespace RunbookTools.Model;

/// <summary>What one may read of a cluster, and what would have to be granted to read the rest.</summary>
public sealed record KubeAccess
{
    /// <summary>The cluster.</summary>
    public required string Cluster { get; init; }

    /// <summary>Who reads it, as the server names them; null when it did not say.</summary>
    public string? User { get; init; }

    /// <summary>The namespaces in question; empty for all.</summary>
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    /// <summary>The rights a triage uses, one for each kind; never null.</summary>
    public required IReadOnlyList<KubeRight> Rights { get; init; }

    /// <summary>The smallest roles and bindings that would close the gap, as YAML for <c>kubectl apply -f -</c>; null when there is none.</summary>
    public string? Manifest { get; init; }
}
