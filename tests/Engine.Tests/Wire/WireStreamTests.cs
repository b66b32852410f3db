using System.Globalization;
using System.Text;
using RunbookTools.Engine.Wire;

namespace Engine.Tests.Wire;

public class WireStreamTests
{
    private const string Pod = """{"metadata":{"name":"web-1","namespace":"shop"},"spec":{"containers":[{"name":"app","image":"web:1"}]}}""";

    [Theory]
    [InlineData($$"""{"kind":"PodList","apiVersion":"v1","metadata":{"resourceVersion":"7"},"items":[{{Pod}},{{Pod}}]}""")]
    [InlineData($$"""{ "kind" : "PodList" , "apiVersion" : "v1" , "items" : [ {{Pod}} , {{Pod}} ] , "metadata" : { } }""")]
    [InlineData("""{"apiVersion":"v1","items":[{"apiVersion":"v1","kind":"Node","metadata":{"name":"a\"}]b\\"}},{"apiVersion":"v1","kind":"List","items":[{"kind":"Node","apiVersion":"v1","metadata":{"name":"c"}}]}],"kind":"List"}""")]
    [InlineData("""{"kind":"Node","apiVersion":"v1","metadata":{"name":"a"}}""")]
    [InlineData("""{"kind":"PodList","apiVersion":"v1","items":[]}{"kind":"NodeList","apiVersion":"v1","items":null} null 12 "text" """)]
    [InlineData("""{"kind":"PodList","apiVersion":"v1","items":[1,"x",null,[],{"metadata":{}},{"metadata":{"name":"p"},"spec":1}]}""")]
    [InlineData("""{"kind":"PodList","apiVersion":"v1","items":[{"metadata":{"name":"p" "x":1}},{"metadata":{"name":"q"}}]}""")]
    [InlineData("""{"kind":"PodList","apiVersion":"v1","items":[{"metadata":{"name":"p"}} {"metadata":{"name":"q"}}]}""")]
    [InlineData("""{"kind":"PodList","apiVersion":"v1","items":[{"metadata":{"name":"p"}},]}""")]
    [InlineData("""{"kind":"PodList","apiVersion":"v1","items":[{"metadata":{"name":"p"}}],}""")]
    [InlineData("""{"kind":"Status","apiVersion":"v1","status":"Failure","message":"no","code":403,"details":{"kind":"pods"}}""")]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData("{")]
    [InlineData("Too many requests, please try again later.")]
    public async Task A_stream_reads_as_the_whole_does(string json)
    {
        for (var length = 0; length <= Encoding.UTF8.GetByteCount(json); length++)
        {
            var bytes = Encoding.UTF8.GetBytes(json).AsMemory(0, length);
            var whole = WireRead.Of(bytes, "Pod", "shop");
            var (read, _) = await ReadAsync(new DrippingStream(bytes, 1 + (length % 7)));

            Assert.Equal(whole.Objects.Select(item => item.ToString()), read.Objects.Select(item => item.ToString()));
            Assert.Equal(whole.Coverage.Gaps, read.Coverage.Gaps);
            Assert.Equal(whole.Coverage.Read.Select(entry => entry.Kind), read.Coverage.Read.Select(entry => entry.Kind));
        }
    }

    [Theory]
    [InlineData($$"""{"kind":"PodList","metadata":{"continue":"next","resourceVersion":"7","remainingItemCount":12},"items":[{{Pod}}]}""")]
    [InlineData($$"""{"apiVersion":"example.org/v1","items":[{{Pod}}],"kind":"PodList","metadata":{"remainingItemCount":12,"resourceVersion":"7","continue":"next"} }""")]
    public async Task What_a_list_says_of_itself_is_given(string json)
    {
        var (_, list) = await ReadAsync(new DrippingStream(Encoding.UTF8.GetBytes(json), 64));

        Assert.Equal(new WireList { Continue = "next", ResourceVersion = "7", RemainingItemCount = 12, Count = 1 }, list);
    }

    [Fact]
    public async Task The_token_of_a_list_too_old_is_given()
    {
        var (_, list) = await ReadAsync(new DrippingStream(
            """{"kind":"Status","apiVersion":"v1","metadata":{"continue":"fresh"},"status":"Failure","reason":"Expired","code":410}"""u8.ToArray(), 64));

        Assert.Equal("fresh", list.Continue);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\\\"]},{")]
    public async Task An_object_too_large_is_left_out_and_named(string ending)
    {
        var json = new StringBuilder("""{"kind":"ConfigMapList","apiVersion":"v1","items":[{"metadata":{"name":"a","namespace":"shop"}},""")
            .Append("""{"metadata":{"name":"giant","namespace":"shop"},"data":{"x":[""")
            .Insert(0, " ")
            .Append('"').Append('x', WireReader.MaxItemBytes).Append(ending).Append("\"]}},")
            .Append("""{"metadata":{"name":"b","namespace":"shop"}}]}""");
        var (read, list) = await ReadAsync(new DrippingStream(Encoding.UTF8.GetBytes(json.ToString()), 1 << 20), "ConfigMap");

        Assert.Equal(["a", "b"], read.Objects.Select(item => item.Name));
        var gap = Assert.Single(read.Coverage.Gaps);
        Assert.Equal(("ConfigMap", "shop"), (gap.Resource, gap.Namespace));
        Assert.StartsWith("shop/giant: larger than 8 MiB", gap.Reason, StringComparison.Ordinal);
        Assert.True(list.IsWhole);
    }

    [Fact]
    public async Task An_object_just_small_enough_is_read()
    {
        var json = $$$"""{"kind":"ConfigMapList","items":[{"metadata":{"name":"large"},"data":{"x":"{{{new string('x', WireReader.MaxItemBytes - 200)}}}"}}]}""";
        var (read, _) = await ReadAsync(new DrippingStream(Encoding.UTF8.GetBytes(json), 1 << 20), "ConfigMap");

        Assert.Equal("large", Assert.Single(read.Objects).Name);
        Assert.Empty(read.Coverage.Gaps);
    }

    [Fact]
    public async Task A_stream_that_never_ends_without_an_object_is_given_up()
    {
        var json = new string(' ', 100) + "{\"kind\":\"PodList\",\"x\":\"" + new string('x', 2 * WireReader.MaxItemBytes);
        var (read, list) = await ReadAsync(new DrippingStream(Encoding.UTF8.GetBytes(json), 1 << 20, _ => throw new InvalidOperationException("read on")));

        Assert.False(list.IsWhole);
        Assert.Contains("larger than 8 MiB", Assert.Single(read.Coverage.Gaps).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_came_before_a_connection_broke_is_kept()
    {
        var objects = new List<KubeObject>();
        var stream = new DrippingStream(Encoding.UTF8.GetBytes($$"""{"kind":"PodList","items":[{{Pod}},{"meta"""), 16, _ => throw new IOException("reset"));
        var context = new WireContext { Cluster = "test", Objects = objects, Coverage = new CoverageRecord(), KindHint = "Pod" };

        await Assert.ThrowsAsync<IOException>(() => WireReader.ReadAsync(stream, context));

        Assert.Equal("web-1", Assert.Single(objects).Name);
    }

    [Fact]
    public async Task Waiting_for_bytes_can_be_stopped()
    {
        using var stop = new CancellationTokenSource();
        var waiting = new TaskCompletionSource();
        var stream = new DrippingStream("{\"kind\":"u8.ToArray(), 16, async token =>
        {
            waiting.SetResult();
            await Task.Delay(Timeout.Infinite, token);
            return 0;
        });
        var reading = WireReader.ReadAsync(stream, new WireContext { Cluster = "test", Objects = [], Coverage = new CoverageRecord() }, stop.Token);
        await waiting.Task;
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public async Task A_tap_sees_each_object_as_it_was_written()
    {
        var seen = new List<string>();
        var context = new WireContext
        {
            Cluster = "test",
            Objects = [],
            Coverage = new CoverageRecord(),
            Tap = (json, kind, apiVersion, item) => seen.Add(string.Create(CultureInfo.InvariantCulture, $"{kind} {apiVersion} {item} {Encoding.UTF8.GetString(json)}")),
        };
        await WireReader.ReadAsync(new DrippingStream(Encoding.UTF8.GetBytes(
            $$"""{"kind":"PodList","apiVersion":"v1","items":[{{Pod}},{"spec":1} ]}{"kind":"Service","apiVersion":"serving.knative.dev/v1","metadata":{"name":"w"} }"""), 5), context);

        Assert.Equal(
            [
                $"Pod v1 Pod shop/web-1 {Pod}",
                """Service serving.knative.dev/v1 Service.serving.knative.dev w {"kind":"Service","apiVersion":"serving.knative.dev/v1","metadata":{"name":"w"} }""",
            ], seen);
    }

    [Fact]
    public void A_broken_object_costs_no_other_and_says_where_it_is_broken()
    {
        var read = WireRead.Of("""
            {"kind":"PodList","apiVersion":"v1","items":[
              {"metadata":{"name":"p","namespace":"shop"},"spec":{"nodeName" "x"}},
              {"metadata":{"name":"q","namespace":"shop"}}]}
            """);

        Assert.Equal("q", Assert.Single(read.Objects).Name);
        Assert.Equal("shop/p: not valid JSON at line 2, byte 66", Assert.Single(read.Coverage.Gaps).Reason);
    }

    private static async Task<(WireRead Read, WireList List)> ReadAsync(Stream stream, string hint = "Pod")
    {
        var objects = new List<KubeObject>();
        var coverage = new CoverageRecord();
        var list = await WireReader.ReadAsync(
            stream, new WireContext { Cluster = "test", Objects = objects, Coverage = coverage, KindHint = hint, NamespaceHint = hint == "Pod" ? "shop" : null, Path = "test.json" });
        return (new WireRead(objects, coverage.ToCoverage(objects)), list);
    }
}
