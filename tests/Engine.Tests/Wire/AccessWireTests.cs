namespace Engine.Tests.Wire;

public class AccessWireTests
{
    [Theory]
    [InlineData("Role")]
    [InlineData("ClusterRole")]
    public void Role(string kind)
    {
        var role = WireItem.Read<KubeRole>($$$"""
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"{{{kind}}}","metadata":{"name":"reader","namespace":{{{(kind == "Role" ? "\"shop\"" : "null")}}}},
             "rules":[{"apiGroups":["","apps"],"resources":["pods","pods/log"],"verbs":["get","list"]},{"apiGroups":[""],"resourceNames":["app"],"resources":["configmaps"],"verbs":["*"]},{"nonResourceURLs":["/healthz"],"verbs":["get"]}]}
            """);

        Assert.Equal((kind, kind == "Role" ? "shop" : null), (role.Kind, role.Namespace));
        Assert.Equal(["", "apps"], role.Rules[0].ApiGroups);
        Assert.Equal(["pods", "pods/log"], role.Rules[0].Resources);
        Assert.Equal(["get", "list"], role.Rules[0].Verbs);
        Assert.Empty(role.Rules[0].ResourceNames);
        Assert.Equal(["app"], role.Rules[1].ResourceNames);
        Assert.Empty(role.Rules[2].Resources);
    }

    [Fact]
    public void Role_without_rules() =>
        Assert.Empty(WireItem.Read<KubeRole>("""{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole","metadata":{"name":"none"},"rules":null}""").Rules);

    [Fact]
    public void RoleBinding()
    {
        var binding = WireItem.Read<KubeRoleBinding>("""
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"RoleBinding","metadata":{"name":"b","namespace":"shop"},"roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"Role","name":"reader"},
             "subjects":[{"kind":"ServiceAccount","name":"app","namespace":"shop"},{"apiGroup":"rbac.authorization.k8s.io","kind":"Group","name":"devs"}]}
            """);

        Assert.Equal("Role shop/reader", binding.Role.ToString());
        Assert.Equal(["ServiceAccount shop/app", "Group devs"], binding.Subjects.Select(subject => subject.ToString()));
    }

    [Theory]
    [InlineData("RoleBinding")]
    [InlineData("ClusterRoleBinding")]
    public void A_cluster_role_is_in_no_namespace(string kind)
    {
        var binding = WireItem.Read<KubeRoleBinding>($$$"""
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"{{{kind}}}","metadata":{"name":"b"},"roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"view"}}
            """, namespaceHint: "shop");

        Assert.Equal("ClusterRole view", binding.Role.ToString());
        Assert.Equal(kind == "RoleBinding" ? "shop" : null, binding.Namespace);
        Assert.Empty(binding.Subjects);
    }

    [Fact]
    public void A_binding_to_nothing_does_not_parse() => Assert.Throws<FormatException>(() =>
        WireItem.Read<KubeRoleBinding>("""{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"RoleBinding","metadata":{"name":"b","namespace":"shop"}}"""));
}
