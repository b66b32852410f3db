namespace RunbookTools.Model;

/// <summary>An entry of <c>metadata.managedFields</c>: who wrote fields of an object, when, and in which version of the API.</summary>
/// <param name="Name">The writer: <c>kubectl-client-side-apply</c>, <c>helm</c>, <c>kube-controller-manager</c>.</param>
/// <param name="Operation"><c>Apply</c> or <c>Update</c>.</param>
/// <param name="ApiVersion">Group and version it was written in.</param>
/// <param name="Subresource">The subresource written through: <c>scale</c>, <c>status</c>; null for the object itself.</param>
/// <param name="At">When (UTC); null when not written.</param>
/// <param name="SetsReplicas">True when <c>spec.replicas</c> is among the fields.</param>
public sealed record KubeFieldManager(string Name, string Operation, string ApiVersion, string? Subresource, DateTimeOffset? At, bool SetsReplicas)
{
    /// <summary>The release of Kubernetes that no longer serves that version for such an object; null when none is known.</summary>
    public Version? RemovedIn { get; init; }

    /// <summary><c>kubectl scale at 2026-05-12 08:11Z</c>.</summary>
    public override string ToString() => $"{Name}{(Subresource is null ? "" : " " + Subresource)}{(At is { } at ? $" at {at:yyyy-MM-dd HH:mm}Z" : "")}";
}
