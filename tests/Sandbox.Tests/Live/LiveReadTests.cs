using RunbookTools.Engine.Inventory;
using RunbookTools.Engine.Sources;
using RunbookTools.Engine.Sources.Live;
using RunbookTools.Engine.Symptoms;
using RunbookTools.Model;

namespace Sandbox.Tests.Live;

/// <summary>The live source against a server that answers as a real one does.</summary>
public class LiveReadTests
{
    // As a team has them that was given "view" in its own namespace: nothing outside it, nothing without a namespace, no secrets, no roles.
    private static readonly string[] s_viewInShop =
    [
        "*@!shop", "nodes", "namespaces", "persistentvolumes", "storageclasses", "volumeattachments", "csinodes", "ingressclasses", "priorityclasses",
        "clusterroles", "clusterrolebindings", "validatingwebhookconfigurations", "mutatingwebhookconfigurations", "apiservices", "customresourcedefinitions",
        "secrets", "roles", "rolebindings",
    ];

    [Fact]
    public async Task Reads_what_the_snapshot_it_serves_holds()
    {
        var snapshot = await ClusterSources.OpenPath(Repository.Sample).ReadAsync(CancellationToken.None);
        await using var server = await TestServer.StartAsync(change: options => options with { Tls = true, Token = "secret-token", Gzip = true });

        var live = await ReadAsync(server);

        Assert.Equal(
            snapshot.Objects.Select(item => $"{item}").Order(StringComparer.Ordinal), live.Objects.Select(item => $"{item}").Order(StringComparer.Ordinal));
        Assert.Equal(Symptoms(snapshot), Symptoms(live));
        Assert.Equal(snapshot.ServerVersion, live.ServerVersion);
    }

    [Fact]
    public async Task Sends_one_request_for_each_page_of_a_kind_and_logs_of_suspects_only()
    {
        await using var server = await TestServer.StartAsync();

        var live = await ReadAsync(server);

        var requests = server.Server.Requests.Requests;
        var lists = requests.Where(request => request.Query.StartsWith("?limit=500", StringComparison.Ordinal)).ToList();
        Assert.Equal(lists.Count, lists.Select(request => request.Path).Distinct().Count());
        Assert.All(lists, request => Assert.Equal(3 + (request.Path.StartsWith("/apis", StringComparison.Ordinal) ? 1 : 0), request.Path.Count(character => character == '/')));
        Assert.Equal(
            ["/apis", "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews", "/version"],
            requests.Except(lists).Select(request => request.Path).Distinct().Order(StringComparer.Ordinal));
        server.Server.Requests.Clear();

        SymptomFinder.Find(live, []);
        var pod = live.All<KubePod>().First(pod => pod.Containers.Any(container => container.State == ContainerState.Running));
        var log = new LogRequest(pod.Namespace!, pod.Name, pod.Containers.First().Name, false);
        live.Log(log);
        live.Log(log);

        Assert.Equal($"/api/v1/namespaces/{pod.Namespace}/pods/{pod.Name}/log", Assert.Single(server.Server.Requests.Requests).Path);
    }

    [Fact]
    public async Task Asks_for_everything_over_one_connection_and_takes_it_compressed()
    {
        await using var server = await TestServer.StartAsync(change: options => options with { Tls = true, Gzip = true });

        var live = await ReadAsync(server, new LiveOptions());

        Assert.NotEmpty(live.Objects);
        Assert.All(server.Server.Requests.Requests, request => Assert.Equal(("HTTP/2", "gzip"), (request.Protocol, request.Encodings)));
        Assert.Single(server.Server.Requests.Requests.Select(request => request.Connection).Distinct());
    }

