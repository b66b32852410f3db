using Engine.Tests.Sources;
using RunbookTools.Engine.Snapshots;
using RunbookTools.Engine.Symptoms;

namespace Engine.Tests.Snapshots;

public sealed class SnapshotRoundTripTests : IDisposable
{
    private static readonly SnapshotOptions s_plain = new() { Redaction = Redaction.None, Logs = SnapshotLogs.All };
    private readonly SnapshotFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("copy.tar.gz")]
    [InlineData("copy.tar")]
    [InlineData("copy")]
    public void The_sample_reads_back_identical(string name)
    {
        var original = TempFolder.Read(Repository.Sample);

        AssertSame(original, _files.SaveAndRead(Repository.Sample, s_plain, name));
    }

    [Fact]
    public void The_sample_reads_back_the_same_but_for_what_is_redacted() =>
        AssertSame(TempFolder.Read(Repository.Sample), _files.SaveAndRead(Repository.Sample, new SnapshotOptions { Logs = SnapshotLogs.All }));

    [Fact]
    public void Symptoms_are_the_same_with_everything_redacted()
    {
        var copy = _files.SaveAndRead(Repository.Sample, new SnapshotOptions { Redaction = Redaction.Credentials | Redaction.Certificates | Redaction.Email | Redaction.Address });

        Assert.Equal(Symptoms(TempFolder.Read(Repository.Sample)), Symptoms(copy));
    }

    [SharedBundleFact]
    public void Real_bundles_read_back_identical()
    {
        foreach (var path in SharedBundles())
        {
            var original = TempFolder.Read(path);
            AssertSame(original, _files.SaveAndRead(path, s_plain with { Force = true }));
        }
    }

    [SharedBundleFact]
    public void Real_bundles_read_back_the_same_but_for_what_is_redacted()
    {
        foreach (var path in SharedBundles())
        {
            var original = TempFolder.Read(path);
            var copy = _files.SaveAndRead(path, new SnapshotOptions { Force = true });

            AssertSame(Names(original), Names(copy), path);
            AssertSame(SnapshotFiles.Describe(original.Coverage), SnapshotFiles.Describe(copy.Coverage), path);
            Assert.Equal(Symptoms(original), Symptoms(copy));
        }
    }

    [Fact]
    public void A_cluster_info_dump_and_plain_files_become_bundles()
    {
        using var folder = new TempFolder("plain").Add("objects.yaml", """
            apiVersion: v1
            kind: Pod
            metadata: {name: web, namespace: shop}
            spec: {containers: [{name: app, image: web:1}]}
            status: {phase: Running, podIP: 10.0.0.7}
            ---
            apiVersion: example.com/v1
            kind: Gizmo
            metadata: {name: g}
            spec: {size: 3}
            ---
            apiVersion: serving.knative.dev/v1
            kind: Service
            metadata: {name: web, namespace: shop}
            """).Add("logs/shop/web/app.log", "2026-11-20T13:00:00.000000000Z started\nplain line\n");

        var copy = _files.SaveAndRead(folder.Root, s_plain);

        AssertSame(folder.Read(), copy);
        Assert.NotNull(copy.Find("Service.serving.knative.dev", "shop", "web"));
        Assert.Equal("plain", copy.Name);
        Assert.Equal(2, copy.Log(new LogRequest("shop", "web", "app", false)).Lines.Count);
    }

    [Fact]
    public void A_snapshot_of_a_snapshot_is_the_same_again()
    {
        var first = _files.Save(Repository.Sample, new SnapshotOptions { Logs = SnapshotLogs.All }, "first.tar.gz");

        AssertSame(TempFolder.Read(first), _files.SaveAndRead(first, new SnapshotOptions { Logs = SnapshotLogs.All }, "second.tar.gz"));
    }

    [Fact]
    public void Names_that_lead_outside_stay_inside()
    {
        using var folder = new TempFolder("hostile").Add("objects.json", """
            {"apiVersion":"v1","kind":"List","items":[
              {"apiVersion":"v1","kind":"Pod","metadata":{"name":"../../up","namespace":"../..","uid":"1"},"spec":{"containers":[{"name":"../c","image":"i"}]},
               "status":{"containerStatuses":[{"name":"../c","restartCount":0,"state":{"running":{}}}]}},
              {"apiVersion":"../../x/v1","kind":"../../Y","metadata":{"name":"z","namespace":"CON"}},
              {"apiVersion":"v1","kind":"Pod","metadata":{"name":"p","namespace":"ns"}},
              {"apiVersion":"v1","kind":"Pod","metadata":{"name":"p","namespace":"NS"}}]}
            """);

        var path = _files.Save(folder.Root, s_plain, "inner");

        Assert.Equal(["inner", "saved"], Directory.GetFileSystemEntries(_files["."]).Select(Path.GetFileName).Order());
        AssertSame(folder.Read(), TempFolder.Read(path));
    }

    private static IEnumerable<string> SharedBundles() => Directory.GetDirectories(Path.Combine(Repository.SharedBundles, "control-plane"))
        .Concat([Path.Combine(Repository.SharedBundles, "support-bundle-1.23"), Path.Combine(Repository.SharedBundles, "support-bundle-1.32")])
        .Where(path => Directory.Exists(Path.Combine(path, "cluster-resources")));

    private static IReadOnlyList<string> Names(ClusterInventory inventory) =>
        [.. inventory.Objects.Select(item => $"{item.Cluster} {item.ApiVersion} {item.Kind} {item.Namespace}/{item.Name} {item.Uid} {item.Created:O}").Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Symptoms(ClusterInventory inventory) =>
        SymptomFinder.Find(inventory, []).Select(symptom => $"{symptom.Id} {symptom.Object} {symptom.Owner} {symptom.Since:O} {symptom.Severity}");

    private static void AssertSame(ClusterInventory original, ClusterInventory copy)
    {
        AssertSame(SnapshotFiles.Describe(original), SnapshotFiles.Describe(copy), original.Location);
        AssertSame(SnapshotFiles.Describe(original.Coverage), SnapshotFiles.Describe(copy.Coverage), original.Location);
        Assert.Equal((original.Name, original.ServerVersion, original.CapturedAt, original.DefaultNamespace), (copy.Name, copy.ServerVersion, copy.CapturedAt, copy.DefaultNamespace));
        var requests = SnapshotFiles.LogsOf(original).Where(request => original.Log(request).Gap is null).ToList();
        AssertSame(SnapshotFiles.DescribeLogs(original, requests), SnapshotFiles.DescribeLogs(copy, requests), original.Location);
    }

    private static void AssertSame(IReadOnlyList<string> original, IReadOnlyList<string> copy, string location)
    {
        var lost = original.Except(copy).Take(3).ToList();
        var added = copy.Except(original).Take(3).ToList();
        Assert.True(lost.Count == 0 && added.Count == 0 && original.Count == copy.Count, $"{location}\nlost:\n{string.Join('\n', lost)}\nadded:\n{string.Join('\n', added)}");
    }
}
