using RunbookTools.Engine.Primitives;

namespace Engine.Tests.Primitives;

public class FlowsTests
{
    private static readonly KubePod s_web = TestCluster.Pod("web-1", "n", Listening(8080)) with { Labels = TestCluster.Map("app=web") };
    private static readonly KubePod s_data = TestCluster.Pod("data-1", "n", Listening(5432)) with { Labels = TestCluster.Map("app=data") };
    private static readonly KubePod s_dns = TestCluster.Pod("coredns-1", "n", Listening(53, "UDP")) with { Namespace = "kube-system", Labels = TestCluster.Map("k8s-app=kube-dns") };

    [Fact]
    public void Without_a_policy_everything_is_allowed() => Assert.True(Between(s_web, s_data).Allowed);

    [Fact]
    public void A_policy_that_selects_the_caller_and_names_nothing_denies_and_the_missing_rule_is_told()
    {
        var flow = Between(s_web, s_data, Policy("deny-egress", limitsEgress: true));

        Assert.False(flow.Allowed);
        var denial = Assert.Single(flow.Denials);
        Assert.Equal((FlowDirection.Egress, "deny-egress"), (denial.Direction, Assert.Single(denial.Policies).Name));
        Assert.Equal("- to: [{ podSelector: { matchLabels: { app: data } } }], ports: [{ protocol: TCP, port: 5432 }]", denial.MissingRule);
    }

    [Fact]
    public void Both_ends_are_asked()
    {
        var flow = Between(s_web, s_data, Policy("out", limitsEgress: true), Policy("in", limitsIngress: true));

        Assert.Equal([FlowDirection.Egress, FlowDirection.Ingress], flow.Denials.Select(denial => denial.Direction));
    }

    [Theory]
    [InlineData(5432, true)]
    [InlineData(5433, false)]
    public void One_rule_of_one_policy_is_enough_on_its_port(int port, bool allowed)
    {
        var rule = new KubePolicyRule([Pods("app=web")], [new KubePolicyPort("TCP", "5432", null)]);

        Assert.Equal(allowed, Flows.Between(
            new TestCluster().Add(s_web, s_data, Policy("closed", limitsIngress: true), Policy("open", limitsIngress: true) with { Ingress = [rule] }).Build(), s_web, s_data, port, "TCP").Allowed);
    }

    [Theory]
    [InlineData("UDP", "5432", null, false)]
    [InlineData("TCP", "5400", 5500, true)]
    [InlineData("TCP", "port", null, true)]
    [InlineData("TCP", null, null, true)]
    public void Ports_go_by_protocol_number_range_and_name(string protocol, string? port, int? end, bool allowed) =>
        Assert.Equal(allowed, Between(s_web, s_data, Policy("in", limitsIngress: true) with { Ingress = [new KubePolicyRule([], [new KubePolicyPort(protocol, port, end)])] }).Allowed);

    [Fact]
    public void A_namespace_goes_by_its_labels_and_by_its_name_even_when_it_was_not_read()
    {
        var rule = new KubePolicyRule([new KubePolicyPeer(null, TestCluster.Select("kubernetes.io/metadata.name=kube-system"), null, [])], []);
        var other = new KubePolicyRule([new KubePolicyPeer(null, TestCluster.Select("team=platform"), null, [])], []);
        var policy = Policy("out", limitsEgress: true);

        Assert.True(Between(s_web, s_dns, policy with { Egress = [rule] }).Allowed);
        Assert.True(Between(s_web, s_dns, policy with { Egress = [other] }, TestCluster.Namespace("kube-system", "team=platform")).Allowed);
        Assert.False(Between(s_web, s_dns, policy with { Egress = [other] }, TestCluster.Namespace("kube-system")).Allowed);
        Assert.Null(Between(s_web, s_dns, policy with { Egress = [other] }).Allowed);
    }

    [Fact]
    public void What_policies_do_not_decide_is_not_known()
    {
        var range = new KubePolicyRule([new KubePolicyPeer(null, null, "10.0.0.0/8", ["10.9.0.0/16"])], []);
        var policy = Policy("out", limitsEgress: true) with { Egress = [range] };

        Assert.Null(Between(s_web, s_data with { PodIP = "10.1.2.3" }, policy).Allowed);
        Assert.False(Between(s_web, s_data with { PodIP = "10.9.2.3" }, policy).Allowed);
        Assert.Null(Flows.Between(new TestCluster().Add(s_web, s_data).Unread("NetworkPolicy").Build(), s_web, s_data, 5432, "TCP").Allowed);
    }

    [Fact]
    public void A_pod_on_the_network_of_its_node_is_held_by_no_policy()
    {
        var onNode = s_web with { Spec = s_web.Spec with { HostNetwork = true } };

        Assert.True(Between(onNode, s_data, Policy("out", limitsEgress: true)).Allowed);
    }

    [Fact]
    public void What_a_pod_is_told_to_call_is_its_name_service_and_the_services_it_names()
    {
        var dns = TestCluster.Service("kube-dns", 53, null, "k8s-app=kube-dns") with { Namespace = "kube-system", Ports = [new KubeServicePort("dns", 53, "53", "UDP", null)] };
        var data = TestCluster.Service("data", 5432, null, "app=data");
        var web = s_web with { Spec = s_web.Spec with { Containers = [s_web.Spec.Containers[0] with { Env = [new KubeEnv("DB", "data:5432", null)] }] } };

        var flows = Flows.ToCalled(new TestCluster().Add(web, s_data, s_dns, dns, data, Policy("out", limitsEgress: true)).Build(), web).ToList();

        Assert.Equal(["kube-dns", "data"], flows.Select(flow => flow.Service!.Name));
        Assert.All(flows, flow => Assert.False(flow.Allowed));
    }

    private static KubeFlow Between(KubePod from, KubePod to, params KubeObject[] others) =>
        Flows.Between(new TestCluster().Add(from, to).Add(others).Build(), from, to, 5432, "TCP");

    private static KubeContainerSpec Listening(int port, string protocol = "TCP") => TestCluster.Container() with { Ports = [new KubeContainerPort("port", port, protocol, null)] };

    private static KubePolicyPeer Pods(params string[] labels) => new(TestCluster.Select(labels), null, null, []);

    private static KubeNetworkPolicy Policy(string name, bool limitsEgress = false, bool limitsIngress = false) => new()
    {
        Kind = "NetworkPolicy",
        ApiVersion = "networking.k8s.io/v1",
        Namespace = TestCluster.DefaultNamespace,
        Name = name,
        PodSelector = TestCluster.Select(),
        LimitsEgress = limitsEgress,
        LimitsIngress = limitsIngress,
    };
}
