using Engine.Tests.Sources;
using Engine.Tests.Sources.Live;
using RunbookTools.Engine.Primitives;
using RunbookTools.Engine.Snapshots;
using RunbookTools.Engine.Sources;
using RunbookTools.Engine.Sources.Live;

namespace Engine.Tests.Snapshots;

public sealed class LiveSnapshotTests : IDisposable
{
    private readonly SnapshotFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task A_live_cluster_read_with_few_rights_reads_back_with_the_same_gaps()
    {
        using var server = new FakeApiServer(request => request.Url!.AbsolutePath switch
        {
            "/api/v1/pods" => (200, $$"""{"kind":"PodList","apiVersion":"v1","metadata":{},"items":[{{Kube.Pod("shop", "web-1", "app")}}]}"""),
            "/api/v1/secrets" => (200, """
                {"kind":"PartialObjectMetadataList","apiVersion":"meta.k8s.io/v1","metadata":{},
                "items":[{"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","metadata":{"name":"db","namespace":"shop"}}]}
                """),
            "/api/v1/nodes" => (403, """{"kind":"Status","apiVersion":"v1","status":"Failure","message":"nodes is forbidden: User \"jane\" cannot list resource \"nodes\" in API group \"\" at the cluster scope","reason":"Forbidden","code":403}"""),
            var path when path.EndsWith("/pods/web-1/log", StringComparison.Ordinal) => request.Url.Query.Contains("previous=true", StringComparison.Ordinal)
                ? (400, """{"kind":"Status","apiVersion":"v1","status":"Failure","message":"previous terminated container \"app\" in pod \"web-1\" not found","reason":"BadRequest","code":400}""")
                : (200, "2026-11-20T13:00:00.000000000Z password=hunter2x\nlevel=info msg=started\n"),
            _ => null,
        });
        var source = ClusterSources.OpenLive(new LiveOptions { KubeConfig = server.KubeConfig });
        var original = await source.ReadAsync(CancellationToken.None);
        var current = new LogRequest("shop", "web-1", "app", false);
        var previous = current with { Previous = true };

        var copy = TempFolder.Read(_files.Save(source, new SnapshotOptions
        {
            Triage = inventory => _ = (inventory.Log(current), inventory.Log(previous)),
        }));

        Assert.Equal(SnapshotFiles.Describe(original), SnapshotFiles.Describe(copy));
        Assert.Equal(SnapshotFiles.Describe(original.Coverage), SnapshotFiles.Describe(copy.Coverage));
        Assert.Equal(SnapshotFiles.DescribeLogs(original, [current, previous]), SnapshotFiles.DescribeLogs(copy, [current, previous]));
        Assert.Equal((original.Name, original.ServerVersion, original.DefaultNamespace), (copy.Name, copy.ServerVersion, copy.DefaultNamespace));
        Assert.Equal((GapKind.Forbidden, original.GapFor("Node")!.Remedy), (copy.GapFor("Node")!.Kind, copy.GapFor("Node")!.Remedy));
        Assert.Null(copy.Find<KubeSecret>("Secret", "shop", "db")!.Keys);
        Assert.All(server.Requests, request => Assert.True(request.StartsWith("GET ", StringComparison.Ordinal) || request.Contains("/selfsubject", StringComparison.Ordinal), request));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(403)]
    [InlineData(503)]
    public async Task What_metrics_server_tells_is_read_once_and_saved_and_without_it_all_else_is(int code)
    {
        using var server = new FakeApiServer(request => request.Url!.AbsolutePath switch
        {
            "/apis" => (200, """
                {"kind":"APIGroupDiscoveryList","apiVersion":"apidiscovery.k8s.io/v2","metadata":{},"items":[{"metadata":{"name":"metrics.k8s.io"},"versions":[{"version":"v1beta1","resources":[
                  {"resource":"pods","responseKind":{"group":"","version":"","kind":"PodMetrics"},"scope":"Namespaced","verbs":["get","list"]},
                  {"resource":"nodes","responseKind":{"group":"","version":"","kind":"NodeMetrics"},"scope":"Cluster","verbs":["get","list"]}]}]}]}
                """),
            "/api/v1/pods" => (200, $$"""{"kind":"PodList","apiVersion":"v1","metadata":{},"items":[{{Kube.Pod("shop", "web-1", "app").Replace("\"name\":\"app\"", "\"name\":\"app\",\"resources\":{\"limits\":{\"memory\":\"64Mi\"}}", StringComparison.Ordinal)}}]}"""),
            "/api/v1/nodes" => (200, """{"kind":"NodeList","apiVersion":"v1","metadata":{},"items":[{"metadata":{"name":"n1"},"status":{"capacity":{"cpu":"2","memory":"8Gi"}}}]}"""),
            "/apis/metrics.k8s.io/v1beta1/pods" => (code, """
                {"kind":"PodMetricsList","apiVersion":"metrics.k8s.io/v1beta1","metadata":{},"items":[
                  {"metadata":{"name":"web-1","namespace":"shop","creationTimestamp":"2026-11-20T14:00:00Z"},"timestamp":"2026-11-20T13:59:50Z","window":"15s","containers":[{"name":"app","usage":{"cpu":"1631889n","memory":"16Mi"}}]}]}
                """),
            "/apis/metrics.k8s.io/v1beta1/nodes" => (code, """
                {"kind":"NodeMetricsList","apiVersion":"metrics.k8s.io/v1beta1","metadata":{},"items":[{"metadata":{"name":"n1"},"timestamp":"2026-11-20T13:59:50Z","window":"20s","usage":{"cpu":"500m","memory":"2Gi"}}]}
                """),
            _ => null,
        });
        var source = ClusterSources.OpenLive(new LiveOptions { KubeConfig = server.KubeConfig });

        var live = await source.ReadAsync(CancellationToken.None);
        var requests = server.Requests.Count(request => request.Contains("/metrics.k8s.io/", StringComparison.Ordinal));
        var copy = TempFolder.Read(_files.Save(source, new SnapshotOptions()));

        Assert.NotNull(live.Find("Pod", "shop", "web-1"));
        Assert.Equal(SnapshotFiles.Describe(live), SnapshotFiles.Describe(copy));
        Assert.Equal(SnapshotFiles.Describe(live.Coverage).Order(), SnapshotFiles.Describe(copy.Coverage).Order());
        Assert.Equal(GapKind.Absent, live.GapFor(KindTable.Usage)!.Kind);
        Assert.Equal(code switch { 200 => null, 403 => GapKind.Forbidden, _ => GapKind.Failed }, live.GapFor("PodMetrics")?.Kind);
        string[] expected = code == 200 ? ["Pod shop/web-1 app Cpu 2m of ", "Pod shop/web-1 app Memory 16Mi of 64Mi", "Node n1  Cpu 500m of 2", "Node n1  Memory 2Gi of 8Gi"] : [];
        foreach (var inventory in new[] { live, copy })
        {
            Assert.Equal(expected, Usages.Of(inventory, null).Select(usage => $"{usage.Object} {usage.Container} {usage.Resource} {usage.Used} of {usage.Capacity}"));
            Assert.Equal(expected.Take(2), Usages.Of(inventory, inventory.Find("Pod", "shop", "web-1")).Select(usage => $"{usage.Object} {usage.Container} {usage.Resource} {usage.Used} of {usage.Capacity}"));
        }

        // Nothing is known of rights here, so that what is refused everywhere is tried in a namespace.
        Assert.Equal(code switch { 200 => 2, 403 => 3, _ => requests }, requests);
    }

