using System.Net.Http.Headers;
using System.Text;
using RunbookTools.Sandbox;
using RunbookTools.Sandbox.Store;

namespace Sandbox.Tests;

/// <summary>A server for one test, and a client that talks to it.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private TestServer(SandboxServer server, HttpClient client)
    {
        Server = server;
        Client = client;
    }

    public SandboxServer Server { get; }

    public HttpClient Client { get; }

    /// <summary>Serves a snapshot; the bundled sample when none is named.</summary>
    public static Task<TestServer> StartAsync(string? path = null, Func<SandboxOptions, SandboxOptions>? change = null) =>
        StartAsync(ClusterStores.OpenSnapshot(path ?? Repository.Sample), change);

    /// <summary>Serves a store.</summary>
    public static async Task<TestServer> StartAsync(IClusterStore store, Func<SandboxOptions, SandboxOptions>? change = null)
    {
        var options = new SandboxOptions { Store = store };
        var server = await SandboxServer.StartAsync(change is null ? options : change(options));
        return new TestServer(server, new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromMinutes(2) });
    }

    /// <summary>Asks for a path.</summary>
    public Task<Answer> GetAsync(string path, string? accept = null, string? authorization = null) => SendAsync(HttpMethod.Get, path, null, accept, authorization);

    /// <summary>Sends any request.</summary>
    public async Task<Answer> SendAsync(HttpMethod method, string path, string? body, string? accept = null, string? authorization = null, string sent = "application/json")
    {
        using var request = new HttpRequestMessage(method, path);
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(sent));
        }

        using var response = await Client.SendAsync(request);

        // Before the body is read, which makes the header its own.
        var type = response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var types) ? types.ToString() : "";
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers, type);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
    }
}
