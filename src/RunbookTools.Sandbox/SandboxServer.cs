using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using RunbookTools.Sandbox.Access;
using RunbookTools.Sandbox.Api;

namespace RunbookTools.Sandbox;

/// <summary>A Kubernetes API server on loopback, over a store. It only reads.</summary>
public sealed class SandboxServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly KubeConfigFile _kubeConfig;

    private SandboxServer(WebApplication application, KubeConfigFile kubeConfig, RequestLog requests)
    {
        _application = application;
        _kubeConfig = kubeConfig;
        Requests = requests;
    }

    /// <summary>Where it listens: <c>http://127.0.0.1:6443</c>.</summary>
    public Uri Address => new(_application.Urls.First());

    /// <summary>The kubeconfig to reach it by.</summary>
    public string KubeConfigPath => _kubeConfig.Path;

    /// <summary>What it was asked.</summary>
    public RequestLog Requests { get; }

    /// <summary>Starts a server; it listens when this returns.</summary>
    /// <exception cref="IOException">The port is in use, or the kubeconfig cannot be written.</exception>
    /// <exception cref="RuleSyntaxException">A rule is not one.</exception>
    public static async Task<SandboxServer> StartAsync(SandboxOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var store = options.Store;
        var requests = new RequestLog();
        var handler = new ApiHandler(store, new ApiCatalog(store.Kinds), new AccessPolicy(store, options.Deny), options.Token);

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        var application = builder.Build();
        application.Run(async http =>
        {
            requests.Add(new RequestRecord(http.Request.Method, http.Request.Path.Value ?? "/", http.Request.QueryString.Value ?? ""));

            // Who reads the clock of the server reads the moment the store shows.
            http.Response.Headers.Date = store.Now.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
            try
            {
                await handler.AnswerAsync(http).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
            {
                // The client went away.
            }
        });
        try
        {
            await application.StartAsync(cancellation).ConfigureAwait(false);
            return new SandboxServer(application, KubeConfigFile.Write(options.KubeConfigPath, new Uri(application.Urls.First()), null, options.Token), requests);
        }
        catch
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _kubeConfig.Dispose();
        await _application.DisposeAsync().ConfigureAwait(false);
    }
}
