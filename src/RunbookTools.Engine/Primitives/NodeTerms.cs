namespace RunbookTools.Engine.Primitives;

/// <summary>Node selector terms, as pods and volumes carry them (k8s.io/component-helpers/scheduling/corev1/nodeaffinity).</summary>
internal static class NodeTerms
{
    /// <summary>True when no term is given or one holds. A term without requirements holds for no node.</summary>
    public static bool Match(IReadOnlyList<KubeNodeTerm> terms, KubeNode node) => terms.Count == 0 || terms.Any(term => Match(term, node));

    /// <summary>True when the node has the labels and one of the terms that the pod asks for.</summary>
    public static bool Match(KubePodSpec spec, KubeNode node) =>
        spec.NodeSelector.All(pair => node.Labels.TryGetValue(pair.Key, out var value) && value == pair.Value) && Match(spec.RequiredNodeTerms, node);

    /// <summary>The terms in words, and what the node has instead.</summary>
    public static string Describe(IReadOnlyList<KubeNodeTerm> terms, KubeNode node)
    {
        var has = terms.SelectMany(term => term.Expressions).Select(requirement => requirement.Key).Distinct()
            .Select(key => Has(node, key)).ToList();
        var wanted = string.Join(" or ", terms);
        return has.Count == 0 ? wanted : $"{wanted}; the node has {string.Join(", ", has)}";
    }

    /// <summary><c>zone=a</c>, or <c>no zone</c>.</summary>
    public static string Has(KubeNode node, string key) => node.Labels.TryGetValue(key, out var value) ? $"{key}={value}" : $"no {key}";

    private static bool Match(KubeNodeTerm term, KubeNode node) =>
        term.Expressions.Count + term.Fields.Count > 0
        && term.Expressions.All(requirement => requirement.Matches(node.Labels))
        && (term.Fields.Count == 0 || Match(term.Fields, node.Name));

    private static bool Match(IReadOnlyList<KubeRequirement> fields, string name)
    {
        var known = new Dictionary<string, string> { ["metadata.name"] = name };
        return fields.All(field => known.ContainsKey(field.Key) && field.Matches(known));
    }
}
