using System.Net;
using RunbookTools.Engine.Sources;
using RunbookTools.Engine.Sources.Live;

namespace Engine.Tests.Sources.Live;

public class LiveSourceTests
{
    [Fact]
    public async Task Reads_all_kinds_page_by_page()
    {
        using var server = new FakeApiServer(request => request.Url!.PathAndQuery switch
        {
            "/api/v1/pods?limit=500" => (200, Page("abc/=", Kube.Pod("shop", "web-1", "app"))),
            "/api/v1/pods?limit=500&continue=abc%2F%3D" => (200, Page("", Kube.Pod("shop", "web-2", "app"))),
            _ => null,
        });

        var inventory = await server.ReadAsync();

        Assert.Equal(("demo", "live cluster", "v1.36.2", $"http://127.0.0.1:{server.Port}"), (inventory.Name, inventory.Source, inventory.ServerVersion, inventory.Location));
        Assert.Equal(["web-1", "web-2"], inventory.OfKind("Pod").Select(pod => pod.Name));
        Assert.InRange(inventory.CapturedAt, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1));
        Assert.Equal("shop", inventory.DefaultNamespace);
        Assert.Empty(inventory.Coverage.Gaps);
        Assert.All(KindTable.All, kind => Assert.Null(inventory.GapFor(kind.Kind)));
        Assert.Null(inventory.GapFor(KindTable.PodLog));
        Assert.All(server.Requests, request => Assert.True(request.StartsWith("GET ", StringComparison.Ordinal) || request.Contains("/selfsubject", StringComparison.Ordinal), request));
    }

    [Fact]
    public async Task Begins_an_expired_list_anew_once_and_then_goes_on_with_the_token_of_the_refusal()
    {
        using var server = new FakeApiServer(request => request.Url!.PathAndQuery switch
        {
            "/api/v1/pods?limit=500" => (200, Page("old", Kube.Pod("shop", "web-1", "app"))),
            "/api/v1/pods?limit=500&continue=old" => (410, """{"kind":"Status","apiVersion":"v1","metadata":{"continue":"new"},"status":"Failure","reason":"Expired","code":410}"""),
            "/api/v1/pods?limit=500&continue=new" => (200, Page("", Kube.Pod("shop", "web-2", "app"))),
            _ => null,
        });

        var inventory = await server.ReadAsync();

        Assert.Equal(["web-1", "web-2"], inventory.OfKind("Pod").Select(pod => pod.Name));
        Assert.Null(inventory.GapFor("Pod"));
        Assert.Equal(2, server.Requests.Count(request => request == "GET /api/v1/pods?limit=500"));
    }

    [Fact]
    public async Task Does_not_wait_for_a_node_that_gives_no_logs_log_after_log()
    {
        var pods = string.Join(", ", new[] { ("web-1", "gone"), ("web-2", "gone"), ("web-3", "gone"), ("web-4", "here") }.Select(pod =>
            $$$"""{"kind":"Pod","apiVersion":"v1","metadata":{"name":"{{{pod.Item1}}}","namespace":"shop"},"spec":{"nodeName":"{{{pod.Item2}}}","containers":[{"name":"app","image":"i"}]}}"""));
        using var server = new FakeApiServer(request => request.Url!.AbsolutePath switch
        {
            "/api/v1/pods" => (200, Page("", pods)),
            "/api/v1/namespaces/shop/pods/web-4/log" => (200, "2026-01-01T00:00:00Z hello\n"),
            var path when path.EndsWith("/log", StringComparison.Ordinal) => (504, """{"kind":"Status","apiVersion":"v1","status":"Failure","message":"dial tcp 10.0.0.5:10250: i/o timeout","code":504}"""),
            _ => null,
        });
        var inventory = await server.ReadAsync(new LiveOptions { AsideTimeout = TimeSpan.FromSeconds(1) });

        var gaps = new[] { "web-1", "web-2", "web-3", "web-4" }.Select(pod => inventory.Log(new LogRequest("shop", pod, "app", false)).Gap).ToList();

        Assert.All(gaps[..2], gap => Assert.Equal(GapKind.Failed, gap!.Kind));
        Assert.Equal("not asked for, because node gone gave no answer for other logs", gaps[2]!.Reason);
        Assert.Equal(new AccessRequest("get", "pods/log", "shop"), gaps[2]!.Access);
        Assert.Null(gaps[3]);
        Assert.DoesNotContain(server.Requests, request => request.Contains("/pods/web-3/log", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Asks_for_names_of_secrets_only()
    {
        using var server = new FakeApiServer(request => request.Url!.AbsolutePath switch
        {
            "/api/v1/pods" => (200, Page("", Kube.Pod("shop", "web-1", "app"))),
            "/api/v1/secrets" => (200, """
                {"kind":"PartialObjectMetadataList","apiVersion":"meta.k8s.io/v1","metadata":{},
                "items":[{"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","metadata":{"name":"db","namespace":"shop"}}]}
                """),
            _ => null,
        });

        var inventory = await server.ReadAsync();

        Assert.Equal("application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1", server.Accepts["/api/v1/secrets"]);
        Assert.Equal("application/json", server.Accepts["/api/v1/pods"]);
        Assert.Null(inventory.Find<KubeSecret>("Secret", "shop", "db")!.Keys);
    }

    [Fact]
    public async Task Names_the_smallest_grant_and_falls_back_to_the_namespace_of_the_context()
    {
        using var server = new FakeApiServer(request => request.Url!.AbsolutePath switch
        {
            "/api/v1/nodes" => (403, Forbidden("nodes", "", "at the cluster scope")),
            "/api/v1/pods" => (403, Forbidden("pods", "", "at the cluster scope")),
            "/api/v1/namespaces/shop/pods" => (200, Page("", Kube.Pod("shop", "web-1", "app"))),
            "/apis/apps/v1/deployments" => (403, Forbidden("deployments", "apps", "at the cluster scope")),
            "/apis/apps/v1/namespaces/shop/deployments" => (403, Forbidden("deployments", "apps", "in the namespace \\\"shop\\\"")),
            var path when path.EndsWith("/selfsubjectaccessreviews", StringComparison.Ordinal) => (201, """{"status":{"allowed":false}}"""),
            _ => null,
        });

        var inventory = await server.ReadAsync();

        Assert.Equal("shop", inventory.DefaultNamespace);
        Assert.Single(inventory.OfKind("Pod"));
        Assert.Null(inventory.GapFor("Pod", "shop"));
        Assert.Equal(GapKind.Forbidden, inventory.GapFor("Pod", "other")!.Kind);
        Assert.Equal(GapKind.Forbidden, inventory.GapFor("Pod")!.Kind);
        var node = inventory.GapFor("Node")!;
        Assert.Equal("nodes is forbidden: User \"team-a-view\" cannot list resource \"nodes\" in API group \"\" at the cluster scope", node.Reason);
        Assert.Equal(
            "kubectl create clusterrole runbook-nodes --verb=list --resource=nodes && kubectl create clusterrolebinding runbook-nodes --clusterrole=runbook-nodes --user=team-a-view",
            node.Remedy);
        Assert.Equal(
            "kubectl -n shop create role runbook-deployments --verb=list --resource=deployments.apps && kubectl -n shop create rolebinding runbook-deployments --role=runbook-deployments --user=team-a-view",
            inventory.GapFor("Deployment", "shop")!.Remedy);
        Assert.Equal(
            "kubectl -n shop create role runbook-pods-log --verb=get --resource=pods/log && kubectl -n shop create rolebinding runbook-pods-log --role=runbook-pods-log --user=team-a-view",
            inventory.GapFor(KindTable.PodLog, "shop")!.Remedy);
    }

    [Fact]
    public async Task Takes_a_group_that_is_not_installed_for_empty_and_others_for_absent()
    {
        using var server = new FakeApiServer(request => request.Url!.AbsolutePath switch
        {
            "/apis" => (200, """{"kind":"APIGroupList","groups":[{"name":"apps","versions":[{"groupVersion":"apps/v1","version":"v1"}]},{"name":"batch","versions":[{"groupVersion":"batch/v1beta1","version":"v1beta1"}]}]}"""),
            "/api/v1/pods" => (200, Page("", Kube.Pod("shop", "web-1", "app"))),
            "/api/v1/services" => (503, "service unavailable\n"),
            _ => null,
        });

        var inventory = await server.ReadAsync();

        Assert.Null(inventory.GapFor("HTTPRoute"));
        var lease = inventory.GapFor("Lease")!;
        Assert.Equal((GapKind.Absent, "not served by this cluster", (string?)null), (lease.Kind, lease.Reason, lease.Remedy));
        Assert.Contains("GET /apis/batch/v1beta1/cronjobs?limit=500", server.Requests);
        var service = inventory.GapFor("Service")!;
        Assert.Equal((GapKind.Failed, "list services at the cluster scope: service unavailable (503)"), (service.Kind, service.Reason));
    }

    [Fact]
    public async Task Reads_logs_when_they_are_asked_for()
    {
        using var server = new FakeApiServer(request => request.Url!.PathAndQuery switch
        {
            "/api/v1/pods?limit=500" => (200, Page("", Kube.Pod("shop", "web-1", "app"))),
            "/api/v1/namespaces/shop/pods/web-1/log?container=app&tailLines=500&limitBytes=1048576&timestamps=true" =>
                (200, "2026-11-22T17:00:00.123456789Z \u001b[31mpassword=hunter2\u001b[0m\n2026-11-22T17:00:01.000000000Z second\n"),
            "/api/v1/namespaces/shop/pods/web-1/log?container=app&tailLines=500&limitBytes=1048576&timestamps=true&previous=true" =>
                (400, """{"kind":"Status","status":"Failure","message":"previous terminated container \"app\" in pod \"web-1\" not found","reason":"BadRequest","code":400}"""),
            "/api/v1/namespaces/shop/pods/web-2/log?container=app&tailLines=500&limitBytes=1048576&timestamps=true" => (204, ""),
            "/api/v1/namespaces/shop/pods/web-3/log?container=app&tailLines=500&limitBytes=1048576&timestamps=true" =>
                (403, """{"kind":"Status","message":"pods \"web-3\" is forbidden: User \"jane\" cannot get resource \"pods/log\" in API group \"\" in the namespace \"shop\"","reason":"Forbidden"}"""),
            _ => null,
        });
        var inventory = await server.ReadAsync();
        Assert.DoesNotContain(server.Requests, request => request.Contains("/log", StringComparison.Ordinal));

        var log = inventory.Log(new LogRequest("shop", "web-1", "app", false));

        Assert.Equal(["password=***", "second"], log.Lines.Select(line => line.Text));
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 17, 0, 1, TimeSpan.Zero), log.Lines[1].Time);
        var previous = inventory.Log(new LogRequest("shop", "web-1", "app", true)).Gap!;
        Assert.Equal((GapKind.Absent, "previous terminated container \"app\" in pod \"web-1\" not found"), (previous.Kind, previous.Reason));
        Assert.Equal(GapKind.Absent, inventory.Log(new LogRequest("shop", "web-2", "app", false)).Gap!.Kind);
        var forbidden = inventory.Log(new LogRequest("shop", "web-3", "app", false)).Gap!;
        Assert.Equal(GapKind.Forbidden, forbidden.Kind);
        Assert.EndsWith("--user=jane", forbidden.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_that_credentials_are_not_accepted()
    {
        using var server = new FakeApiServer(_ => (401, """{"kind":"Status","status":"Failure","message":"Unauthorized","reason":"Unauthorized","code":401}"""));

        var error = await Assert.ThrowsAsync<SourceException>(() => server.ReadAsync());

        Assert.Equal(("Unauthorized", "demo"), (error.ErrorId, error.Target));
        Assert.Contains("log in again", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_that_nothing_may_be_read()
    {
        using var server = new FakeApiServer(request => request.Url!.AbsolutePath is "/version" or "/apis" ? null : (403, Forbidden("pods", "", "at the cluster scope")));

        var error = await Assert.ThrowsAsync<SourceException>(() => server.ReadAsync());

        Assert.Equal("NoObjects", error.ErrorId);
        Assert.Contains("kubectl", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_that_the_server_cannot_be_reached()
    {
        using var server = new FakeApiServer(_ => null);
        var config = server.WriteKubeConfig("closed", "closed", $"http://127.0.0.1:{FakeApiServer.FreePort()}");

        var error = await Assert.ThrowsAsync<SourceException>(() => ClusterSources.OpenLive(new LiveOptions { KubeConfig = config }).ReadAsync(default));

        Assert.Equal("Unreachable", error.ErrorId);
        Assert.Contains("the connection was refused", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_credentials_of_a_plugin()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        string? authorization = null;
        using var server = new FakeApiServer(request =>
        {
            authorization = request.Headers["Authorization"];
            return request.Url!.AbsolutePath == "/api/v1/pods" ? (200, Page("", Kube.Pod("shop", "web-1", "app"))) : null;
        });
        var config = server.WriteKubeConfig("plugin", "plugin", $"http://127.0.0.1:{server.Port}", """
            exec:
                  apiVersion: client.authentication.k8s.io/v1
                  command: ./login
                  interactiveMode: Never
            """);
        var plugin = Path.Combine(Path.GetDirectoryName(config)!, "login");
        File.WriteAllText(plugin, """
            #!/bin/sh
            echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"from-plugin"}}'
            """);
        File.SetUnixFileMode(plugin, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        await ClusterSources.OpenLive(new LiveOptions { KubeConfig = config }).ReadAsync(default);

        Assert.Equal("Bearer from-plugin", authorization);
    }

    [Fact]
    public async Task Says_that_a_plugin_failed()
    {
        using var server = new FakeApiServer(_ => null);
        var config = server.WriteKubeConfig("plugin", "plugin", $"http://127.0.0.1:{server.Port}", """
            exec:
                  apiVersion: client.authentication.k8s.io/v1
                  command: no-such-plugin
                  interactiveMode: IfAvailable
            """);

        var error = await Assert.ThrowsAsync<SourceException>(() => ClusterSources.OpenLive(new LiveOptions { KubeConfig = config }).ReadAsync(default));

        Assert.Equal("CredentialPluginFailed", error.ErrorId);
        Assert.Contains("no-such-plugin", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/api/v1/pods", true)]
    [InlineData("GET", "/api/v1/namespaces/shop/pods/web-1/log", true)]
    [InlineData("POST", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", true)]
    [InlineData("POST", "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews", true)]
    [InlineData("POST", "/apis/authentication.k8s.io/v1/selfsubjectreviews", false)]
    [InlineData("POST", "/apis/authorization.k8s.io/v1/subjectaccessreviews", false)]
    [InlineData("GET", "/version", true)]
    [InlineData("GET", "/apis", true)]
    [InlineData("GET", "/apis/apps/v1/namespaces/proxy/deployments", true)]
    [InlineData("GET", "/api/v1/namespaces/shop/pods/exec/log", true)]
    [InlineData("GET", "/api/v1/namespaces/shop/pods/exec", true)]
    [InlineData("GET", "/api/v1/namespaces/shop/pods/web-1/attach", false)]
    [InlineData("GET", "/api/v1/namespaces/shop/pods/web-1/portforward", false)]
    [InlineData("GET", "/api/v1/namespaces/shop/services/web/proxy/admin", false)]
    [InlineData("GET", "/api/v1/namespaces/shop/pods/web-1%2Fexec", false)]
    [InlineData("GET", "/api/v1/proxy/nodes/n1", false)]
    [InlineData("GET", "/metrics", false)]
    [InlineData("POST", "/api/v1/namespaces/shop/pods", false)]
    [InlineData("POST", "/api/v1/namespaces/shop/pods/web-1/eviction", false)]
    [InlineData("PUT", "/api/v1/namespaces/shop/pods/web-1", false)]
    [InlineData("PATCH", "/api/v1/namespaces/shop/pods/web-1", false)]
    [InlineData("DELETE", "/api/v1/namespaces/shop/pods/web-1", false)]
    [InlineData("HEAD", "/api/v1/pods", false)]
    [InlineData("GET", "/api/v1/namespaces/shop/pods/web-1/exec", false)]
    [InlineData("GET", "/api/v1/nodes/n1/proxy/run", false)]
    public async Task Sends_nothing_that_could_change_a_cluster(string method, string path, bool isSent)
    {
        var sent = 0;
        using var client = new HttpClient(new ReadOnlyHandler { InnerHandler = new Stub(() => sent++) });

        var error = await Record.ExceptionAsync(() => client.SendAsync(new HttpRequestMessage(new HttpMethod(method), "https://cluster:6443" + path)));

        Assert.Equal(isSent ? 1 : 0, sent);
        Assert.Equal(isSent ? null : "ReadOnly", (error as SourceException)?.ErrorId);
    }

    private static string Page(string next, params string[] items) =>
        "{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"1\",\"continue\":\"" + next + "\"},\"items\":[" + string.Join(",", items) + "]}";

    private static string Forbidden(string resource, string group, string where) =>
        "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\",\"message\":\"" + resource
        + (group.Length == 0 ? "" : "." + group) + " is forbidden: User \\\"team-a-view\\\" cannot list resource \\\"" + resource
        + "\\\" in API group \\\"" + group + "\\\" " + where + "\",\"reason\":\"Forbidden\",\"code\":403}";

    private sealed class Stub(Action sent) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            sent();
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));
        }
    }
}
