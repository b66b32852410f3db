using RunbookTools.Engine.Symptoms;
using static Engine.Tests.TestCluster;

namespace Engine.Tests.Symptoms;

public class HygieneFinderTests
{
    [Fact]
    public void A_triage_that_was_not_asked_finds_nothing_of_it()
    {
        var inventory = new TestCluster().Add(Deployment("web", new KubePodSpec()) with { Ready = 1, Available = 1, Updated = 1, Current = 1, Desired = 1 }, ConfigMap("old")).Build();

        Assert.DoesNotContain(SymptomFinder.Find(inventory, []), symptom => symptom.Id.StartsWith("Hygiene.", StringComparison.Ordinal));
        Assert.All(HygieneFinder.Find(inventory, []), symptom => Assert.Equal(Severity.Info, symptom.Severity));
        Assert.Equal(["Hygiene.Unused ConfigMap shop/old", "Hygiene.Workload Deployment shop/web"], Found(inventory));
    }

    [Fact]
    public void What_the_cluster_keeps_for_itself_is_left_alone()
    {
        Assert.Empty(Found(new TestCluster().Add(
            ConfigMap("kube-root-ca.crt"),
            ConfigMap("leader") with { Annotations = Map("control-plane.alpha.kubernetes.io/leader={}") },
            ConfigMap("coredns") with { Namespace = "kube-system" },
            ConfigMap("of-operator") with { Owners = [new KubeOwner("Database", "main", null, Controller: true)] },
            ConfigMap("new") with { Created = MinutesAgo(10) },
            Secret("sh.helm.release.v1.shop.v3"),
            Secret("token") with { Annotations = Map("kubernetes.io/service-account.name=web") },
            ServiceAccount(),
            new KubeRole { Kind = "ClusterRole", Name = "system:node" },
            new KubeRole { Kind = "ClusterRole", Name = "admin", Labels = Map("kubernetes.io/bootstrapping=rbac-defaults") },
            PodOf("kube-apiserver-1", new KubePodSpec()) with { Annotations = Map("kubernetes.io/config.mirror=1") }).Build()));
    }

    [Fact]
    public void Only_the_namespaces_asked_for_are_looked_at()
    {
        var inventory = new TestCluster().Add(ConfigMap("old"), ConfigMap("old") with { Namespace = "blog" }).Build();

        Assert.Equal("ConfigMap blog/old", Assert.Single(HygieneFinder.Find(inventory, ["blog"])).Object.ToString());
    }

    private static IEnumerable<string> Found(ClusterInventory inventory) => HygieneFinder.Find(inventory, []).Select(symptom => $"{symptom.Id} {symptom.Object}");
}
