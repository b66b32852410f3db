namespace RunbookTools.Model;

/// <summary>A peer of a network policy rule.</summary>
/// <param name="PodSelector">Which pods; null means all of the namespaces selected.</param>
/// <param name="NamespaceSelector">Which namespaces; null means the policy's own.</param>
/// <param name="Cidr">An address range; null when pods are selected.</param>
/// <param name="Except">Ranges left out of <paramref name="Cidr"/>; never null.</param>
public sealed record KubePolicyPeer(KubeSelector? PodSelector, KubeSelector? NamespaceSelector, string? Cidr, IReadOnlyList<string> Except);
