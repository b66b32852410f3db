using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using k8s;

namespace RunbookTools.Engine.Sources;

/// <summary>Sends requests to an API server with the transport and the credentials of KubernetesClient, and gives bytes back.</summary>
internal sealed class LiveClient : IDisposable
{
    private const int MaxBody = 512 * 1024 * 1024;

    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(60);
    private readonly Kubernetes _client;
    private readonly string? _hostName;
    private readonly string _context;

    /// <summary>Makes a client.</summary>
    /// <param name="configuration">Where the server is and who asks.</param>
    /// <param name="context">The context, for messages.</param>
    public LiveClient(KubernetesClientConfiguration configuration, string context)
    {
        configuration.FirstMessageHandlerSetup = handler =>
        {
            handler.AllowAutoRedirect = false;
            handler.AutomaticDecompression = DecompressionMethods.GZip;
            handler.ConnectTimeout = TimeSpan.FromSeconds(15);
        };
        configuration.UserAgent = "RunbookTools";
        _client = new Kubernetes(configuration, new ReadOnlyHandler());
        _hostName = string.IsNullOrWhiteSpace(configuration.TlsServerName) ? null : configuration.TlsServerName;
        _context = context;
        var server = new UriBuilder(_client.BaseUri) { UserName = "", Password = "" };
        Server = server.Uri.GetLeftPart(UriPartial.Path).TrimEnd('/');
    }

    /// <summary>The server's address, without credentials.</summary>
    public string Server { get; }

    /// <summary>Asks for something.</summary>
    /// <param name="path">The path and query, without a leading slash.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="accept">The media types wanted.</param>
    /// <exception cref="SourceException">The server cannot be reached, or does not know who asks.</exception>
    public Task<ApiAnswer> GetAsync(string path, CancellationToken cancellation, string accept = "application/json") =>
        SendAsync(HttpMethod.Get, path, null, accept, cancellation);

    /// <summary>Asks the server to review what one may do.</summary>
    public Task<ApiAnswer> ReviewAsync(string path, string body, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Post, path, body, "application/json", cancellation);

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<ApiAnswer> SendAsync(HttpMethod method, string path, string? body, string accept, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, new Uri(_client.BaseUri, path));
        request.Version = HttpVersion.Version20;
        request.Headers.TryAddWithoutValidation("Accept", accept);
        request.Headers.Host = _hostName;
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(s_timeout);
        ApiAnswer answer;
        try
        {
            if (_client.Credentials is { } credentials)
            {
                await credentials.ProcessHttpRequestAsync(request, timeout.Token).ConfigureAwait(false);
            }

            using var response = await _client.HttpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout.Token).ConfigureAwait(false);
            answer = new ApiAnswer(response.StatusCode, await ReadBodyAsync(response, timeout.Token).ConfigureAwait(false), response.Headers.Date);
        }
        catch (OperationCanceledException exception) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"no answer within {s_timeout.TotalSeconds:0} s", exception);
        }
        catch (HttpRequestException exception)
        {
            throw new SourceException("Unreachable", _context, $"The server {Server} of context '{_context}' cannot be reached: {Reason(exception)}.", exception);
        }

        return answer.Code == HttpStatusCode.Unauthorized
            ? throw new SourceException(
                "Unauthorized",
                _context,
                $"The server {Server} does not accept the credentials of context '{_context}' ({answer.Describe()}). They may have expired: log in again, then retry.")
            : answer;
    }

    private static async Task<byte[]> ReadBodyAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        using var body = new MemoryStream((int)Math.Clamp(response.Content.Headers.ContentLength ?? 0, 0, MaxBody));
        var buffer = new byte[64 * 1024];
        for (int read; (read = await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0;)
        {
            if (body.Length + read > MaxBody)
            {
                throw new InvalidDataException($"the answer is larger than {MaxBody / (1024 * 1024)} MiB");
            }

            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    private static string Reason(HttpRequestException exception) => exception.GetBaseException() switch
    {
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => "the connection was refused",
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain } => "its name is not known",
        SocketException { SocketErrorCode: SocketError.TimedOut } => "it does not answer",
        AuthenticationException inner => "its certificate is not accepted: " + TerminalText.Clean(inner.Message),
        var inner => TerminalText.Clean(inner.Message.TrimEnd('.')),
    };
}
