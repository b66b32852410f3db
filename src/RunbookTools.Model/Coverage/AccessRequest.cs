namespace RunbookTools.Model;

/// <summary>What a server was asked for, or would have been: the right that reading it takes.</summary>
/// <param name="Verb">The verb: <c>list</c>, <c>get</c>.</param>
/// <param name="Resource">The resource as RBAC names it: <c>deployments.apps</c>, <c>pods/log</c>.</param>
/// <param name="Namespace">The namespace; null at the cluster scope.</param>
public sealed record AccessRequest(string Verb, string Resource, string? Namespace)
{
    /// <summary><c>list pods in namespace shop</c>, <c>list nodes at the cluster scope</c>.</summary>
    public override string ToString() => $"{Verb} {Resource} {(Namespace is null ? "at the cluster scope" : $"in namespace {Namespace}")}";
}
