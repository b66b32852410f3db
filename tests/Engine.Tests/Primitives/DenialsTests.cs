using RunbookTools.Engine.Primitives;

namespace Engine.Tests.Primitives;

public class DenialsTests
{
    private const string Text =
        "E0310 reflector.go:204] \"Failed to watch\" err=\"failed to list *v1.Lease: leases.coordination.k8s.io is forbidden: User \\\"system:serviceaccount:shop:operator\\\" cannot list resource \\\"leases\\\" in API group \\\"coordination.k8s.io\\\" in the namespace \\\"shop\\\"\"";

    [Fact]
    public void A_refusal_is_read_from_a_line_and_told_once()
    {
        var denial = Assert.Single(Denials.Of(new TestCluster().Build(), [Line(Text), Line(Text)]));

        Assert.Equal(("shop:operator", "list", "leases.coordination.k8s.io", "shop"), (denial.AccountName, denial.Verb, denial.Resource, denial.Scope));
        Assert.Equal((DenialReason.NoBinding, "operator-list-leases"), (denial.Reason, denial.GrantName));
    }

    [Theory]
    [InlineData("nodes is forbidden: User \"system:serviceaccount:shop:operator\" cannot list resource \"nodes\" in API group \"\" at the cluster scope", "nodes", null)]
    [InlineData("pods \"x\" is forbidden: User \"system:serviceaccount:shop:operator\" cannot get resource \"pods/log\" in API group \"\" in the namespace \"shop\"", "pods/log", "shop")]
    [InlineData("User \"system:serviceaccount:shop:operator\" cannot patch resource \"deployments/scale\" in API group \"apps\" in the namespace \"shop\"", "deployments.apps/scale", "shop")]
    public void Resources_are_named_as_kubectl_takes_them(string text, string resource, string? scope)
    {
        var denial = Assert.Single(Denials.Of(new TestCluster().Build(), [Line(text)]));

        Assert.Equal((resource, scope), (denial.Resource, denial.Scope));
    }

    [Fact]
    public void A_right_that_is_there_by_now_was_given_since() =>
        Assert.Equal(DenialReason.Granted, Reason(Role("leases", "list"), Binding("operator", "Role/operator", "shop/operator")));

    [Fact]
    public void A_right_of_all_accounts_counts() =>
        Assert.Equal(DenialReason.Granted, Reason(Role("leases", "list"), Binding("all", "Role/operator", "Group:system:serviceaccounts:shop")));

    [Fact]
    public void A_role_without_the_rule_is_named()
    {
        var denial = Denial(Role("leases", "get", "watch"), Binding("operator", "Role/operator", "shop/operator"));

        Assert.Equal((DenialReason.RuleMissing, "Role shop/operator"), (denial.Reason, denial.Subject?.ToString()));
    }

    [Fact]
    public void A_rule_for_one_name_does_not_allow_a_list() =>
        Assert.Equal(DenialReason.RuleMissing, Reason(Role("leases", "list") with { Rules = [new(["list"], ["coordination.k8s.io"], ["leases"], ["mine"])] }, Binding("operator", "Role/operator", "shop/operator")));

    [Fact]
    public void A_binding_to_no_role_is_named()
    {
        var denial = Denial(Binding("operator", "Role/gone", "shop/operator"));

        Assert.Equal((DenialReason.RoleMissing, "RoleBinding shop/operator"), (denial.Reason, denial.Subject?.ToString()));
    }

    [Theory]
    [InlineData("other/operator")]
    [InlineData("shop/operater")]
    public void A_binding_of_an_account_that_was_not_meant_is_named(string account)
    {
        var denial = Denial(Role("leases", "*"), Binding("operator", "Role/operator", account));

        Assert.Equal((DenialReason.WrongAccount, "role=operator"), (denial.Reason, denial.RoleArgument));
    }

    [Fact]
    public void An_account_that_exists_was_meant() =>
        Assert.Equal(DenialReason.NoBinding, Reason(Role("leases", "list"), Binding("operator", "Role/operator", "shop/backup"), TestCluster.ServiceAccount("backup")));

    [Fact]
    public void A_right_in_another_namespace_does_not_count() =>
        Assert.Equal(DenialReason.WrongNamespace, Reason(ClusterRole("leases", "list"), Binding("operator", "ClusterRole/operator", "shop/operator") with { Namespace = "staging" }));

    [Fact]
    public void A_pod_of_the_default_account_should_run_as_the_one_that_has_the_right()
    {
        var inventory = new TestCluster().Add(Role("leases", "list"), Binding("operator", "Role/operator", "shop/operator"), TestCluster.ServiceAccount("operator")).Build();

        Assert.Equal(DenialReason.DefaultAccount, Assert.Single(Denials.Of(inventory, [Line(Text.Replace("shop:operator", "shop:default", StringComparison.Ordinal))])).Reason);
    }

    [Fact]
    public void Without_roles_the_reason_is_not_known() =>
        Assert.Equal(DenialReason.Unknown, Assert.Single(Denials.Of(new TestCluster().Forbidden("ClusterRole").Build(), [Line(Text)])).Reason);

    private static KubeDenial Denial(params KubeObject[] objects) => Assert.Single(Denials.Of(new TestCluster().Add(objects).Build(), [Line(Text)]));

    private static DenialReason Reason(params KubeObject[] objects) => Denial(objects).Reason;

    private static KubeLogLine Line(string text) => new("shop", "operator-1", "operator", false, null, text);

    private static KubeRole Role(string resource, params string[] verbs) =>
        new() { Kind = "Role", Namespace = "shop", Name = "operator", Rules = [new(verbs, ["coordination.k8s.io"], [resource], [])] };

    private static KubeRole ClusterRole(string resource, params string[] verbs) => Role(resource, verbs) with { Kind = "ClusterRole", Namespace = null };

    private static KubeRoleBinding Binding(string name, string role, string subject)
    {
        var (kind, ns, account) = subject.StartsWith("Group:", StringComparison.Ordinal)
            ? ("Group", null, subject["Group:".Length..])
            : ("ServiceAccount", subject.Split('/')[0], subject.Split('/')[1]);
        return new()
        {
            Kind = "RoleBinding",
            Namespace = "shop",
            Name = name,
            Role = new KubeTarget(role.Split('/')[0], role.StartsWith("Role/", StringComparison.Ordinal) ? "shop" : null, role.Split('/')[1]),
            Subjects = [new KubeTarget(kind, ns, account)],
        };
    }
}
