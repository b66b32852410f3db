using RunbookTools.Engine.Primitives;

namespace Engine.Tests.Primitives;

public class RoutesTests
{
    private static readonly KubeService s_web = TestCluster.Service("web", 80, "http", "app=web");

    [Fact]
    public void A_whole_way_runs_from_the_ingress_to_a_container_port()
    {
        var route = Assert.Single(Of(Ingress("web", "80"), s_web, Web("web-1"), Slice(s_web, Web("web-1"))));

        Assert.True(route.IsWhole);
        Assert.Equal("shop.example.com/api", route.Entry);
        Assert.Equal(
            [
                "Ingress shop/web: shop.example.com/api, class nginx", "Service shop/web: 80 -> http", "EndpointSlice shop/web-x7k2p: 1 of 1 ready",
                "Pod shop/web-1: the only ready pod", "Pod shop/web-1: container app port 8080",
            ],
            route.Hops.Select(hop => $"{hop.Object}: {hop.Detail}"));
    }

    [Fact]
    public void A_service_that_does_not_exist_ends_the_way()
    {
        var stop = Break(Ingress("web-frontend", "80"), TestCluster.Service("webfrontend"));

        Assert.Equal((RouteBreak.ServiceMissing, "service web-frontend does not exist; there is webfrontend"), (stop.Break, stop.Message));
    }

    [Fact]
    public void A_service_in_another_namespace_does_not_help() => Assert.Equal(
        "service web does not exist in namespace shop; there is one in other", Break(Ingress("web", "80"), s_web with { Namespace = "other" }).Message);

    [Fact]
    public void A_port_the_service_does_not_have_ends_the_way()
    {
        var stop = Break(Ingress("web", "8080"), s_web);

        Assert.Equal((RouteBreak.PortMissing, "service web has no port 8080; it has 80"), (stop.Break, stop.Message));
    }

    [Fact]
    public void A_missing_class_ends_the_way()
    {
        var stop = Break(Ingress("web", "80") with { Class = "ngnix" }, s_web);

        Assert.Equal((RouteBreak.ClassMissing, "ingress class ngnix does not exist; there is nginx"), (stop.Break, stop.Message));
    }

    [Fact]
    public void A_class_somebody_serves_need_not_exist() => Assert.True(Assert.Single(
        Of(Ingress("web", "80") with { Class = "old", Addresses = ["192.0.2.1"] }, s_web, Web("web-1"), Slice(s_web, Web("web-1")))).IsWhole);

    [Fact]
    public void A_selector_that_matches_nothing_names_the_label_that_was_meant()
    {
        var service = TestCluster.Service("orders-api", 80, "http", "app=order-api");
        var pods = Enumerable.Range(1, 3).Select(i => Web($"orders-api-{i}") with { Labels = TestCluster.Map("app=orders-api") }).ToArray<KubeObject>();

        var stop = Break(service, [.. pods, Slice(service)]);

        Assert.Equal(
            (RouteBreak.SelectorMatchesNothing, "selector app=order-api matches no pod; 3 pods have app=orders-api"), (stop.Break, stop.Message));
    }

    [Fact]
    public void A_selector_that_matches_nothing_names_the_one_label_that_differs()
    {
        var service = TestCluster.Service("web", 80, "http", "app=web", "tier=frontend");

        Assert.Equal(
            "selector app=web,tier=frontend matches no pod; 1 pod has tier=public and the rest of it",
            Break(service, Web("web-1") with { Labels = TestCluster.Map("app=web", "tier=public") }).Message);
    }

    [Fact]
    public void Pods_that_nobody_starts_are_no_slip()
    {
        var deployment = TestCluster.Deployment("web", new KubePodSpec(), "app=web") with { Desired = 0 };

        Assert.Equal("selector app=web matches no pod; Deployment shop/web makes such pods and is scaled to 0", Break(s_web, deployment).Message);
        Assert.Equal(
            "selector app=web matches no pod; pods with these labels are in namespace other, and a service selects only in its own",
            Break(s_web, Web("web-1") with { Namespace = "other" }).Message);
    }

