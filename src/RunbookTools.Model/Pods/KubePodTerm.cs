namespace RunbookTools.Model;

/// <summary>A pod affinity or anti-affinity term.</summary>
/// <param name="Selector">Which pods; null matches none.</param>
/// <param name="TopologyKey">The node label that says what is near.</param>
/// <param name="Namespaces">Namespaces named; empty together with a null <paramref name="NamespaceSelector"/> means the pod's own.</param>
/// <param name="NamespaceSelector">Namespaces by label; null when not given.</param>
public sealed record KubePodTerm(KubeSelector? Selector, string TopologyKey, IReadOnlyList<string> Namespaces, KubeSelector? NamespaceSelector);
