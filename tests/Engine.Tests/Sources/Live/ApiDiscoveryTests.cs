using System.Text;
using RunbookTools.Engine.Sources.Live;

namespace Engine.Tests.Sources.Live;

public class ApiDiscoveryTests
{
    private const string Aggregated = """
        {"kind":"APIGroupDiscoveryList","apiVersion":"apidiscovery.k8s.io/v2","metadata":{},"items":[
          {"metadata":{"name":"apps"},"versions":[{"version":"v1","freshness":"Current","resources":[
            {"resource":"deployments","responseKind":{"group":"apps","version":"v1","kind":"Deployment"},"scope":"Namespaced","verbs":["get","list"],"shortNames":["deploy"]}]}]},
          {"metadata":{"name":"autoscaling"},"versions":[{"version":"v1","resources":[
            {"resource":"horizontalpodautoscalers","responseKind":{"group":"autoscaling","version":"v1","kind":"HorizontalPodAutoscaler"},"scope":"Namespaced","verbs":["list"]}]}]},
          {"metadata":{"name":"metrics.k8s.io"},"versions":[{"version":"v1beta1","freshness":"Stale"}]},
          {"metadata":{"name":"cert-manager.io"},"versions":[
            {"version":"v1","resources":[
              {"resource":"certificates","responseKind":{"group":"cert-manager.io","version":"v1","kind":"Certificate"},"scope":"Namespaced","verbs":["list"],"shortNames":["cert"]},
              {"resource":"clusterissuers","responseKind":{"group":"cert-manager.io","version":"v1","kind":"ClusterIssuer"},"scope":"Cluster","verbs":["get","list"]},
              {"resource":"challenges","responseKind":{"group":"cert-manager.io","version":"v1","kind":"Challenge"},"scope":"Namespaced","verbs":["create"]}]},
            {"version":"v1alpha2","resources":[
              {"resource":"certificates","responseKind":{"group":"cert-manager.io","version":"v1alpha2","kind":"Certificate"},"scope":"Namespaced","verbs":["list"]}]}]}]}
        """;

    [Fact]
    public void Tells_which_version_serves_a_kind()
    {
        var discovery = Parse(Aggregated);

        Assert.Equal("v1", discovery.VersionOf(KindTable.Find("Pod")!));
        Assert.Equal("v1", discovery.VersionOf(KindTable.Find("Deployment")!));
        Assert.Equal("v1", discovery.VersionOf(KindTable.Find("HorizontalPodAutoscaler")!));
        Assert.Null(discovery.VersionOf(KindTable.Find("StatefulSet")!));
        Assert.Null(discovery.VersionOf(KindTable.Find("Gateway")!));
    }

    [Fact]
    public void Names_other_kinds_that_can_be_listed() => Assert.Equal(
        ["certificates.cert-manager.io v1 True cert", "clusterissuers.cert-manager.io v1 False "],
        Parse(Aggregated).Others().Select(kind => $"{kind.Resource} {kind.Version} {kind.IsNamespaced} {string.Join(",", kind.ShortNames)}"));

    [Fact]
    public void Reads_what_older_servers_tell()
    {
        var discovery = Parse("""{"kind":"APIGroupList","groups":[{"name":"batch","versions":[{"groupVersion":"batch/v1beta1","version":"v1beta1"}]}]}""");

        Assert.Equal("v1beta1", discovery.VersionOf(KindTable.Find("CronJob")!));
        Assert.Null(discovery.VersionOf(KindTable.Find("Lease")!));
        Assert.Empty(discovery.Others());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"items\":[{}]}")]
    [InlineData("not json")]
    public void Takes_every_kind_for_served_when_the_server_does_not_tell(string text) => Assert.Equal("v1", Parse(text).VersionOf(KindTable.Find("Lease")!));

    private static ApiDiscovery Parse(string json) => ApiDiscovery.Parse(Encoding.UTF8.GetBytes(json));
}
