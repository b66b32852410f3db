using Engine.Tests.Sources;
using Engine.Tests.Sources.Live;
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
