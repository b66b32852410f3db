using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;
using RunbookTools.Engine.Sources;
using RunbookTools.Sandbox;

namespace Sandbox.Tests;

/// <summary>Every sort of snapshot is served, with its objects as they were written.</summary>
public sealed class SourceTests : IDisposable
{
    private const string Pod =
        """{"apiVersion":"v1","kind":"Pod","metadata":{"name":"web","namespace":"shop","labels":{"app":"web"}},"spec":{"nodeName":"n1","containers":[{"name":"app"}],"x-unknown":[1,2.50,"é<&>"]},"status":{"phase":"Running","containerStatuses":[{"name":"app","state":{"running":{}}}]}}""";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sources-");

    [Fact]
    public async Task An_archive_is_served()
    {
        var path = Path.Combine(_folder.FullName, "bundle.tar.gz");
        await using (var zip = new GZipStream(File.Create(path), CompressionLevel.Fastest))
        {
            await TarFile.CreateFromDirectoryAsync(Repository.Sample, zip, includeBaseDirectory: true);
        }

        await using var server = await TestServer.StartAsync(path);
        await using var folder = await TestServer.StartAsync();

        Assert.Equal((await folder.GetAsync("/api/v1/pods")).Body, (await server.GetAsync("/api/v1/pods")).Body);
        Assert.Equal(
            (await folder.GetAsync("/api/v1/namespaces/shop/pods/orders-db-0/log")).Body,
            (await server.GetAsync("/api/v1/namespaces/shop/pods/orders-db-0/log")).Body);
    }

    [Fact]
    public async Task Yaml_is_served_as_json_with_what_nobody_reads()
    {
        Write("pod.yaml", "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  namespace: shop\nspec:\n  x-unknown: [1, 2.5, yes, 'on']\n");
        await using var server = await TestServer.StartAsync(_folder.FullName);

        var pod = await server.GetAsync("/api/v1/namespaces/shop/pods/web");

        Assert.Equal("""[1,2.5,true,"on"]""", pod.At("spec.x-unknown").GetRawText());
        Assert.Equal(["kind", "apiVersion", "metadata", "spec"], pod.Json.EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public async Task A_list_carries_no_kind_on_its_items_and_an_object_does()
    {
        Write("pod.json", Pod);
        await using var server = await TestServer.StartAsync(_folder.FullName);

        var item = (await server.GetAsync("/api/v1/pods")).At("items")[0];
        var pod = await server.GetAsync("/api/v1/namespaces/shop/pods/web");

        Assert.Equal(["metadata", "spec", "status"], item.EnumerateObject().Select(property => property.Name));
        Assert.Equal("Pod", pod.At("kind").GetString());
        Assert.Equal("é<&>", pod.At("spec.x-unknown")[2].GetString());
        Assert.Equal("2.50", pod.At("spec.x-unknown")[1].GetRawText());
    }

    [Fact]
    public async Task A_dump_in_one_file_is_served_with_its_logs()
    {
        Write("dump.txt", $$"""
            {"kind":"NodeList","apiVersion":"v1","metadata":{},"items":[]}
            {"kind":"PodList","apiVersion":"v1","metadata":{},"items":[{{Pod}}]}
            ==== START logs for container app of pod shop/web ====
            hello
            ==== END logs for container app of pod shop/web ====

            """.ReplaceLineEndings("\n"));
        await using var server = await TestServer.StartAsync(Path.Combine(_folder.FullName, "dump.txt"));

        Assert.Equal(["web"], (await server.GetAsync("/api/v1/namespaces/shop/pods")).Names);
        Assert.Equal("hello\n", (await server.GetAsync("/api/v1/namespaces/shop/pods/web/log")).Body);
    }

    [Fact]
    public async Task Times_are_moved_so_that_the_capture_is_now()
    {
        Write("event.json", """{"apiVersion":"v1","kind":"Event","metadata":{"name":"e","namespace":"shop","creationTimestamp":"2020-01-01T00:00:00Z"},"lastTimestamp":"2020-01-01T01:00:00Z","eventTime":"2020-01-01T00:30:00.500000Z","message":"at 2020-01-01T00:00:00Z"}""");
        await using var server = await TestServer.StartAsync(ClusterStores.OpenSnapshot(_folder.FullName, asOfNow: true));

        var seen = await server.GetAsync("/api/v1/namespaces/shop/events/e");

        Assert.Equal(DateTimeOffset.UtcNow, seen.At("lastTimestamp").GetDateTimeOffset(), TimeSpan.FromMinutes(5));
        Assert.Equal(TimeSpan.FromMinutes(60), seen.At("lastTimestamp").GetDateTimeOffset() - seen.At("metadata.creationTimestamp").GetDateTimeOffset());
        Assert.Equal(27, seen.At("eventTime").GetString()!.Length);
        Assert.Equal("at 2020-01-01T00:00:00Z", seen.At("message").GetString());
    }

    [Fact]
    public void A_path_that_holds_nothing_is_an_error_that_says_what_was_looked_for()
    {
        Write("readme.txt", "nothing");

        var exception = Assert.Throws<SourceException>(() => ClusterStores.OpenSnapshot(_folder.FullName));

        Assert.Equal("NoObjects", exception.ErrorId);
    }

    [Fact]
    public async Task An_object_that_nests_deeply_is_served()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 50)) + "1" + new string('}', 50);
        Write("crd.json", $$$"""{"apiVersion":"example.com/v1","kind":"Thing","metadata":{"name":"t"},"spec":{{{deep}}}}""");
        await using var server = await TestServer.StartAsync(_folder.FullName);

