using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using RunbookTools.Engine.Sources;
using RunbookTools.Engine.Sources.Live;

namespace Engine.Tests.Sources.Live;

/// <summary>A server on this machine that answers as a test wants, and a kubeconfig that leads to it.</summary>
internal sealed class FakeApiServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly TempFolder _folder = new();
    private readonly Func<HttpListenerRequest, (int Code, string Body)?> _answer;

    /// <param name="answer">Gives code and body; null for an empty list.</param>
    public FakeApiServer(Func<HttpListenerRequest, (int Code, string Body)?> answer)
    {
        _answer = answer;
        Port = FreePort();
        _listener.Prefixes.Add($"http://127.0.0.1:{Port}/");
        _listener.Start();
        _ = Task.Run(ServeAsync);
        KubeConfig = WriteKubeConfig("config", "demo", $"http://127.0.0.1:{Port}");
    }

    public int Port { get; }

    public string KubeConfig { get; }

    public ConcurrentQueue<string> Requests { get; } = new();

    public ConcurrentDictionary<string, string> Accepts { get; } = new();

    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public string WriteKubeConfig(string file, string context, string server, string user = "token: abc", string ns = "shop")
    {
        _folder.Add(file, $$"""
            apiVersion: v1
            kind: Config
            current-context: {{context}}
            clusters:
            - name: {{context}}
              cluster:
                server: {{server}}
            users:
            - name: {{context}}
              user:
                {{user}}
            contexts:
            - name: {{context}}
              context:
                cluster: {{context}}
                user: {{context}}
                namespace: {{ns}}
            """);
        return Path.Combine(_folder.Root, file);
    }

    public Task<ClusterInventory> ReadAsync(LiveOptions? options = null, CancellationToken cancellation = default) =>
        ClusterSources.OpenLive((options ?? new LiveOptions()) with { KubeConfig = KubeConfig }).ReadAsync(cancellation);

    public void Dispose()
    {
        _listener.Close();
        _folder.Dispose();
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            var request = context.Request;
            Requests.Enqueue($"{request.HttpMethod} {request.Url!.PathAndQuery}");
            Accepts[request.Url.AbsolutePath] = request.Headers["Accept"] ?? "";
            var (code, body) = _answer(request) ?? Default(request);
            var bytes = Encoding.UTF8.GetBytes(body);
            context.Response.StatusCode = code;
            context.Response.ContentType = "application/json";
            if (code != 204)
            {
                context.Response.OutputStream.Write(bytes);
            }

            context.Response.Close();
        }
    }

    private static (int Code, string Body) Default(HttpListenerRequest request) => request.Url!.AbsolutePath switch
    {
        "/version" => (200, """{"major":"1","minor":"36","gitVersion":"v1.36.2"}"""),
        "/apis" => (404, "404 page not found"),
        var path when path.EndsWith("/selfsubjectaccessreviews", StringComparison.Ordinal) => (201, """{"kind":"SelfSubjectAccessReview","status":{"allowed":true}}"""),
        // As a server with an authorizer besides RBAC: it does not tell.
        var path when path.EndsWith("/selfsubjectrulesreviews", StringComparison.Ordinal) => (201, """{"kind":"SelfSubjectRulesReview","status":{"resourceRules":[],"nonResourceRules":[],"incomplete":true}}"""),
        var path when path.Split('/')[^1] is "gateways" or "httproutes" or "gatewayclasses" => (404, "404 page not found"),
        var path when path.Contains($"/{KindTable.Metrics}/", StringComparison.Ordinal) => (200, Kube.List(KindTable.Find($"{path.Split('/')[^1]}.{KindTable.Metrics}")!.Kind)),
        var path => (200, Kube.List(KindTable.Find(path.Split('/')[^1])!.Kind)),
    };
}
