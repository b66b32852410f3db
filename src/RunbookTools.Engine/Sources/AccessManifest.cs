using System.Security.Cryptography;
using System.Text;

namespace RunbookTools.Engine.Sources;

/// <summary>Writes the smallest roles and bindings that let somebody read what they may not read yet. Nothing else is granted.</summary>
internal static class AccessManifest
{
    private const string Group = "rbac.authorization.k8s.io";

    /// <summary>Writes them as YAML.</summary>
    /// <param name="user">Who is to be granted it, as the server names them; null when not known.</param>
    /// <param name="rights">What they may.</param>
    /// <param name="namespaces">Where they are to read; empty for everywhere.</param>
    /// <param name="includeSecrets">True to grant listing secrets too.</param>
    /// <returns>The YAML; null when nothing is missing.</returns>
    public static string? Write(string? user, IReadOnlyList<KubeRight> rights, IReadOnlyList<string> namespaces, bool includeSecrets)
    {
        var missing = rights.Where(right => right.Scope is AccessScope.Nowhere or AccessScope.Namespaces).ToList();
        var hasSecrets = missing.RemoveAll(right => right.Kind == "Secret" && !includeSecrets) > 0;
        var everywhere = missing.Where(right => namespaces.Count == 0 || !IsNamespaced(right)).ToList();
        var documents = new List<string>();
        if (everywhere.Count > 0)
        {
            documents.AddRange(Role(user, null, everywhere));
        }

        foreach (var ns in namespaces)
        {
            var here = missing.Where(right => IsNamespaced(right) && !right.Namespaces.Contains(ns)).ToList();
            if (here.Count > 0)
            {
                documents.AddRange(Role(user, ns, here));
            }
        }

        if (documents.Count == 0)
        {
            return null;
        }

        var about = new List<string>(YamlLines.Comment("What a triage reads and may not yet, and nothing else. Apply it with:")) { "#   kubectl apply -f -" };
        if (user is null)
        {
            about.AddRange(YamlLines.Comment("The server did not say who asks: put the name in place of <user>."));
        }

        if (hasSecrets)
        {
            about.AddRange(YamlLines.Comment("Secrets are left out: who may list them may read their values. A triage uses their names only."));
        }

        return string.Concat(about.Select(line => line + "\n")) + string.Join("---\n", documents);
    }

    private static bool IsNamespaced(KubeRight right) => KindTable.Find(right.Kind)?.IsNamespaced ?? right.Kind == KindTable.PodLog;

    private static string[] Role(string? user, string? ns, List<KubeRight> rights)
    {
        var rules = Rules(rights);

        // Named after its content: another gap gets a role of its own, and does not take away what this one grants.
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{user}\n{ns}\n{rules}"));
        var name = "runbook-reader-" + Convert.ToHexStringLower(hash.AsSpan(0, 3));
        var kind = ns is null ? "ClusterRole" : "Role";
        var metadata = $"metadata:\n  name: {name}\n{(ns is null ? "" : YamlLines.Scalar("  namespace: ", ns))}";
        return
        [
            $"apiVersion: {Group}/v1\nkind: {kind}\n{metadata}rules:\n{rules}",
            $"apiVersion: {Group}/v1\nkind: {kind}Binding\n{metadata}roleRef:\n  apiGroup: {Group}\n  kind: {kind}\n  name: {name}\nsubjects:\n{Subject(user)}",
        ];
    }

    private static string Rules(List<KubeRight> rights)
    {
        var text = new StringBuilder();
        foreach (var rule in rights.GroupBy(right => (right.Verb, Group: GroupOf(right.Resource))).OrderBy(rule => rule.Key.Group, StringComparer.Ordinal).ThenBy(rule => rule.Key.Verb, StringComparer.Ordinal))
        {
            var resources = rule.Select(right => right.Resource.Split('.')[0]).Distinct().Order(StringComparer.Ordinal);
            text.Append(YamlLines.List("- apiGroups: ", [rule.Key.Group])).Append(YamlLines.List("  resources: ", resources)).Append(YamlLines.List("  verbs: ", [rule.Key.Verb]));
        }

        return text.ToString();
    }

    private static string GroupOf(string resource) => resource.IndexOf('.', StringComparison.Ordinal) is >= 0 and var dot ? resource[(dot + 1)..] : "";

    private static string Subject(string? user) =>
        // As the API server names a service account (k8s.io/apiserver/pkg/authentication/serviceaccount).
        user?.Split(':') is ["system", "serviceaccount", var ns, var name]
            ? $"- kind: ServiceAccount\n{YamlLines.Scalar("  name: ", name)}{YamlLines.Scalar("  namespace: ", ns)}"
            : $"- apiGroup: {Group}\n  kind: User\n{YamlLines.Scalar("  name: ", user ?? "<user>")}";
}