    [Fact]
    public async Task Triages_a_namespace_with_no_more_than_view_in_it()
    {
        var whole = await ReadAsync(await TestServer.StartAsync());
        await using var server = await TestServer.StartAsync(change: options => options with { Deny = s_viewInShop });

        var live = await ReadAsync(server, new LiveOptions { Namespaces = ["shop"] });

        // Nothing that was refused is asked for, and no more than once what is not.
        Assert.DoesNotContain(server.Server.Requests.Requests, request => request.Path.EndsWith("/nodes", StringComparison.Ordinal));
        Assert.All(server.Server.Requests.Requests.GroupBy(request => (request.Method, request.Path)).Where(group => group.Key.Method == "GET"), group => Assert.Single(group));
        Assert.Equal("shop", live.DefaultNamespace);
        Assert.Equal(
            whole.All<KubePod>().Where(pod => pod.Namespace == "shop").Select(pod => pod.Name), live.All<KubePod>().Select(pod => pod.Name));
        Assert.Equal(
            Symptoms(whole).Where(symptom => symptom.Contains("Pod.", StringComparison.Ordinal) && symptom.Contains(" shop/", StringComparison.Ordinal)),
            Symptoms(live).Where(symptom => symptom.Contains("Pod.", StringComparison.Ordinal)));
        Assert.NotEmpty(Symptoms(live));
        foreach (var kind in new[] { "Node", "Secret", "StorageClass", "Namespace" })
        {
            var gap = live.GapFor(kind, "shop")!;
            Assert.Equal(GapKind.Forbidden, gap.Kind);
            Assert.Contains("list", gap.Reason, StringComparison.Ordinal);
            Assert.Contains(KindTable.Find(kind)!.Plural, gap.Reason, StringComparison.Ordinal);
            Assert.NotNull(gap.Remedy);
        }

        Assert.Null(live.GapFor("Pod", "shop"));
        // What nobody asked for is no gap that a right would close, nor is it taken for nothing.
        Assert.DoesNotContain(live.Coverage.Gaps, gap => gap.Resource is "Pod" or "Service" or "Event" or "Deployment");
        Assert.Equal(GapKind.NotAsked, live.GapFor("Pod", "kube-system")!.Kind);
        Assert.Equal(GapKind.NotAsked, live.GapFor("Pod")!.Kind);
        Assert.Null(live.GapFor(KindTable.PodLog, "shop"));
    }

