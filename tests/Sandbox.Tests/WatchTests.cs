using System.Text.Json;
using RunbookTools.Sandbox;
using RunbookTools.Sandbox.Replay;

namespace Sandbox.Tests;

/// <summary>Watches, on a cluster that stands still and on one that is replayed.</summary>
public class WatchTests
{
    [Fact]
    public async Task A_watch_from_the_start_gives_what_there_is_then_a_bookmark()
    {
        await using var server = await TestServer.StartAsync();
        var version = (await server.GetAsync("/api/v1/nodes")).At("metadata.resourceVersion").GetString();

        var events = await WatchAsync(server, "/api/v1/nodes?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true&timeoutSeconds=1");

        Assert.Equal(["ADDED", "ADDED", "ADDED", "ADDED", "ADDED", "BOOKMARK", "BOOKMARK"], events.Select(item => item.Type));
        Assert.Equal("worker-1", events[0].Object.GetProperty("metadata").GetProperty("name").GetString());
        Assert.Equal("Node", events[0].Object.GetProperty("kind").GetString());
        Assert.Equal("true", events[5].Object.GetProperty("metadata").GetProperty("annotations").GetProperty("k8s.io/initial-events-end").GetString());
        Assert.Equal($$$"""{"kind":"Node","apiVersion":"v1","metadata":{"resourceVersion":"{{{version}}}"}}""", events[6].Object.GetRawText());
    }

    [Fact]
    public async Task A_watch_goes_on_from_a_list_and_ends_in_its_time()
    {
        await using var server = await TestServer.StartAsync();
        var version = (await server.GetAsync("/api/v1/nodes")).At("metadata.resourceVersion").GetString();

        var events = await WatchAsync(server, $"/api/v1/nodes?watch=true&resourceVersion={version}&timeoutSeconds=1");

        Assert.Empty(events);
    }

    [Fact]
    public async Task A_watch_in_table_form_gives_rows_and_the_columns_once()
    {
        await using var server = await TestServer.StartAsync();

        var events = await WatchAsync(server, "/api/v1/nodes?watch=1&timeoutSeconds=1", "application/json;as=Table;v=v1;g=meta.k8s.io,application/json");

        Assert.All(events, item => Assert.Equal("Table", item.Object.GetProperty("kind").GetString()));
        Assert.Equal(JsonValueKind.Array, events[0].Object.GetProperty("columnDefinitions").ValueKind);
        Assert.Equal(JsonValueKind.Null, events[1].Object.GetProperty("columnDefinitions").ValueKind);
        Assert.Equal("worker-2", events[1].Object.GetProperty("rows")[0].GetProperty("cells")[0].GetString());
    }

    [Fact]
    public async Task A_replay_lets_objects_appear_when_they_were_made_and_ends_as_captured()
    {
        var captured = ClusterStores.OpenSnapshot(Repository.Sample);
        var start = ReplayStart.Of("26m", captured);

        // Slow enough that nothing but the first list is seen of the beginning, then fast enough to see the end.
        await using (var slow = await TestServer.StartAsync(new ReplayStore(captured, start, 0.001)))
        {
            var pods = (await slow.GetAsync("/api/v1/namespaces/shop/pods")).Names;
            Assert.DoesNotContain("payments-zhskg5tpm9-4bs8z", pods);
            Assert.Contains("checkout-mjjtcqmpbx-gvq2w", pods);
        }

        await using var fast = await TestServer.StartAsync(new ReplayStore(captured, start, 1_000_000));
        await WatchAsync(fast, $"/api/v1/namespaces/shop/pods?watch=1&resourceVersion={captured.ResourceVersion}&timeoutSeconds=1");
        await using var still = await TestServer.StartAsync(captured);

        Assert.Equal((await still.GetAsync("/api/v1/namespaces/shop/pods")).Names, (await fast.GetAsync("/api/v1/namespaces/shop/pods")).Names);
    }

    [Fact]
    public async Task A_replay_tells_a_watch_of_pods_that_wait_and_then_run()
    {
        var captured = ClusterStores.OpenSnapshot(Repository.Sample);
        await using var server = await TestServer.StartAsync(new ReplayStore(captured, ReplayStart.Of("26m", captured), 600));

        var events = await WatchUntilAsync(server, $"/api/v1/namespaces/shop/pods?watch=1&resourceVersion={captured.ResourceVersion}", found => found.Count(IsPayments) == 2);
        var one = events.Where(IsPayments).ToList();

        Assert.Equal(["ADDED", "MODIFIED"], one.Select(item => item.Type));
        Assert.Equal("Pending", one[0].Object.GetProperty("status").GetProperty("phase").GetString());
        Assert.Equal("Running", one[1].Object.GetProperty("status").GetProperty("phase").GetString());
        var versions = events.Select(item => long.Parse(item.Object.GetProperty("metadata").GetProperty("resourceVersion").GetString()!, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(versions.Order(), versions);

        static bool IsPayments((string Type, JsonElement Object) item) => item.Object.GetProperty("metadata").GetProperty("name").GetString() == "payments-zhskg5tpm9-4bs8z";
    }

    private static async Task<List<(string Type, JsonElement Object)>> WatchUntilAsync(TestServer server, string path, Predicate<List<(string Type, JsonElement Object)>> isEnough)
    {
        using var response = await server.Client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var events = new List<(string, JsonElement)>();
        while (!isEnough(events) && await reader.ReadLineAsync() is { } line)
        {
            var item = JsonDocument.Parse(line).RootElement;
            events.Add((item.GetProperty("type").GetString()!, item.GetProperty("object")));
        }

        return events;
    }

    private static async Task<List<(string Type, JsonElement Object)>> WatchAsync(TestServer server, string path, string? accept = null)
    {
        var answer = await server.GetAsync(path, accept);
        Assert.Equal(200, answer.Code);
        return [.. answer.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)
            .Select(line => (line.GetProperty("type").GetString()!, line.GetProperty("object")))];
    }
}
