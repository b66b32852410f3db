using System.Text.Json;
using RunbookTools.Sandbox.Access;

namespace Sandbox.Tests;

/// <summary>Faults, as a client meets them.</summary>
public class FaultTests
{
    private const string Pods = "/api/v1/namespaces/shop/pods";
    private const string Log = "/api/v1/namespaces/shop/pods/orders-db-0/log";

    /// <summary>A request of each kind.</summary>
    public static TheoryData<string> Requests => [Pods, Pods + "/orders-db-0", Log, "/apis", "/version", "/api/v1/nodes?watch=1&timeoutSeconds=1"];

    [Theory]
    [InlineData("401", 401, "Unauthorized")]
    [InlineData("403", 403, "pods is forbidden: User \"sandbox\" cannot list resource \"pods\" in API group \"\" in the namespace \"shop\"")]
    [InlineData("500", 500, "Internal error occurred: etcdserver: request timed out")]
    public async Task A_status_is_given_as_often_as_asked(string fault, int code, string message)
    {
        await using var server = await StartAsync($"{fault} list pods x2");

        var first = await server.GetAsync(Pods);
        var other = await server.GetAsync("/api/v1/nodes");
        var second = await server.GetAsync(Pods);
        var third = await server.GetAsync(Pods);

        Assert.Equal((code, message), (first.Code, first.At("message").GetString()));
        Assert.Equal((200, code, 200), (other.Code, second.Code, third.Code));
    }

    [Fact]
    public async Task Retry_after_is_as_long_as_asked()
    {
        await using var server = await StartAsync("429=7s pods", "503=3s nodes");

        Assert.Equal("7", (await server.GetAsync(Pods)).Headers.GetValues("Retry-After").Single());
        Assert.Equal("3", (await server.GetAsync("/api/v1/nodes")).Headers.GetValues("Retry-After").Single());
    }

    [Fact]
    public async Task A_fault_begins_when_its_time_has_come()
    {
        await using var server = await StartAsync("401 after 1h");

        Assert.Equal(200, (await server.GetAsync(Pods)).Code);
    }

    [Fact]
    public async Task A_fault_of_pages_spares_the_first()
    {
        await using var server = await StartAsync("500 list pods continue");
        var first = await server.GetAsync(Pods + "?limit=1");

        Assert.Equal(200, first.Code);
        Assert.Equal(500, (await server.GetAsync($"{Pods}?limit=1&continue={Uri.EscapeDataString(first.At("metadata.continue").GetString()!)}")).Code);
    }

