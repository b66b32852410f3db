using System.Globalization;
using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using RunbookTools.Engine.Sources;
using RunbookTools.Sandbox.Access;
using RunbookTools.Sandbox.Api;
using RunbookTools.Sandbox.Faults;

namespace RunbookTools.Sandbox;

/// <summary>A Kubernetes API server on loopback, over a store. It only reads.</summary>
public sealed class SandboxServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly KubeConfigFile _kubeConfig;
    private readonly ServerCertificate? _certificate;

    private SandboxServer(WebApplication application, KubeConfigFile kubeConfig, ServerCertificate? certificate, RequestLog requests)
    {
        _application = application;
        _kubeConfig = kubeConfig;
        _certificate = certificate;
        Requests = requests;
    }

    /// <summary>Where it listens: <c>http://127.0.0.1:6443</c>.</summary>
    public Uri Address => AddressOf(_application);

    /// <summary>The kubeconfig to reach it by.</summary>
    public string KubeConfigPath => _kubeConfig.Path;

    /// <summary>The authority of its certificate, as PEM; null without TLS.</summary>
    public string? Authority => _certificate?.Authority;

    /// <summary>What it was asked.</summary>
    public RequestLog Requests { get; }

    /// <summary>Starts a server; it listens when this returns.</summary>
    /// <exception cref="IOException">The port is in use, or the kubeconfig cannot be written.</exception>
    /// <exception cref="RuleSyntaxException">A rule is not one.</exception>
    public static async Task<SandboxServer> StartAsync(SandboxOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var requests = new RequestLog();
        var certificate = options.Tls ? ServerCertificate.Make() : null;
        WebApplication? application = null;
        try
        {
            application = Build(options, certificate);
            application.Run(Handler(options, requests));
            await application.StartAsync(cancellation).ConfigureAwait(false);
            var kubeConfig = KubeConfigFile.Write(options.KubeConfigPath, AddressOf(application), certificate?.Authority, options.Token);
            return new SandboxServer(application, kubeConfig, certificate, requests);
        }
        catch
        {
            certificate?.Dispose();
            if (application is not null)
            {
                await application.DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _kubeConfig.Dispose();

        // Watches would otherwise be waited for.
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _application.StopAsync(now.Token).ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
        _certificate?.Dispose();
    }

    private static Uri AddressOf(WebApplication application) => new(application.Urls.First());

    private static WebApplication Build(SandboxOptions options, ServerCertificate? certificate)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, options.Port, listen =>
            {
                if (certificate is not null)
                {
                    listen.UseHttps(certificate.Certificate);
                }
            });
        });
        return builder.Build();
    }

    private static RequestDelegate Handler(SandboxOptions options, RequestLog requests)
    {
        var rules = options.Faults.Select(rule => FaultRule.Parse(rule, options.Store.Kinds)).ToList();
        var offset = rules.Where(rule => rule.Type == FaultType.Clock).Aggregate(TimeSpan.Zero, (sum, rule) => sum + rule.Time(TimeSpan.Zero));
        var store = offset == TimeSpan.Zero ? options.Store : new ClockStore(options.Store, offset);
        var catalog = new ApiCatalog(store.Kinds);
        var api = new ApiHandler(store, catalog, new AccessPolicy(store, options.Deny), options.Token);
        RequestDelegate answer = options.Gzip ? http => CompressAsync(http, api.AnswerAsync) : api.AnswerAsync;
        RequestDelegate next = rules.Count == 0 ? answer : new FaultLayer(rules, catalog, answer).AnswerAsync;
        return async http =>
        {
            requests.Add(new RequestRecord(http.Request.Method, http.Request.Path.Value ?? "/", http.Request.QueryString.Value ?? "")
            {
                Protocol = http.Request.Protocol,
                Connection = http.Connection.Id,
                Encodings = http.Request.Headers.AcceptEncoding.ToString(),
            });

            // Who reads the clock of the server reads the moment the store shows.
            http.Response.Headers.Date = store.Now.ToString("R", CultureInfo.InvariantCulture);
            try
            {
                await next(http).ConfigureAwait(false);
            }
            catch (ApiRefusalException refusal)
            {
                await Answers.StatusAsync(http, refusal.Status).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is OperationCanceledException or ConnectionAbortedException or IOException)
            {
                // The client went away, or a fault made it.
                http.Abort();
            }
            catch (Exception exception) when (!http.Response.HasStarted)
            {
                // Whatever a bundle holds, a client is told in the words of the API.
                await Answers.StatusAsync(http, Api.ApiStatus.InternalError(TerminalText.Clean(exception.Message))).ConfigureAwait(false);
            }
        };
    }

    private static async Task CompressAsync(HttpContext http, RequestDelegate next)
    {
        if (!http.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.Ordinal))
        {
            await next(http).ConfigureAwait(false);
            return;
        }

        var original = http.Features.Get<IHttpResponseBodyFeature>()!;
        var zip = new GZipStream(original.Stream, CompressionLevel.Fastest, leaveOpen: true);
        await using (zip.ConfigureAwait(false))
        {
            var feature = new StreamResponseBodyFeature(zip, original);
            http.Features.Set<IHttpResponseBodyFeature>(feature);
            http.Response.Headers.ContentEncoding = "gzip";
            http.Response.OnStarting(() =>
            {
                http.Response.ContentLength = null;
                return Task.CompletedTask;
            });
            await next(http).ConfigureAwait(false);
            await feature.Writer.FlushAsync(http.RequestAborted).ConfigureAwait(false);
        }

        http.Features.Set(original);
    }
}