    [Theory]
    // The rules say so beforehand; or nobody says so, and the first refusal does.
    [InlineData(0)]
    [InlineData(1, "403 /apis/authorization.k8s.io/v1/selfsubjectrulesreviews", "403 /apis/authorization.k8s.io/v1/selfsubjectaccessreviews")]
    public async Task Logs_that_are_refused_are_not_asked_for_again(int asked, params string[] faults)
    {
        await using var server = await TestServer.StartAsync(change: options => options with { Deny = ["*/log"], Faults = faults });
        var live = await ReadAsync(server);

        var pods = live.All<KubePod>().Where(pod => pod is { Namespace: "shop", Node: not null }).ToList();
        var gaps = pods.SelectMany(pod => new[] { false, true }.Select(previous => live.Log(new LogRequest("shop", pod.Name, pod.Containers[0].Name, previous)).Gap)).ToList();

        Assert.True(gaps.Count > 2);
        Assert.All(gaps, gap => Assert.Equal((GapKind.Forbidden, "shop", "get"), (gap!.Kind, gap.Namespace, gap.Access!.Verb)));
        Assert.Equal(asked, server.Server.Requests.Requests.Count(request => request.Path.EndsWith("/log", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Reads_namespace_by_namespace_where_they_can_be_listed()
    {
        await using var server = await TestServer.StartAsync(change: options => options with { Deny = ["pods@-A", "pods@kube-system"] });

        var live = await ReadAsync(server);

        Assert.Contains(live.All<KubePod>(), pod => pod.Namespace == "shop");
        Assert.DoesNotContain(live.All<KubePod>(), pod => pod.Namespace == "kube-system");
        Assert.Null(live.GapFor("Pod", "shop"));
        Assert.Equal(GapKind.Forbidden, live.GapFor("Pod", "kube-system")!.Kind);
        Assert.Equal(GapKind.Forbidden, live.GapFor("Pod")!.Kind);
        Assert.DoesNotContain(server.Server.Requests.Requests, request => request.Path == "/api/v1/namespaces/kube-system/pods");
    }

    [Fact]
    public async Task Tells_what_one_may_read_and_what_would_close_the_gap()
    {
        await using var server = await TestServer.StartAsync(change: options => options with { Deny = s_viewInShop });
        var live = await ReadAsync(server, new LiveOptions { Namespaces = ["shop"] });

        var read = AccessReport.Of(live, [], includeSecrets: false);
        var asked = await AccessReport.AskAsync(new LiveOptions { KubeConfig = server.Server.KubeConfigPath, Namespaces = ["shop"] }, false, CancellationToken.None);

        foreach (var access in new[] { read, asked })
        {
            Assert.Equal(["shop"], access.Namespaces);
            Assert.Equal(AccessScope.Namespaces, Scope(access, "Pod"));
            Assert.Equal(AccessScope.Namespaces, Scope(access, "PodLog"));
            Assert.Equal(AccessScope.Nowhere, Scope(access, "Node"));
            Assert.Contains("\"nodes\"", access.Manifest, StringComparison.Ordinal);
            Assert.DoesNotContain("\"pods\"", access.Manifest, StringComparison.Ordinal);
        }

        Assert.Equal(read.Manifest, asked.Manifest);
    }

    [Theory]
    [InlineData]
    [InlineData("pods@-A", "pods@kube-system", "secrets")]
    [InlineData("*/log@!shop", "nodes")]
    [InlineData("list *@-A", "list */*@-A")]
    [InlineData("*")]
    public async Task Says_the_same_of_rights_before_and_after_reading(params string[] deny)
    {
        await using var server = await TestServer.StartAsync(change: options => options with { Deny = deny });

        var asked = await AccessReport.AskAsync(new LiveOptions { KubeConfig = server.Server.KubeConfigPath }, true, CancellationToken.None);
        if (deny is ["*"])
        {
            Assert.Equal(["default"], asked.Namespaces);
            Assert.NotNull(asked.Manifest);
            return;
        }

        var read = AccessReport.Of(await ReadAsync(server, new LiveOptions()), [], includeSecrets: true);

        Assert.Equal(asked.Namespaces, read.Namespaces);
        Assert.Equal(asked.Manifest, read.Manifest);
    }

    [KubectlTheory]
    [InlineData("shop")]
    [InlineData(null)]
    public async Task Gives_a_manifest_that_kubectl_takes(string? ns)
    {
        await using var server = await TestServer.StartAsync(change: options => options with { Deny = s_viewInShop });
        var access = await AccessReport.AskAsync(
            new LiveOptions { KubeConfig = server.Server.KubeConfigPath, Namespaces = ns is null ? [] : [ns] }, true, CancellationToken.None);
        var file = Path.Combine(Path.GetTempPath(), Guid.NewGuid() + ".yaml");
        await File.WriteAllTextAsync(file, access.Manifest);
        try
        {
            var (code, output) = await Kubectl.RunAsync(server.Server.KubeConfigPath, $"create --dry-run=client --validate=false -o name -f {file}");

            Assert.True(code == 0, output);
            Assert.Contains("clusterrole.rbac.authorization.k8s.io/runbook-reader-", output, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Reads_pages_of_one_list_and_begins_it_anew_when_it_expires()
    {
        using var large = new LargeCluster(1_200);
        await using var server = await TestServer.StartAsync(large.Path);
        await using var expiring = await TestServer.StartAsync(large.Path, options => options with { Faults = ["410 list pods x1"] });

        Assert.Equal(1_200, (await ReadAsync(server)).OfKind("Pod").Count);
        Assert.Equal(3, server.Server.Requests.CountOf("/api/v1/pods"));
        var live = await ReadAsync(expiring);
        Assert.Equal(1_200, live.OfKind("Pod").Count);
        Assert.Null(live.GapFor("Pod"));
        Assert.Equal(5, expiring.Server.Requests.CountOf("/api/v1/pods"));
    }

    // Over HTTP/2 a reset takes one request; over HTTP/1.1 the framework asks again by itself.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Survives_a_first_request_that_is_reset_once(bool tls)
    {
        await using var server = await TestServer.StartAsync(change: options => options with { Tls = tls, Faults = ["reset /version x1"] });

        Assert.NotNull((await ReadAsync(server)).ServerVersion);
        Assert.Equal(2, server.Server.Requests.CountOf("/version"));
    }

    [Fact]
    public async Task Says_in_its_own_words_that_a_server_resets_whatever_is_asked()
    {
        await using var server = await TestServer.StartAsync(change: options => options with { Tls = true, Faults = ["reset /version", "reset /apis"] });

        var error = await Assert.ThrowsAsync<SourceException>(() => ReadAsync(server));

        Assert.Equal("Unreachable", error.ErrorId);
        Assert.EndsWith("gives no answer: the connection was reset.", error.Message, StringComparison.Ordinal);
        Assert.Equal(4, server.Server.Requests.CountOf("/version"));
    }

    [Theory]
    [InlineData("reset")]
    [InlineData("cut")]
    [InlineData("500")]
    public async Task Reads_a_server_that_does_not_tell_its_version(string fault)
    {
        await using var server = await TestServer.StartAsync(change: options => options with { Tls = true, Faults = [fault + " /version"] });

        var live = await ReadAsync(server);

        Assert.Null(live.ServerVersion);
        Assert.NotEmpty(live.All<KubePod>());
        Assert.Equal(GapKind.Failed, Assert.Single(live.Coverage.Gaps, gap => gap.Resource == "Version").Kind);
    }

    [Fact]
    public async Task Tells_ages_by_the_clock_of_the_nodes_when_that_of_the_server_is_off()
    {
        await using var server = await TestServer.StartAsync();
        await using var fast = await TestServer.StartAsync(change: options => options with { Faults = ["clock=5m"] });

        var log = new LiveLog();
        var (right, wrong) = (await ReadAsync(server), await ReadAsync(fast, new LiveOptions { Log = log }));

        // By a clock that is five minutes ahead every node would seem silent.
        Assert.InRange(wrong.CapturedAt, right.CapturedAt.AddMinutes(-1), right.CapturedAt.AddMinutes(1));
        Assert.Equal(Symptoms(right), Symptoms(wrong).Where(symptom => !symptom.StartsWith("Node.Degraded", StringComparison.Ordinal)));
        Assert.All(SymptomFinder.Find(wrong, []).Where(symptom => symptom.Id == "Node.Degraded"), symptom => Assert.Equal("ClockSkew", symptom.Signature));
        var told = new List<LiveLogEntry>();
        while (log.TryTake(out var entry))
        {
            told.Add(entry);
        }

        Assert.Contains("ahead of that of the nodes", Assert.Single(told, entry => entry.IsWarning).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stops_when_it_is_told_to()
    {
        await using var server = await TestServer.StartAsync(change: options => options with { Faults = ["drip=10 list pods", "latency=60s events"] });
        using var stop = new CancellationTokenSource();
        var reading = ClusterSources.OpenLive(new LiveOptions { KubeConfig = server.Server.KubeConfigPath }).ReadAsync(stop.Token);
        while (!reading.IsCompleted && server.Server.Requests.CountOf("/api/v1/pods") == 0)
        {
            await Task.Delay(10);
        }

        stop.Cancel();

        Assert.Same(reading, await Task.WhenAny(reading, Task.Delay(TimeSpan.FromSeconds(20))));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    internal static Task<ClusterInventory> ReadAsync(TestServer server, LiveOptions? options = null) =>
        ClusterSources.OpenLive((options ?? new LiveOptions()) with { KubeConfig = server.Server.KubeConfigPath }).ReadAsync(CancellationToken.None);

    internal static List<string> Symptoms(ClusterInventory inventory) =>
        [.. SymptomFinder.Find(inventory, []).Select(symptom => $"{symptom.Id} {symptom.Object}").Order(StringComparer.Ordinal)];

    private static AccessScope Scope(KubeAccess access, string kind) => access.Rights.Single(right => right.Kind == kind).Scope;
}
