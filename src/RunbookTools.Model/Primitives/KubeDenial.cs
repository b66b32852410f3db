namespace RunbookTools.Model;

/// <summary>Something that the Kubernetes API refused a service account, as a log quotes it, and why.</summary>
/// <param name="Account">The service account.</param>
/// <param name="Verb">What it wanted to do: <c>list</c>.</param>
/// <param name="Resource">With what: <c>leases.coordination.k8s.io</c>, with a subresource after a slash.</param>
/// <param name="Scope">The namespace it asked in; null for the whole cluster.</param>
/// <param name="Reason">Why it may not.</param>
/// <param name="Subject">The role or binding that the reason is about; null when it is about none.</param>
/// <param name="Line">The line of the log.</param>
public sealed record KubeDenial(KubeTarget Account, string Verb, string Resource, string? Scope, DenialReason Reason, KubeTarget? Subject, KubeLogLine Line)
{
    /// <summary>An existing role that would allow it; null when there is none.</summary>
    public KubeTarget? Role { get; init; }

    /// <summary>That role as kubectl takes it in a binding: <c>clusterrole=view</c>; null when there is none.</summary>
    public string? RoleArgument => Role is null ? null : $"{Role.Kind.ToLowerInvariant()}={Role.Name}";

    /// <summary>A name for a role and binding that would allow it, made from the account's.</summary>
    public string GrantName => $"{Account.Name}-{Verb}-{Resource.Split('.', '/')[0]}";

    /// <summary>The account as kubectl takes it: <c>shop:operator</c>.</summary>
    public string AccountName => $"{Account.Namespace}:{Account.Name}";
}
