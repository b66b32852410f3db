using Engine.Tests.Sources.Live;
using RunbookTools.Engine.Sources;
using RunbookTools.Engine.Sources.Live;
using RunbookTools.Engine.Wire;

namespace Engine.Tests.Sources;

public class ConfigTextTests
{
    private const string Map = """
        {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"app","namespace":"shop","labels":{"data":"no"}},
        "data":{"app.conf":"listen: 8080\npassword: hunter2secret\r\nupstream: http://api:80\u001b[31m","empty":""},"binaryData":{"bin":"AAAA"}}
        """;

    private const string Masked = "listen: 8080\npassword: ***\nupstream: http://api:80";

    [Fact]
    public async Task Reads_the_texts_of_a_snapshot_again_with_credentials_masked()
    {
        using var folder = new TempFolder();
        folder.Add("all.json", $$$"""{"kind":"List","apiVersion":"v1","items":[{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"app","namespace":"other"},"data":{"x":"no"}},{{{Map}}}]}""");
        var inventory = await ClusterSources.OpenPath(folder.Root).ReadAsync(default);

        var text = inventory.ConfigText(Find(inventory));

        Assert.Null(text.Gap);
        Assert.Equal([("app.conf", Masked), ("empty", "")], text.Entries.Select(entry => (entry.Key, entry.Text)));
        Assert.Equal("shop/app[app.conf]", $"{text.Entries[0]}");
        Assert.Same(text, inventory.ConfigText(Find(inventory)));
    }

    [Fact]
    public async Task Reads_the_texts_of_a_support_bundle()
    {
        using var folder = new TempFolder();
        folder.Add("cluster-resources/configmaps/shop.json", $$"""{"kind":"ConfigMapList","apiVersion":"v1","items":[{{Map}}]}""");
        var inventory = await ClusterSources.OpenPath(folder.Root).ReadAsync(default);

        Assert.Equal(Masked, inventory.ConfigText(Find(inventory)).Entries[0].Text);
    }

    [Fact]
    public async Task Asks_a_server_for_the_one_that_is_wanted_and_only_once()
    {
        using var server = Server((200, Map));
        var inventory = await server.ReadAsync();
        var before = server.Requests.Count;

        Assert.Equal(Masked, inventory.ConfigText(Find(inventory)).Entries[0].Text);
        inventory.ConfigText(Find(inventory));

        Assert.Equal(["GET /api/v1/namespaces/shop/configmaps/app"], server.Requests.Skip(before));
    }

    [Theory]
    [InlineData(403, GapKind.Forbidden)]
    [InlineData(404, GapKind.Absent)]
    [InlineData(400, GapKind.Failed)]
    [InlineData(200, GapKind.Failed)]
    public async Task Names_what_stands_in_the_way(int code, GapKind kind)
    {
        using var server = Server((code, code == 200 ? "not json" : """{"kind":"Status","apiVersion":"v1","status":"Failure","message":"no"}"""));
        var inventory = await server.ReadAsync();

        var text = inventory.ConfigText(Find(inventory));

        Assert.Empty(text.Entries);
        Assert.Equal((kind, new AccessRequest("get", "configmaps", "shop")), (text.Gap!.Kind, text.Gap.Access));
    }

    [Fact]
    public async Task Asks_for_a_bounded_number()
    {
        var maps = string.Join(",", Enumerable.Range(0, LiveConfigTextStore.MaxMaps + 1).Select(index => $$$"""{"metadata":{"name":"m{{{index}}}","namespace":"shop"},"data":{}}"""));
        using var server = new FakeApiServer(request => request.Url!.AbsolutePath switch
        {
            "/api/v1/configmaps" => (200, $$"""{"kind":"ConfigMapList","apiVersion":"v1","metadata":{},"items":[{{maps}}]}"""),
            var path when path.Contains("/configmaps/", StringComparison.Ordinal) => (200, Map),
            _ => null,
        });
        var inventory = await server.ReadAsync();

        var gaps = inventory.All<KubeConfigMap>().Select(map => inventory.ConfigText(map).Gap).OfType<CoverageGap>().ToList();

        Assert.Equal(GapKind.NotAsked, Assert.Single(gaps).Kind);
    }

    [Fact]
    public void Keeps_so_much_of_a_text_and_says_that_there_is_more()
    {
        var large = new string('x', ConfigTextReader.MaxText + 1);
        var json = System.Text.Encoding.UTF8.GetBytes("{\"data\":{" + string.Join(",", Enumerable.Range(0, 6).Select(index => $"\"k{index}\":\"{large}\"")) + "}}");

        var texts = ConfigTextReader.Read(json, new KubeConfigMap { Kind = "ConfigMap", Name = "app" });

        Assert.Equal(6, texts.Count);
        Assert.All(texts, text => Assert.True(text.Truncated));
        Assert.Equal(ConfigTextReader.MaxTexts, texts.Sum(text => text.Text.Length));
    }

    private static FakeApiServer Server((int, string) answer) => new(request => request.Url!.AbsolutePath switch
    {
        "/api/v1/configmaps" => (200, $$"""{"kind":"ConfigMapList","apiVersion":"v1","metadata":{},"items":[{{Map}}]}"""),
        "/api/v1/namespaces/shop/configmaps/app" => answer,
        _ => null,
    });

    private static KubeConfigMap Find(ClusterInventory inventory) => inventory.Find<KubeConfigMap>("ConfigMap", "shop", "app")!;
}