    [Fact]
    public async Task A_fault_by_path_happens_to_discovery_too()
    {
        await using var server = await StartAsync("500 /apis*");

        Assert.Equal(500, (await server.GetAsync("/apis")).Code);
        Assert.Equal(500, (await server.GetAsync("/apis/apps/v1/deployments")).Code);
        Assert.Equal(200, (await server.GetAsync(Pods)).Code);
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_reset_loses_every_kind_of_request(string path)
    {
        await using var server = await StartAsync("reset");

        await Assert.ThrowsAsync<HttpRequestException>(() => server.GetAsync(path));
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_cut_loses_every_kind_of_body_in_its_middle(string path)
    {
        await using var server = await StartAsync("cut");

        await Assert.ThrowsAsync<HttpRequestException>(() => server.GetAsync(path));
    }

    [Fact]
    public async Task A_cut_lets_the_first_half_through()
    {
        await using var server = await StartAsync("cut pods");
        await using var healthy = await TestServer.StartAsync();
        var whole = await healthy.Client.GetByteArrayAsync(Pods);

        using var response = await server.Client.GetAsync(Pods, HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await response.Content.ReadAsStreamAsync();
        using var received = new MemoryStream();
        var exception = await Record.ExceptionAsync(() => stream.CopyToAsync(received));

        Assert.True(exception is HttpRequestException or IOException, $"{exception}");
        Assert.Equal(whole[..(whole.Length / 2)], received.ToArray());
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Latency_delays_every_kind_of_request_and_changes_none(string path)
    {
        await using var server = await StartAsync("latency=50ms");
        await using var healthy = await TestServer.StartAsync();

        var answer = await server.GetAsync(path);

        Assert.Equal((await healthy.GetAsync(path)).Body, answer.Body);
    }

    [Fact]
    public async Task A_truncated_body_ends_within_an_object_as_if_it_were_whole()
    {
        await using var server = await StartAsync("truncate pods");

        var answer = await server.GetAsync(Pods);

        Assert.Equal(200, answer.Code);
        Assert.StartsWith("{\"kind\":\"PodList\"", answer.Body, StringComparison.Ordinal);
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(answer.Body));
    }

    [Fact]
    public async Task A_body_drips_and_arrives_whole_in_the_end()
    {
        await using var server = await StartAsync("drip=500 /version");

        using var response = await server.Client.GetAsync("/version", HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[4096];
        var reads = new List<int>();
        for (int read; (read = await stream.ReadAsync(buffer)) > 0;)
        {
            reads.Add(read);
        }

        Assert.True(reads.Count > 1, "it came in one piece");
        await using var healthy = await TestServer.StartAsync();
        Assert.Equal((await healthy.Client.GetByteArrayAsync("/version")).Length, reads.Sum());
    }

    [Fact]
    public async Task One_object_of_a_list_has_a_field_of_the_wrong_type()
    {
        await using var server = await StartAsync("wrong-type=spec.nodeName pods");

        var nodes = (await server.GetAsync(Pods)).At("items").EnumerateArray().Select(item => item.GetProperty("spec").GetProperty("nodeName").ValueKind).ToList();

        Assert.Equal(23, nodes.Count);
        Assert.Equal(JsonValueKind.Object, Assert.Single(nodes, kind => kind != JsonValueKind.String));
    }

    [Fact]
    public async Task One_object_of_a_list_is_huge()
    {
        await using var server = await StartAsync("huge=2 nodes");

        var answer = await server.GetAsync("/api/v1/nodes");

        Assert.InRange(answer.Body.Length, 2 * 1024 * 1024, 3 * 1024 * 1024);
        Assert.Equal(5, answer.Names.Length);
    }

    [Fact]
    public async Task A_text_of_a_list_is_not_utf8()
    {
        await using var server = await StartAsync("invalid-utf8 pods");

        var bytes = await server.Client.GetByteArrayAsync(Pods);

        Assert.Single(bytes, value => value == 0xff);
        Assert.Throws<System.Text.DecoderFallbackException>(() => new System.Text.UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes));
    }

    [Theory]
    [InlineData(Log)]
    [InlineData(Pods)]
    public async Task An_endless_body_goes_on_for_as_long_as_one_listens(string path)
    {
        await using var server = await StartAsync("endless");
        await using var healthy = await TestServer.StartAsync();
        var length = (await healthy.GetAsync(path)).Body.Length;

        using var response = await server.Client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[64 * 1024];
        long total = 0;
        while (total < length + 20)
        {
            var read = await stream.ReadAsync(buffer);
            Assert.NotEqual(0, read);
            total += read;
        }

        Assert.True(total >= length + 20);
    }

    [Fact]
    public async Task A_clock_that_is_off_shows_in_the_date_and_in_what_the_server_made()
    {
        await using var server = await StartAsync("clock=-5m");
        await using var healthy = await TestServer.StartAsync();

        var (off, right) = (await server.GetAsync("/api/v1/nodes/worker-1"), await healthy.GetAsync("/api/v1/nodes/worker-1"));

        Assert.Equal(TimeSpan.FromMinutes(-5), off.Headers.Date - right.Headers.Date);
        Assert.Equal(TimeSpan.FromMinutes(-5), off.At("metadata.creationTimestamp").GetDateTimeOffset() - right.At("metadata.creationTimestamp").GetDateTimeOffset());
    }

    [Theory]
    [InlineData("explode", "there is no fault 'explode'")]
    [InlineData("latency=soon", "'soon' is no value for latency")]
    [InlineData("cut=3", "'3' is no value for cut")]
    [InlineData("500 after", "after 'after' a time is expected")]
    [InlineData("500 sheep", "the cluster has no resource 'sheep'")]
    [InlineData("", "the rule is empty")]
    public async Task A_rule_that_is_none_is_refused_with_what_to_write(string rule, string problem)
    {
        var exception = await Assert.ThrowsAsync<RuleSyntaxException>(() => StartAsync(rule));

        Assert.Contains(problem, exception.Message, StringComparison.Ordinal);
    }

    private static Task<TestServer> StartAsync(params string[] faults) => TestServer.StartAsync(change: options => options with { Faults = faults });
}
