using System.Text.Json;
using RunbookTools.Engine.Sources;
using RunbookTools.Engine.Wire;

namespace Engine.Tests.Sources;

public class AccessManifestTests
{
    private static readonly KubeRight[] s_rights =
    [
        new("Pod", "list", "pods", AccessScope.Namespaces, ["shop"]),
        new("Deployment", "list", "deployments.apps", AccessScope.Nowhere, []),
        new("StatefulSet", "list", "statefulsets.apps", AccessScope.Nowhere, []),
        new("Node", "list", "nodes", AccessScope.Nowhere, []),
        new("StorageClass", "list", "storageclasses.storage.k8s.io", AccessScope.Nowhere, []),
        new("Service", "list", "services", AccessScope.Everywhere, []),
        new("Lease", "list", "leases.coordination.k8s.io", AccessScope.Unknown, []),
        new("Secret", "list", "secrets", AccessScope.Nowhere, []),
        new("PodLog", "get", "pods/log", AccessScope.Nowhere, []),
    ];

    [Fact]
    public void Grants_what_is_missing_in_a_namespace_and_what_is_in_none()
    {
        var documents = Documents(AccessManifest.Write("jane", s_rights, ["shop"], includeSecrets: false)!);

        Assert.Equal(
            ["ClusterRole : list nodes, list storageclasses", "ClusterRoleBinding : User jane", "Role shop: get pods/log, list deployments, list statefulsets", "RoleBinding shop: User jane"],
            documents.Select(Describe));
    }

    [Fact]
    public void Grants_it_everywhere_when_no_namespace_is_in_question()
    {
        var documents = Documents(AccessManifest.Write("system:serviceaccount:ci:runner", s_rights, [], includeSecrets: true)!);

        Assert.Equal(
            [
                "ClusterRole : get pods/log, list nodes, list pods, list secrets, list deployments, list statefulsets, list storageclasses",
                "ClusterRoleBinding : ServiceAccount ci/runner",
            ],
            documents.Select(Describe));
    }

    [Fact]
    public void Binds_the_role_it_makes_and_never_changes_one_it_made_for_another_gap()
    {
        var first = Documents(AccessManifest.Write("jane", s_rights, [], includeSecrets: false)!);
        var second = Documents(AccessManifest.Write("jane", s_rights[..3], [], includeSecrets: false)!);

        Assert.Equal(Text(first[0], "metadata", "name"), Text(first[1], "roleRef", "name"));
        Assert.Equal(Text(first[0], "kind"), Text(first[1], "roleRef", "kind"));
        Assert.Equal("rbac.authorization.k8s.io", Text(first[1], "roleRef", "apiGroup"));
        Assert.NotEqual(Text(first[0], "metadata", "name"), Text(second[0], "metadata", "name"));
    }

    [Fact]
    public void Leaves_secrets_out_and_says_so()
    {
        var yaml = AccessManifest.Write(null, s_rights, [], includeSecrets: false)!;

        Assert.DoesNotContain("\"secrets\"", yaml, StringComparison.Ordinal);
        Assert.Contains("# Secrets are left out", yaml, StringComparison.Ordinal);
        Assert.Contains("put the name in place of <user>", yaml, StringComparison.Ordinal);
        Assert.Null(AccessManifest.Write("jane", [s_rights[7], s_rights[5]], [], includeSecrets: false));
    }

    [Fact]
    public void Keeps_odd_names_what_they_are()
    {
        var documents = Documents(AccessManifest.Write("a\"b: {c}\n#", s_rights, [], includeSecrets: false)!);

        Assert.Equal("a\"b: {c}\n#", documents[1].GetProperty("subjects")[0].GetProperty("name").GetString());
    }

    [Fact]
    public void Has_no_line_that_a_screen_would_break()
    {
        var space = new string('n', 63);
        var user = "arn:aws:sts::123456789012:assumed-role/Reader \"of\" everything \\ and more/" + new string(' ', 90) + new string('\u00fc', 90) + "@example.org";
        KubeRight[] rights = [.. KindTable.All.Select(kind => new KubeRight(kind.Kind, "list", kind.Resource, AccessScope.Nowhere, [])), .. s_rights];
        var yaml = AccessManifest.Write(user, rights, [space], includeSecrets: false)!;
        var account = AccessManifest.Write($"system:serviceaccount:{space}:{new string('a', 253)}", rights, [], includeSecrets: true)!;

        Assert.All((yaml + account).Split('\n'), line => Assert.InRange(line.Length, 0, 76));
        Assert.Equal(user, Documents(yaml)[1].GetProperty("subjects")[0].GetProperty("name").GetString());
        Assert.Equal(space, Text(Documents(yaml)[2], "metadata", "namespace"));
        Assert.Equal(new string('a', 253), Documents(account)[1].GetProperty("subjects")[0].GetProperty("name").GetString());
        Assert.Equal(
            KindTable.All.Select(kind => kind.Plural).Append("pods/log").Distinct().Order(StringComparer.Ordinal),
            Documents(account)[0].GetProperty("rules").EnumerateArray().SelectMany(rule => rule.GetProperty("resources").EnumerateArray()).Select(item => item.GetString()).Distinct().Order(StringComparer.Ordinal));
    }

    private static List<JsonElement> Documents(string yaml) =>
        [.. YamlReader.ToJson(new StringReader(yaml)).Select(json => JsonDocument.Parse(json).RootElement)];

    private static string Describe(JsonElement document)
    {
        Assert.Equal("rbac.authorization.k8s.io/v1", Text(document, "apiVersion"));
        Assert.Matches("^runbook-reader-[0-9a-f]{6}$", Text(document, "metadata", "name"));
        var ns = document.GetProperty("metadata").TryGetProperty("namespace", out var value) ? value.GetString() : "";
        var content = document.TryGetProperty("rules", out var rules)
            ? string.Join(", ", rules.EnumerateArray().SelectMany(rule =>
            {
                var group = Assert.Single(rule.GetProperty("apiGroups").EnumerateArray()).GetString();
                return rule.GetProperty("resources").EnumerateArray().Select(resource =>
                {
                    Assert.Equal(KindTable.Find(resource.GetString()!)?.Group ?? "", group);
                    return $"{Assert.Single(rule.GetProperty("verbs").EnumerateArray())} {resource}";
                });
            }))
            : string.Join(", ", document.GetProperty("subjects").EnumerateArray().Select(subject =>
                subject.TryGetProperty("namespace", out var space) ? $"{Text(subject, "kind")} {space}/{Text(subject, "name")}" : $"{Text(subject, "kind")} {Text(subject, "name")}"));
        return $"{Text(document, "kind")} {ns}: {content}";
    }

    private static string Text(JsonElement element, params string[] path) => path.Aggregate(element, (at, name) => at.GetProperty(name)).GetString()!;
}