    [Fact]
    public void Custom_resources_are_written_when_asked_for()
    {
        using var server = new FakeApiServer(request => request.Url!.AbsolutePath switch
        {
            "/apis" => (200, """
                {"kind":"APIGroupDiscoveryList","apiVersion":"apidiscovery.k8s.io/v2","metadata":{},"items":[{"metadata":{"name":"cert-manager.io"},"versions":[{"version":"v1","resources":[
                  {"resource":"certificates","responseKind":{"group":"cert-manager.io","version":"v1","kind":"Certificate"},"scope":"Namespaced","verbs":["list"]},
                  {"resource":"clusterissuers","responseKind":{"group":"cert-manager.io","version":"v1","kind":"ClusterIssuer"},"scope":"Cluster","verbs":["list"]}]}]}]}
                """),
            "/api/v1/pods" => (200, $$"""{"kind":"PodList","apiVersion":"v1","metadata":{},"items":[{{Kube.Pod("shop", "web-1", "app")}}]}"""),
            "/apis/cert-manager.io/v1/certificates" => (200, """
                {"kind":"CertificateList","apiVersion":"cert-manager.io/v1","metadata":{},"items":[{"metadata":{"name":"web","namespace":"shop"},"spec":{"secretName":"web-tls","keystores":{"password":"hunter2x"}}}]}
                """),
            "/apis/cert-manager.io/v1/clusterissuers" => (403, """{"kind":"Status","apiVersion":"v1","status":"Failure","message":"clusterissuers is forbidden","reason":"Forbidden","code":403}"""),
            _ => null,
        });
        var source = ClusterSources.OpenLive(new LiveOptions { KubeConfig = server.KubeConfig });

        var without = TempFolder.Read(_files.Save(source, new SnapshotOptions(), "without"));
        var copy = TempFolder.Read(_files.Save(source, new SnapshotOptions { CustomResources = true }, "with"));

        Assert.Equal(GapKind.Absent, without.GapFor("Certificate")!.Kind);
        var certificate = Assert.IsType<KubeUntypedObject>(copy.Find("Certificate", "shop", "web"));
        Assert.Equal("web-tls", ((IReadOnlyDictionary<string, object?>)certificate.Properties["spec"]!)["secretName"]);
        Assert.Null(copy.GapFor("Certificate"));
        Assert.Equal(GapKind.Forbidden, copy.GapFor("ClusterIssuer")!.Kind);
        Assert.True(File.Exists(Path.Combine(_files["with"], "cluster-resources", "custom-resources", "certificates.cert-manager.io", "shop.json")));
        Assert.DoesNotContain("hunter2x", _files.Text("with"), StringComparison.Ordinal);
    }
}