    [Fact]
    public void Finished_pods_do_not_count() => Assert.Equal(
        RouteBreak.SelectorMatchesNothing, Break(s_web, Web("web-1") with { Phase = "Succeeded" }).Break);

    [Fact]
    public void Pods_that_are_not_ready_say_why()
    {
        var gated = NotReady("web-1");
        gated = gated with
        {
            Spec = gated.Spec with { ReadinessGates = ["target-health"] },
            Conditions = [new KubeCondition("ContainersReady", "True", null, null, null), new KubeCondition("Ready", "False", "ReadinessGatesNotReady", null, null)],
        };

        var stop = Break(s_web, gated, Slice(s_web, gated));

        Assert.Equal(
            (RouteBreak.NoReadyPods, "1 pod selected, none is ready: web-1 (readiness gate target-health is not met)"), (stop.Break, stop.Message));
    }

    [Fact]
    public void Pods_that_are_not_ready_are_served_where_the_service_says_so()
    {
        var service = s_web with { PublishNotReadyAddresses = true };

        Assert.True(Assert.Single(Of(new TestCluster().Unread("EndpointSlice", "Endpoints").Add(service, NotReady("web-1")), service)).IsWhole);
    }

    [Fact]
    public void A_target_port_no_container_has_ends_the_way()
    {
        var service = s_web with { Ports = [new KubeServicePort(null, 80, "htpp", "TCP", null)] };

        // The controller writes such a slice with ready endpoints and no ports.
        var stop = Break(service, Web("web-1"), TestCluster.Slice(service, [Web("web-1")]));

        Assert.Equal((RouteBreak.TargetPortMissing, "no container has a port named htpp; there is http"), (stop.Break, stop.Message));
    }

    [Fact]
    public void A_port_number_nobody_declares_is_not_known_to_be_wrong()
    {
        var service = s_web with { Ports = [new KubeServicePort(null, 80, "9999", "TCP", null)] };

        var route = Assert.Single(Of(service, Web("web-1"), TestCluster.Slice(service, [Web("web-1")], new KubeEndpointPort(null, 9999, "TCP"))));

        Assert.Null(route.IsWhole);
        Assert.Equal(RouteBreak.TargetPortUndeclared, route.Hops[^1].Break);
        Assert.Equal("no container of web-1 declares port 9999/TCP; declared is app 8080 (http)", route.Hops[^1].Message);
    }

    [Fact]
    public void Without_slices_the_selector_tells()
    {
        var cluster = new TestCluster().Unread("EndpointSlice", "Endpoints").Add(s_web, Web("web-1"), NotReady("web-2"));

        var route = Assert.Single(Of(cluster, s_web));

        Assert.True(route.IsWhole);
        Assert.Contains(route.Hops, hop => hop.Detail == "1 of 2 ready, by the selector");
        var wrong = s_web with { Ports = [new KubeServicePort(null, 80, "grpc", "TCP", null)] };
        Assert.Equal(RouteBreak.TargetPortMissing, Assert.Single(Of(cluster, wrong)).Break?.Break);
    }

    [Fact]
    public void What_was_not_read_leaves_the_way_open()
    {
        var cluster = new TestCluster().Unread("EndpointSlice", "Endpoints", "Pod").Add(s_web);

        Assert.Null(Assert.Single(Of(cluster, s_web)).IsWhole);
        Assert.Null(Assert.Single(Of(new TestCluster().Unread("Service").Add(Nginx()), Ingress("web", "80"))).IsWhole);
    }

    [Fact]
    public void Endpoints_made_by_hand_are_enough_and_must_be_made()
    {
        var service = TestCluster.Service("legacy");
        var slice = TestCluster.Slice(service, [], new KubeEndpointPort(null, 80, "TCP")) with
        {
            Endpoints = [new KubeEndpoint(["192.0.2.7"], true, true, false, null, null, null, null)],
        };

        Assert.True(Assert.Single(Of(service, slice)).IsWhole);
        Assert.Equal(RouteBreak.NoEndpoints, Break(service).Break);
    }

