using System.Text;
using RunbookTools.Engine.Sources;

namespace Engine.Tests.Sources;

public class PlainFilesTests
{
    private const string Yaml = """
        apiVersion: v1
        kind: Service
        metadata:
          name: web
          namespace: shop
        ---
        apiVersion: v1
        kind: List
        items:
        - apiVersion: v1
          kind: Service
          metadata: {name: api, namespace: shop}

        """;

    [Fact]
    public void Reads_files_in_folders_below_and_logs_beside_them()
    {
        using var folder = new TempFolder()
            .Add("a/b/services.yaml", Yaml)
            .Add("pods.json", Kube.List("Pod", Kube.Pod("shop", "web-1", "app")))
            .Add("claims.json", Kube.List("PersistentVolumeClaim"))
            .Add("logs/shop/web-1/app-previous.log", "2022-04-12T00:36:06.000000000Z hello\n")
            .Add("README.md", "not read");

        var inventory = folder.Read();

        Assert.Equal("files", inventory.Source);
        Assert.Equal(["api", "web"], inventory.OfKind("Service").Select(service => service.Name));
        Assert.Null(inventory.GapFor("PersistentVolumeClaim"));
        Assert.NotNull(inventory.GapFor("Deployment"));
        var line = Assert.Single(inventory.Log(new LogRequest("shop", "web-1", "app", true)).Lines);
        Assert.Equal(("hello", new DateTimeOffset(2022, 4, 12, 0, 36, 6, TimeSpan.Zero)), (line.Text, line.Time));
        Assert.Empty(inventory.Coverage.Gaps);
    }

    [Fact]
    public void Reads_one_file_of_any_name()
    {
        using var folder = new TempFolder().Add("everything", Yaml);

        Assert.Equal(2, TempFolder.Read(Path.Combine(folder.Root, "everything")).OfKind("Service").Count);
    }

    [Theory]
    [InlineData("{apiVersion: v1, kind: Service, metadata: {name: a, namespace: shop}}\n---\n{apiVersion: v1, kind: Service, metadata: {name: b, namespace: shop}}\n")]
    [InlineData("{\"apiVersion\": \"v1\", \"kind\": \"Service\", \"metadata\": {\"name\": \"a\", \"namespace\": \"shop\"}}\n---\n{\"apiVersion\": \"v1\", \"kind\": \"Service\", \"metadata\": {\"name\": \"b\", \"namespace\": \"shop\"}}\n")]
    [InlineData("  { apiVersion: v1, kind: Service, metadata: {name: a, namespace: shop}}\n...\n---\napiVersion: v1\nkind: Service\nmetadata: {name: b, namespace: shop}\n")]
    public void Reads_yaml_that_begins_with_a_brace(string text)
    {
        using var folder = new TempFolder().Add("all.yaml", text);

        Assert.Equal(["a", "b"], folder.Read().OfKind("Service").Select(service => service.Name));
    }

    [Fact]
    public void Reads_documents_one_after_another_in_a_json_file()
    {
        using var folder = new TempFolder().Add("all.json", Kube.List("Service", Kube.Service("shop", "a")) + "\n" + Kube.List("Service", Kube.Service("shop", "b")) + Kube.Service("shop", "c"));

        Assert.Equal(3, folder.Read().OfKind("Service").Count);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Reads_what_windows_redirects(string encoding)
    {
        var writer = Encoding.GetEncoding(encoding);
        using var folder = new TempFolder().Add("pods.json", [.. writer.GetPreamble(), .. writer.GetBytes(Kube.List("Pod", Kube.Pod("shop", "web-1", "app")))]);

        Assert.Single(folder.Read().OfKind("Pod"));
    }

    [Fact]
    public void Names_what_is_not_of_kubernetes_and_what_does_not_parse()
    {
        using var folder = new TempFolder()
            .Add("services.yaml", Yaml)
            .Add("package.json", """{"name":"x","version":"1.0.0"}""")
            .Add("broken.yaml", "a: [1,\nb: }")
            .Add("broken.json", "{\"kind\":")
            .Add("empty.json", "");

        var gaps = folder.Read().Coverage.Gaps;

        Assert.Equal(["broken.json", "broken.yaml", "empty.json", "package.json"], gaps.Select(gap => gap.Path).Order(StringComparer.Ordinal));
        Assert.All(gaps, gap => Assert.Equal(GapKind.Unreadable, gap.Kind));
        Assert.All(gaps, gap => Assert.NotEmpty(gap.Reason));
    }

    [Fact]
    public void Names_an_old_dump_and_a_list_without_items()
    {
        using var folder = new TempFolder()
            .Add("services.yaml", Yaml)
            .Add("old.json", """{"Items":[{"Spec":{},"Status":{"Phase":"Running"}}]}""")
            .Add("cut.json", """{"kind":"PodList","apiVersion":"v1","metadata":{}}""");

        var gaps = folder.Read().Coverage.Gaps;

        Assert.Contains("Go field names", Assert.Single(gaps, gap => gap.Path == "old.json").Reason, StringComparison.Ordinal);
        Assert.Equal("a PodList without items", Assert.Single(gaps, gap => gap.Path == "cut.json").Reason);
    }

    [Fact]
    public void Says_what_was_looked_for_when_there_is_nothing()
    {
        using var folder = new TempFolder().Add("package.json", """{"name":"x"}""");

        var error = Assert.Throws<SourceException>(() => folder.Read());

        Assert.Equal(("NoObjects", folder.Root), (error.ErrorId, error.Target));
        Assert.Contains("cluster-resources", error.Message, StringComparison.Ordinal);
        Assert.Contains("package.json", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_that_there_is_no_such_path() =>
        Assert.Equal("PathNotFound", Assert.Throws<SourceException>(() => ClusterSources.OpenPath("/no/such/bundle")).ErrorId);
}
