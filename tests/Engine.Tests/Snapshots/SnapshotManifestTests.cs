using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;
using Engine.Tests.Reports;
using Engine.Tests.Sources;
using RunbookTools.Engine.Snapshots;
using RunbookTools.Engine.Sources;

namespace Engine.Tests.Snapshots;

public sealed class SnapshotManifestTests : IDisposable
{
    private readonly SnapshotFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Tells_when_of_what_and_the_hash_of_every_file()
    {
        _files.Save(Repository.Sample, new SnapshotOptions(), "folder");

        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_files["folder"], "snapshot.json")));
        var root = manifest.RootElement;
        Assert.Equal("checkout-outage", root.GetProperty("cluster").GetString());
        Assert.Equal(TempFolder.Read(Repository.Sample).CapturedAt, root.GetProperty("capturedAt").GetDateTimeOffset());
        Assert.Equal(["Credentials", "Certificates"], root.GetProperty("redaction").EnumerateArray().Select(item => item.GetString()!));
        var named = root.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("path").GetString()!).Order(StringComparer.Ordinal).ToList();
        var there = Directory.EnumerateFiles(_files["folder"], "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(_files["folder"], file).Replace('\\', '/')).Where(path => path != "snapshot.json").Order(StringComparer.Ordinal);
        Assert.Equal(there, named);
        Assert.Contains("cluster-resources/pods/shop.json", named);
        Assert.Contains("version.yaml", named);
    }

    [Fact]
    public void Has_the_form_its_schema_says()
    {
        _files.Save(Repository.Sample, new SnapshotOptions(), "folder");

        using var schema = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Repository.Root, "module", "schema", "snapshot.v1.schema.json")));
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_files["folder"], "snapshot.json")));
        Assert.Empty(SchemaCheck.Errors(schema.RootElement, manifest.RootElement));
    }

    [Fact]
    public void What_could_not_be_read_is_still_not_known()
    {
        using var folder = new TempFolder("few-rights")
            .Add("cluster-resources/namespaces.json", """{"kind":"NamespaceList","apiVersion":"v1","items":[{"metadata":{"name":"shop"}}]}""")
            .Add("cluster-resources/pods/shop.json", """{"kind":"PodList","apiVersion":"v1","items":[]}""")
            .Add("cluster-resources/nodes-errors.json", """["nodes is forbidden: User \"jane\" cannot list resource \"nodes\" in API group \"\" at the cluster scope"]""")
            .Add("cluster-resources/services/shop.json", "{ not json");
        var original = folder.Read();

        var copy = _files.SaveAndRead(folder.Root, new SnapshotOptions());

        Assert.Equal(SnapshotFiles.Describe(original.Coverage), SnapshotFiles.Describe(copy.Coverage));
        Assert.Equal(GapKind.Forbidden, copy.GapFor("Node")!.Kind);
        Assert.Equal(original.GapFor("Node")!.Remedy, copy.GapFor("Node")!.Remedy);
        Assert.NotNull(copy.GapFor("Service", "shop"));
        Assert.NotNull(copy.GapFor("Deployment"));
        Assert.Null(copy.GapFor("Pod", "shop"));
    }

    [Fact]
    public void Without_its_manifest_it_is_a_support_bundle_that_still_says_what_is_missing()
    {
        using var folder = new TempFolder("few-rights")
            .Add("cluster-resources/namespaces.json", """{"kind":"NamespaceList","apiVersion":"v1","items":[{"metadata":{"name":"shop"}}]}""")
            .Add("cluster-resources/pods/shop.json", """{"kind":"PodList","apiVersion":"v1","items":[]}""")
            .Add("cluster-resources/nodes-errors.json", """["nodes is forbidden: no"]""");
        var path = _files.Save(folder.Root, new SnapshotOptions(), "folder");
        File.Delete(Path.Combine(path, "snapshot.json"));

        var bundle = TempFolder.Read(path);

        Assert.Equal("support bundle", bundle.Source);
        Assert.Equal(GapKind.Forbidden, bundle.GapFor("Node")!.Kind);
        Assert.Null(bundle.GapFor("Pod", "shop"));
        Assert.NotNull(bundle.GapFor("Deployment"));
    }

    [Fact]
    public void A_file_that_was_changed_is_read_and_noted()
    {
        var path = _files.Save(Repository.Sample, new SnapshotOptions(), "folder");
        var file = Path.Combine(path, "cluster-resources", "nodes.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace("worker-1", "worker-9", StringComparison.Ordinal));

        var copy = TempFolder.Read(path);

        var gap = Assert.Single(copy.Coverage.Gaps, gap => gap.Reason.Contains("changed since", StringComparison.Ordinal));
        Assert.Equal("cluster-resources/nodes.json", gap.Path);
        Assert.NotNull(copy.Find("Node", null, "worker-9"));
        Assert.Null(copy.GapFor("Node"));
    }

    [Fact]
    public void A_file_that_is_gone_leaves_its_kind_unknown()
    {
        var path = _files.Save(Repository.Sample, new SnapshotOptions(), "folder");
        File.Delete(Path.Combine(path, "cluster-resources", "nodes.json"));
        File.Delete(Path.Combine(path, "cluster-resources", "services", "shop.json"));

        var copy = TempFolder.Read(path);

        Assert.Contains("missing from the snapshot", copy.GapFor("Node")!.Reason, StringComparison.Ordinal);
        Assert.NotNull(copy.GapFor("Service", "shop"));
        Assert.Null(copy.GapFor("Service", "kube-system"));
    }

    [Fact]
    public void A_file_that_was_added_is_read_and_noted()
    {
        var path = _files.Save(Repository.Sample, new SnapshotOptions(), "folder");
        File.WriteAllText(Path.Combine(path, "cluster-resources", "pods", "late.json"), """{"kind":"PodList","apiVersion":"v1","items":[{"metadata":{"name":"p","namespace":"late"}}]}""");

        var copy = TempFolder.Read(path);

        Assert.NotNull(copy.Find("Pod", "late", "p"));
        Assert.Contains(copy.Coverage.Gaps, gap => gap is { Path: "cluster-resources/pods/late.json", Resource: "" });
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("""{"schemaVersion":"1.0","cluster":"x","source":"x","capturedAt":"2026-01-01T00:00:00Z","redaction":[],"coverage":{"read":[null],"gaps":[]},"logs":[],"files":[]}""")]
    [InlineData("""{"schemaVersion":"2.0","cluster":"x","source":"x","capturedAt":"2026-01-01T00:00:00Z","redaction":[],"coverage":{"read":[],"gaps":[]},"logs":[],"files":[]}""")]
    [InlineData("""{"schemaVersion":"1.0","cluster":null,"source":"x","capturedAt":"2026-01-01T00:00:00Z","redaction":[],"coverage":{"read":[],"gaps":[]},"logs":[],"files":[]}""")]
    public void A_manifest_that_cannot_be_read_costs_nothing_else(string text)
    {
        var path = _files.Save(Repository.Sample, new SnapshotOptions(), "folder");
        File.WriteAllText(Path.Combine(path, "snapshot.json"), text);

        var bundle = TempFolder.Read(path);

        Assert.Equal("support bundle", bundle.Source);
        Assert.NotEmpty(bundle.OfKind("Pod"));
        Assert.Contains(bundle.Coverage.Gaps, gap => gap.Path == "snapshot.json");
    }

    [Fact]
    public void Only_the_logs_of_suspects_go_with_it_and_the_others_are_not_called_empty()
    {
        var original = TempFolder.Read(Repository.Sample);
        var copy = _files.SaveAndRead(Repository.Sample, new SnapshotOptions());

        var crashing = original.All<KubePod>().First(pod => pod.Name.StartsWith("payments-", StringComparison.Ordinal));
        Assert.NotEmpty(copy.Log(new LogRequest("shop", crashing.Name, "app", true)).Lines);
        var well = original.All<KubePod>().First(pod => pod.Name.StartsWith("storefront-", StringComparison.Ordinal));
        Assert.NotEmpty(original.Log(new LogRequest("shop", well.Name, "app", false)).Lines);
        Assert.Equal(GapKind.Absent, copy.Log(new LogRequest("shop", well.Name, "app", false)).Gap!.Kind);
    }

    [Fact]
    public void The_logs_a_triage_reads_go_with_it()
    {
        var well = TempFolder.Read(Repository.Sample).All<KubePod>().First(pod => pod.Name.StartsWith("storefront-", StringComparison.Ordinal));
        var request = new LogRequest("shop", well.Name, "app", false);

        var copy = _files.SaveAndRead(Repository.Sample, new SnapshotOptions { Triage = inventory => inventory.Log(request) });

        Assert.NotEmpty(copy.Log(request).Lines);
    }

    [Fact]
    public void Without_logs_a_log_is_not_known()
    {
        var copy = _files.SaveAndRead(Repository.Sample, new SnapshotOptions { Logs = SnapshotLogs.None });

        Assert.Equal("the snapshot was taken without logs", copy.GapFor(KindTable.PodLog, "shop")!.Reason);
        Assert.DoesNotContain(copy.Coverage.Read, entry => entry.Kind == KindTable.PodLog);
    }

    [Fact]
    public void What_is_there_is_replaced_only_with_force_and_only_when_it_is_a_snapshot()
    {
        var archive = _files.Save(Repository.Sample, new SnapshotOptions(), "a.tar.gz");
        var folder = _files.Save(Repository.Sample, new SnapshotOptions(), "folder");
        Directory.CreateDirectory(_files["mine"]);
        File.WriteAllText(Path.Combine(_files["mine"], "thesis.txt"), "years of work");
        File.WriteAllText(_files["file"], "");

        Assert.Equal("PathExists", Error("a.tar.gz", force: false));
        Assert.Equal("PathExists", Error("folder", force: false));
        Assert.Equal("NotASnapshot", Error("mine", force: true));
        Assert.Equal("PathExists", Error("file", force: true));
        Assert.Equal("UnknownExtension", Error("a.zip", force: false));
        Assert.Equal("years of work", File.ReadAllText(Path.Combine(_files["mine"], "thesis.txt")));

        _files.Save(Repository.Sample, new SnapshotOptions { Force = true }, "a.tar.gz");
        _files.Save(Repository.Sample, new SnapshotOptions { Force = true }, "folder");
        Assert.NotEmpty(TempFolder.Read(archive).OfKind("Pod"));
        Assert.NotEmpty(TempFolder.Read(folder).OfKind("Pod"));
    }

    [Fact]
    public void Nothing_is_left_behind_when_it_fails_or_is_stopped()
    {
        using var empty = new TempFolder("empty").Add("readme.txt", "nothing here");
        using var stop = new CancellationTokenSource();

        Assert.Equal("NoObjects", Assert.Throws<SourceException>(() => _files.Save(empty.Root, new SnapshotOptions(), "a.tar.gz")).ErrorId);
        var options = new SnapshotOptions { Triage = _ => stop.Cancel() };
        Assert.ThrowsAny<OperationCanceledException>(() => SnapshotWriter.WriteAsync(ClusterSources.OpenPath(Repository.Sample), _files["b.tar.gz"], options, stop.Token).GetAwaiter().GetResult());

        Assert.Equal(["saved"], Directory.GetFileSystemEntries(_files["."]).Select(Path.GetFileName));
    }

    [Fact]
    public void An_archive_says_nothing_of_who_made_it()
    {
        var archive = _files.Save(Repository.Sample, new SnapshotOptions(), "a.tar.gz");

        using var gzip = new GZipStream(File.OpenRead(archive), CompressionMode.Decompress);
        using var reader = new TarReader(gzip);
        var entries = new List<TarEntry>();
        while (reader.GetNextEntry() is { } entry)
        {
            entries.Add(entry);
        }

        Assert.Equal("a/snapshot.json", entries[0].Name);
        Assert.All(entries, entry => Assert.Equal((0, 0, ""), (entry.Uid, entry.Gid, ((PaxTarEntry)entry).UserName)));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(archive));
        }
    }

    private string Error(string name, bool force) =>
        Assert.Throws<SourceException>(() => _files.Save(Repository.Sample, new SnapshotOptions { Force = force }, name)).ErrorId;
}