        var list = await server.SendAsync(HttpMethod.Get, "/apis/example.com/v1/things", null);

        Assert.Equal(200, list.Code);
        Assert.Contains(deep, list.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io", "PartialObjectMetadata", "meta.k8s.io/v1")]
    [InlineData("application/json;as=Table;v=v1beta1;g=meta.k8s.io", "Table", "meta.k8s.io/v1beta1")]
    [InlineData("application/vnd.kubernetes.protobuf,application/json", "Pod", "v1")]
    [InlineData("application/json;as=Table;v=v9;g=meta.k8s.io,application/json", "Pod", "v1")]
    [InlineData("*/*", "Pod", "v1")]
    public async Task An_object_is_given_in_the_first_form_the_server_has(string accept, string kind, string apiVersion)
    {
        Write("pod.json", Pod);
        await using var server = await TestServer.StartAsync(_folder.FullName);

        var answer = await server.GetAsync("/api/v1/namespaces/shop/pods/web", accept);

        Assert.Equal((kind, apiVersion), (answer.At("kind").GetString(), answer.At("apiVersion").GetString()));
        Assert.Contains("\"name\":\"web\"", JsonSerializer.Serialize(answer.Json), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_object_is_given_as_yaml_when_that_is_asked_for()
    {
        Write("pod.json", Pod);
        await using var server = await TestServer.StartAsync(_folder.FullName);

        var pod = await server.GetAsync("/api/v1/namespaces/shop/pods/web", "application/yaml");
        var list = await server.GetAsync("/api/v1/pods", "application/yaml");

        Assert.Equal(("application/yaml", "application/yaml"), (pod.ContentType, list.ContentType));
        var json = RunbookTools.Engine.Wire.YamlReader.ToJson(new StringReader(list.Body)).Single();
        var whole = JsonDocument.Parse((await server.GetAsync("/api/v1/pods")).Body).RootElement;
        Assert.True(JsonElement.DeepEquals(whole, JsonDocument.Parse(json).RootElement), list.Body);
    }

    [Fact]
    public async Task Who_reads_with_curl_gets_indented_json()
    {
        Write("pod.json", Pod);
        await using var server = await TestServer.StartAsync(_folder.FullName);
        server.Client.DefaultRequestHeaders.UserAgent.ParseAdd("curl/8.5.0");

        var list = await server.GetAsync("/api/v1/pods");
        var compact = await server.GetAsync("/api/v1/pods?pretty=false");

        Assert.StartsWith("{\n  \"kind\": \"PodList\",", list.Body.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.StartsWith("{\"kind\":\"PodList\",", compact.Body, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);
}
