namespace RunbookTools.Engine.Primitives;

/// <summary>Pod affinity terms, seen from the pod that carries them.</summary>
internal static class PodTerms
{
    /// <summary>
    /// True when a term of one pod speaks of another: it is in a namespace the term names or selects (the carrier's own when it does neither), and has the
    /// labels. A null selector speaks of no pod.
    /// </summary>
    public static bool Match(ClusterInventory inventory, KubePod carrier, KubePodTerm term, KubePod other) =>
        term.Selector is { } selector && MatchNamespace(inventory, carrier, term, other.Namespace ?? "") && selector.Matches(other.Labels);

    private static bool MatchNamespace(ClusterInventory inventory, KubePod carrier, KubePodTerm term, string ns)
    {
        if (term.Namespaces.Contains(ns))
        {
            return true;
        }

        if (term.NamespaceSelector is { } selector)
        {
            return selector.Matches(inventory.Find("Namespace", null, ns)?.Labels
                ?? new Dictionary<string, string> { ["kubernetes.io/metadata.name"] = ns });
        }

        return term.Namespaces.Count == 0 && ns == carrier.Namespace;
    }
}
