using System.Buffers;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox;

/// <summary>A Kubernetes API server on loopback, over a store. It only reads.</summary>
public sealed class SandboxServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private SandboxServer(WebApplication application) => _application = application;

    /// <summary>Where it listens: <c>http://127.0.0.1:6443</c>.</summary>
    public Uri Address => new(_application.Urls.First());

    /// <summary>Starts a server; it listens when this returns.</summary>
    /// <exception cref="IOException">The port is in use.</exception>
    public static async Task<SandboxServer> StartAsync(SandboxOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        var application = builder.Build();
        application.Run(context => AnswerAsync(context, options.Store));
        await application.StartAsync(cancellation).ConfigureAwait(false);
        return new SandboxServer(application);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static async Task AnswerAsync(HttpContext context, IClusterStore store)
    {
        var path = context.Request.Path.Value ?? "/";
        var kind = store.Kinds.FirstOrDefault(kind => path == (kind.Group.Length == 0 ? "/api/" : "/apis/") + kind.ApiVersion + "/" + kind.Plural);
        if (kind is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = "application/json";
        var output = context.Response.BodyWriter;
        output.Write(System.Text.Encoding.UTF8.GetBytes(
            $$"""{"kind":"{{kind.ListKind}}","apiVersion":"{{kind.ApiVersion}}","metadata":{"resourceVersion":"{{store.ResourceVersion}}"},"items":["""));
        var isFirst = true;
        foreach (var item in store.List(kind, null))
        {
            output.Write(isFirst ? ""u8 : ","u8);
            item.WriteTo(output);
            isFirst = false;
            if (output.UnflushedBytes > 64 * 1024)
            {
                await output.FlushAsync(context.RequestAborted).ConfigureAwait(false);
            }
        }

        output.Write("]}"u8);
        await output.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }
}
