using RunbookTools.Engine.Symptoms;
using static Engine.Tests.Symptoms.ShopCluster;

namespace Engine.Tests.Symptoms;

public class NetworkSymptomTests
{
    [Fact]
    public void An_ingress_is_broken_when_the_controller_of_its_class_has_no_ready_pod()
    {
        Assert.Empty(Find(Served("web", controllers: 1)));

        var symptom = Assert.Single(Find(Served("web", controllers: 0)), symptom => symptom.Id == "Ingress.Broken");
        Assert.Equal("its controller Deployment shop/ingress-nginx has no ready pod", symptom.Summary);
    }

    [Fact]
    public void Nobody_serves_a_class_only_when_its_controller_runs_in_the_cluster_and_there_was_time()
    {
        Assert.Empty(Find(Bare("k8s.io/ingress-nginx", minutes: 5)));
        Assert.Empty(Find(Bare("k8s.io/ingress-gce", minutes: 600)));
        Assert.Empty(Find(Bare("k8s.io/ingress-nginx", minutes: 600).Forbid("Deployment")));
        Assert.Equal("Ingress.Broken", Assert.Single(Find(Bare("k8s.io/ingress-nginx", minutes: 600))).Id);
    }

    [Fact]
    public void The_younger_of_two_ingresses_loses_its_host_unless_it_is_a_canary()
    {
        var cluster = Served("web", controllers: 1).Add(Ingress("later", "web", age: 10));
        var symptom = Assert.Single(Find(cluster));

        Assert.Equal("later", symptom.Object.Name);
        Assert.Contains("Ingress shop/web is older", symptom.Summary, StringComparison.Ordinal);

        var canary = Ingress("later", "web", age: 10) with { Annotations = new Dictionary<string, string> { ["nginx.ingress.kubernetes.io/canary"] = "true" } };
        Assert.Empty(Find(Served("web", controllers: 1).Add(canary)));
    }

    [Theory]
    [InlineData(2, null)]
    [InlineData(20, "Service.LoadBalancerPending")]
    public void A_load_balancer_may_take_some_minutes(double minutes, string? expected)
    {
        var cluster = new ShopCluster().Deploy("web").Serve("web");
        var service = cluster.Build().All<KubeService>().Single();
        cluster.Without("Service", "web").Add(service with { Type = "LoadBalancer", Created = Ago(minutes) });

        Assert.Equal(expected, Find(cluster).SingleOrDefault()?.Id);
    }

    [Fact]
    public void A_gateway_of_no_class_or_with_a_bad_listener_is_told_and_a_fresh_one_is_not()
    {
        Assert.Empty(Find(new ShopCluster().Add(Class(), Gateway(0.5, "Unknown"))));
        Assert.Equal("gateway class edge does not exist", Assert.Single(Find(new ShopCluster().Add(Gateway(0.5, "Unknown")))).Summary);
        Assert.Equal("Programmed is Unknown: Pending: Waiting for controller", Assert.Single(Find(new ShopCluster().Add(Class(), Gateway(60, "Unknown")))).Summary);

        var refused = Gateway(60, "True") with
        {
            Listeners = [new KubeListener("https", null, 443, "HTTPS", [], [new KubeCondition("ResolvedRefs", "False", "InvalidCertificateRef", "Secret shop/www does not exist.", Ago(60))])],
        };
        Assert.Equal(
            "listener https: InvalidCertificateRef: Secret shop/www does not exist.", Assert.Single(Find(new ShopCluster().Add(Class(), refused))).Summary);
    }

    private static IReadOnlyList<Symptom> Find(ShopCluster cluster) => SymptomFinder.Find(cluster.Build(), []);

    private static ShopCluster Served(string name, int controllers) => new ShopCluster()
        .Deploy(name).Serve(name)
        .Deploy("ingress-nginx", pod => pod with { Spec = pod.Spec with { Containers = [pod.Spec.Containers[0] with { Image = "registry.k8s.io/ingress-nginx/controller:v1.12.1" }] } }, replicas: 1, ready: controllers)
        .Add(new KubeIngressClass { Kind = "IngressClass", Name = "nginx", ControllerName = "k8s.io/ingress-nginx" }, Ingress(name, name, age: 600));

    private static ShopCluster Bare(string controller, double minutes) => new ShopCluster().Deploy("web").Serve("web")
        .Add(new KubeIngressClass { Kind = "IngressClass", Name = "nginx", ControllerName = controller }, Ingress("web", "web", minutes));

    private static KubeIngress Ingress(string name, string service, double age) => new()
    {
        Kind = "Ingress",
        Namespace = "shop",
        Name = name,
        Class = "nginx",
        Created = Ago(age),
        Rules = [new KubeIngressRule("www.example.com", "/", "Prefix", new KubeIngressBackend(service, name == "later" ? null : "8080", null, null))],
    };

    private static KubeGatewayClass Class() => new() { Kind = "GatewayClass", Name = "edge", ControllerName = "example.com/gateway" };

    private static KubeGateway Gateway(double age, string programmed) => new()
    {
        Kind = "Gateway",
        Namespace = "shop",
        Name = "public",
        Class = "edge",
        Created = Ago(age),
        Conditions = [new KubeCondition("Programmed", programmed, programmed == "True" ? "Programmed" : "Pending", programmed == "True" ? "" : "Waiting for controller", null)],
    };
}