    [Fact]
    public void A_headless_service_without_ports_leads_to_its_pods()
    {
        var service = s_web with { ClusterIP = "None", Ports = [] };

        Assert.True(Assert.Single(Of(service, Web("web-1"), TestCluster.Slice(service, [Web("web-1")]))).IsWhole);
    }

    [Theory]
    [InlineData("db.example.com", true)]
    [InlineData("web.shop.svc.cluster.local", true)]
    [InlineData("wbe.shop.svc.cluster.local", false)]
    public void An_external_name_leads_out_or_to_a_service_that_exists(string name, bool whole)
    {
        var service = TestCluster.Service("db") with { Type = "ExternalName", ExternalName = name, ClusterIP = null };

        Assert.Equal(whole, Assert.Single(Of(service, s_web)).IsWhole);
    }

    [Fact]
    public void Every_port_has_its_own_way()
    {
        var service = s_web with { Ports = [new KubeServicePort("http", 80, "http", "TCP", null), new KubeServicePort("metrics", 9100, "metrics", "TCP", null)] };
        var slice = TestCluster.Slice(service, [Web("web-1")], new KubeEndpointPort("http", 8080, "TCP"));

        var routes = Of(service, Web("web-1"), slice);

        Assert.Equal(["80/TCP (http)", "9100/TCP (metrics)"], routes.Select(route => route.Entry));
        Assert.Equal([true, false], routes.Select(route => route.IsWhole));
    }

    [Fact]
    public void A_route_that_its_gateway_refuses_goes_nowhere()
    {
        var route = new KubeHttpRoute
        {
            Kind = "HTTPRoute",
            Namespace = "shop",
            Name = "web",
            Parents =
            [
                new KubeRouteParent(
                    new KubeTarget("Gateway", null, "public"), null, [new KubeCondition("Accepted", "False", "NotAllowedByListeners", "namespace shop", null)]),
            ],
            Backends = [new KubeIngressBackend("web", "80", null, null)],
        };

        Assert.Equal("Gateway shop/public refuses the route: NotAllowedByListeners: namespace shop", Break(route, s_web).Message);
        route = route with { Parents = [route.Parents[0] with { Conditions = [] }] };
        Assert.Equal("Gateway shop/public does not exist", Break(route, s_web).Message);
    }

    private static KubePod Web(string name) =>
        TestCluster.Pod(name, "n", TestCluster.Container() with { Ports = [new KubeContainerPort("http", 8080, "TCP", null)] }) with { Labels = TestCluster.Map("app=web") };

    private static KubePod NotReady(string name) => Web(name) with { Conditions = [new KubeCondition("Ready", "False", "ContainersNotReady", null, null)] };

    private static KubeEndpointSlice Slice(KubeService service, params KubePod[] pods) =>
        TestCluster.Slice(service, pods, new KubeEndpointPort(null, 8080, "TCP"));

    private static KubeIngressClass Nginx() => new() { Kind = "IngressClass", Name = "nginx" };

    private static KubeIngress Ingress(string service, string port) => new()
    {
        Kind = "Ingress",
        Namespace = "shop",
        Name = "web",
        Class = "nginx",
        Rules = [new KubeIngressRule("shop.example.com", "/api", "Prefix", new KubeIngressBackend(service, port, null, null))],
    };

    private static IReadOnlyList<KubeRoute> Of(KubeObject item, params KubeObject[] others) => Of(new TestCluster().Add(item, Nginx()).Add(others), item);

    private static IReadOnlyList<KubeRoute> Of(TestCluster cluster, KubeObject item) => Routes.Of(cluster.Build(), item);

    private static KubeHop Break(KubeObject item, params KubeObject[] others) => Assert.Single(Of(item, others)).Break!;
}
