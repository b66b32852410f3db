using static Engine.Tests.TestCluster;

namespace Engine.Tests.Primitives;

public class RelatedTests
{
    private static readonly KubePodSpec s_spec = new() { Containers = [Container()] };

    [Fact]
    public void Budgets_of_a_workload_are_those_that_select_pods_it_has_or_would_have()
    {
        var (running, waiting) = (Deployment("web", s_spec, "app=web"), Deployment("api", s_spec, "app=api"));
        var set = ReplicaSet(running, 1);
        var pod = PodOf("web-1", s_spec) with { Labels = Map("app=web", "tier=front"), Owners = [OwnedBy(set)] };
        var inventory = new TestCluster().Add(running, set, pod, waiting, Budget("front", "tier=front"), Budget("web", "app=web"), Budget("api", "app=api"), Budget("web", "app=web") with { Namespace = "blog" }).Build();

        Assert.Equal(["shop/front", "shop/web"], Names(Related.Budgets(inventory, running)));
        Assert.Equal(["shop/front", "shop/web"], Names(Related.Budgets(inventory, pod)));
        Assert.Equal(["shop/api"], Names(Related.Budgets(inventory, waiting)));
    }

    [Fact]
    public void Autoscalers_of_a_workload_are_those_that_name_it()
    {
        var web = Deployment("web", s_spec);
        var inventory = new TestCluster().Add(web, Autoscaler("one", "Deployment", "web"), Autoscaler("two", "StatefulSet", "web"), Autoscaler("three", "Deployment", "api")).Build();

        Assert.Equal(["shop/one"], Names(Related.Autoscalers(inventory, web)));
    }

    [Fact]
    public void Objects_of_a_kind_in_a_namespace_are_found_and_no_others()
    {
        var inventory = new TestCluster().Add(ConfigMap("b"), ConfigMap("a"), ConfigMap("a") with { Namespace = "blog" }, Secret("c")).Build();

        Assert.Equal(["shop/a", "shop/b"], Names(inventory.AllIn<KubeConfigMap>("shop")));
        Assert.Empty(inventory.AllIn<KubeConfigMap>("nowhere"));
    }

    private static KubeDisruptionBudget Budget(string name, string label) => new() { Kind = "PodDisruptionBudget", Namespace = "shop", Name = name, Selector = Select(label) };

    private static KubeAutoscaler Autoscaler(string name, string kind, string target) =>
        new() { Kind = "HorizontalPodAutoscaler", Namespace = "shop", Name = name, ScaleTarget = new KubeTarget(kind, "shop", target) };

    private static IEnumerable<string> Names(IEnumerable<KubeObject> items) => items.Select(item => $"{item.Namespace}/{item.Name}");
}
