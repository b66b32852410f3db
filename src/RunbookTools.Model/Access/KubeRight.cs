namespace RunbookTools.Model;

/// <summary>A right to read a kind of object.</summary>
/// <param name="Kind">The kind, or <c>PodLog</c>.</param>
/// <param name="Verb">The verb: <c>list</c>, <c>get</c>.</param>
/// <param name="Resource">The resource as RBAC names it: <c>pods</c>, <c>pods/log</c>, <c>deployments.apps</c>.</param>
/// <param name="Scope">Where one has it.</param>
/// <param name="Namespaces">The namespaces, when it is for some only; empty otherwise.</param>
public sealed record KubeRight(string Kind, string Verb, string Resource, AccessScope Scope, IReadOnlyList<string> Namespaces)
{
    /// <summary>The cluster.</summary>
    public string Cluster { get; init; } = "";

    /// <summary><c>list nodes: Nowhere</c>.</summary>
    public override string ToString() => $"{Verb} {Resource}: {(Scope == AccessScope.Namespaces ? string.Join(", ", Namespaces) : Scope)}";
}
