using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace RunbookTools.Engine.Sources.Live;

/// <summary>
/// Sends reads to an API server. Each has a deadline, body included; what fails for a moment is tried again within it, a bounded number of times.
/// </summary>
internal sealed class LiveClient : IDisposable
{
    private const int MaxAttempts = 4;
    private const int MaxUnauthorized = 3;
    private const int MaxBody = 32 * 1024 * 1024;
    private const int MaxRefusal = 64 * 1024;
    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(250);

    private readonly LiveConnection _connection;
    private readonly TimeSpan _timeout;
    private readonly TimeSpan _aside;
    private readonly LiveLog? _log;
    private readonly Lock _lock = new();
    private HttpMessageInvoker? _pool;
    private Credential? _poolCredential;
    private volatile bool _isReached;
    private volatile SourceException? _unauthorized;
    private int _unauthorizedCount;

    /// <summary>Makes a client. Nothing is sent yet.</summary>
    /// <param name="connection">Where to, and as whom.</param>
    /// <param name="timeout">How long one read may take.</param>
    /// <param name="log">Where requests are told; null for nowhere.</param>
    /// <param name="aside">How long a question aside may take; null for as long as any.</param>
    public LiveClient(LiveConnection connection, TimeSpan timeout, LiveLog? log, TimeSpan? aside = null)
    {
        _connection = connection;
        _timeout = timeout;
        _aside = aside ?? timeout;
        _log = log;
        Server = connection.Server.AbsoluteUri.TrimEnd('/');
    }

    /// <summary>The server's address, without credentials.</summary>
    public string Server { get; }

    /// <summary>Why the credentials are not accepted; null as long as they are.</summary>
    public SourceException? Unauthorized => _unauthorized;

    /// <summary>Asks for something small.</summary>
    /// <param name="path">The path and query, without a leading slash.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="accept">The media types wanted.</param>
    /// <param name="isAside">True when the reading can go on without the answer.</param>
    /// <exception cref="SourceException">The server cannot be reached, or does not know who asks, or there are no credentials to ask with.</exception>
    /// <exception cref="TimeoutException">There was no answer in time.</exception>
    /// <exception cref="IOException">The answer broke off, again and again.</exception>
    public Task<ApiAnswer> GetAsync(string path, CancellationToken cancellation, string accept = "application/json", bool isAside = false) =>
        SendAsync(HttpMethod.Get, path, null, accept, null, isAside ? _aside : _timeout, cancellation);

    /// <summary>Asks for something large, that is read as it comes.</summary>
    /// <param name="path">The path and query, without a leading slash.</param>
    /// <param name="accept">The media types wanted.</param>
    /// <param name="read">Reads the body of a success. It is called again when the body broke off, and must then forget what it read before.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="isAside">True when the reading can go on without the answer.</param>
    /// <exception cref="SourceException">The server cannot be reached, or does not know who asks, or there are no credentials to ask with.</exception>
    /// <exception cref="TimeoutException">There was no answer in time.</exception>
    /// <exception cref="IOException">The answer broke off, again and again.</exception>
    public Task<ApiAnswer> ReadAsync(
        string path, string accept, Func<Stream, CancellationToken, Task> read, CancellationToken cancellation, bool isAside = false) =>
        SendAsync(HttpMethod.Get, path, null, accept, read, isAside ? _aside : _timeout, cancellation);

    /// <summary>Asks the server to review what one may do.</summary>
    /// <param name="review">The resource: <c>selfsubjectaccessreviews</c>.</param>
    /// <param name="body">The review.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="SourceException">The server cannot be reached, or does not know who asks, or there are no credentials to ask with.</exception>
    /// <exception cref="TimeoutException">There was no answer in time.</exception>
    /// <exception cref="IOException">The answer broke off, again and again.</exception>
    public Task<ApiAnswer> ReviewAsync(string review, string body, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Post, "apis/authorization.k8s.io/v1/" + review, body, "application/json", null, _aside, cancellation);

    /// <inheritdoc/>
    public void Dispose() => _pool?.Dispose();

    private async Task<ApiAnswer> SendAsync(
        HttpMethod method, string path, string? body, string accept, Func<Stream, CancellationToken, Task>? read, TimeSpan limit, CancellationToken cancellation)
    {
        if (_unauthorized is { } known && Volatile.Read(ref _unauthorizedCount) >= MaxUnauthorized)
        {
            // Credentials that were refused are not tried dozens of times: some servers lock who does.
            throw known;
        }

        var clock = Stopwatch.StartNew();
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(limit);
        try
        {
            var credential = await CredentialAsync(null, limit, timeout.Token, cancellation).ConfigureAwait(false);
            var isRenewed = false;
            for (var attempt = 1; ; attempt++)
            {
                TimeSpan? wanted = null;
                try
                {
                    var (answer, pause) = await SendOnceAsync(method, path, body, accept, read, credential, timeout.Token).ConfigureAwait(false);
                    if (answer.Code == HttpStatusCode.Unauthorized)
                    {
                        var other = isRenewed ? credential : await CredentialAsync(credential, limit - clock.Elapsed, timeout.Token, cancellation).ConfigureAwait(false);
                        if (ReferenceEquals(other, credential))
                        {
                            Interlocked.Increment(ref _unauthorizedCount);
                            throw _unauthorized = NotAccepted(answer);
                        }

                        (credential, isRenewed) = (other, true);
                        continue;
                    }

                    Volatile.Write(ref _unauthorizedCount, 0);

                    // What the server, or what stands before it, gives back for a moment: too many requests, overload, a restart.
                    var isPassing = (int)answer.Code is 429 or 500 or 502 or 503 or 504;
                    if (!isPassing || attempt == MaxAttempts || clock.Elapsed + pause >= limit)
                    {
                        return answer;
                    }

                    wanted = pause;
                }
                catch (Exception exception) when (exception is HttpRequestException or IOException)
                {
                    // Before it has answered once, a server that cannot be connected to is more likely absent than busy.
                    if (attempt == MaxAttempts || (!_isReached && !IsConnected(exception)) || exception.GetBaseException() is AuthenticationException)
                    {
                        throw exception is HttpRequestException request ? Unreachable(request) : new IOException("the connection was lost in the middle of the answer", exception);
                    }
                }

                await Task.Delay(wanted ?? Pause(attempt), timeout.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException exception) when (!cancellation.IsCancellationRequested)
        {
            _log?.Tell($"{method} {Server}/{path} no answer in {clock.ElapsedMilliseconds} ms");
            throw new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"not answered within {limit.TotalSeconds:0.#} s"), exception);
        }
    }

    /// <summary>The credential to ask with, or another than the one that was refused.</summary>
    /// <exception cref="SourceException">There is none to be had, or not in time: that is no fault of a server that was not asked.</exception>
    private async ValueTask<Credential> CredentialAsync(Credential? refused, TimeSpan left, CancellationToken timeout, CancellationToken cancellation)
    {
        var credentials = _connection.Credentials;
        try
        {
            return refused is null
                ? await credentials.GetAsync(timeout).ConfigureAwait(false)
                : await credentials.RenewAsync(refused, timeout).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested && credentials.Late(left) is { } late)
        {
            throw late;
        }
    }

    /// <summary>Sends a request once.</summary>
    /// <returns>The answer, and how long the server asks to wait before another; null when it does not say.</returns>
    private async Task<(ApiAnswer Answer, TimeSpan? Pause)> SendOnceAsync(
        HttpMethod method, string path, string? body, string accept, Func<Stream, CancellationToken, Task>? read, Credential credential, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, new Uri(_connection.Server, path)) { Version = HttpVersion.Version20 };
        AddHeaders(request, accept, credential);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        }

        var clock = Stopwatch.StartNew();
        var outcome = "broke off";
        try
        {
            using var response = await Pool(credential).SendAsync(request, cancellation).ConfigureAwait(false);
            _isReached = true;
            outcome = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture) + " broke off";
            await using var stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
            var kept = Array.Empty<byte>();
            if (read is not null && response.StatusCode == HttpStatusCode.OK)
            {
                await read(stream, cancellation).ConfigureAwait(false);
            }
            else
            {
                kept = await ReadBodyAsync(stream, response.IsSuccessStatusCode ? MaxBody : MaxRefusal, cancellation).ConfigureAwait(false);
            }

            outcome = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
            return (new ApiAnswer(response.StatusCode, kept, response.Headers.Date), PauseOf(response.Headers.RetryAfter));
        }
        finally
        {
            _log?.Tell(TerminalText.Clean($"{method} {Server}/{path} {outcome} in {clock.ElapsedMilliseconds} ms"));
        }
    }

    private void AddHeaders(HttpRequestMessage request, string accept, Credential credential)
    {
        request.Headers.TryAddWithoutValidation("Accept", accept);
        request.Headers.TryAddWithoutValidation("User-Agent", "RunbookTools");

        // The handler checks the server's certificate against this name, and sends it as the name it wants to speak to.
        request.Headers.Host = _connection.TlsServerName;
        foreach (var (name, value) in _connection.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (credential.Authorization is { } authorization && _connection.MaySendCredentials)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }
    }

    // A connection shows the client certificate it was opened with: another certificate needs another pool.
    private HttpMessageInvoker Pool(Credential credential)
    {
        lock (_lock)
        {
            if (_pool is null || !ReferenceEquals(_poolCredential!.Certificate, credential.Certificate))
            {
                _pool = LiveTransport.Open(_connection, credential);
            }

            _poolCredential = credential;
            return _pool;
        }
    }

    private static async Task<byte[]> ReadBodyAsync(Stream stream, int limit, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0;)
        {
            if (body.Length + read > limit)
            {
                throw new InvalidDataException($"the answer is larger than {limit / 1024} KiB");
            }

            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    // Doubled each time, and not the same for all that failed together.
    private static TimeSpan Pause(int attempt) => s_firstPause * Math.Pow(2, attempt - 1) * (0.75 + (Random.Shared.NextDouble() / 2));

    private static TimeSpan? PauseOf(RetryConditionHeaderValue? header)
    {
        var pause = header?.Delta ?? (header?.Date - DateTimeOffset.UtcNow);
        return pause is { } wanted ? TimeSpan.FromTicks(Math.Clamp(wanted.Ticks, 0, TimeSpan.FromDays(1).Ticks)) : null;
    }

    private SourceException NotAccepted(ApiAnswer answer) => new(
        "Unauthorized",
        _connection.Name,
        $"The server {Server} does not accept the credentials of context '{_connection.Name}' ({answer.Describe()}). They may have expired: log in again, then retry.");

    private SourceException Unreachable(HttpRequestException exception) => new(
        "Unreachable",
        _connection.Name,
        $"The server {Server} of context '{_connection.Name}' {(IsConnected(exception) ? "gives no answer" : "cannot be reached")}: {Reason(exception)}.",
        exception);

    // A handshake that breaks off, rather than is refused, is a connection lost like any other.
    private static bool IsConnected(Exception exception) => exception is not HttpRequestException request || request.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError => false,
        HttpRequestError.SecureConnectionError => exception.GetBaseException() is IOException or SocketException,
        _ => true,
    };

    private string Reason(HttpRequestException exception) => exception.GetBaseException() switch
    {
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => "the connection was refused",
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain } => "its name is not known",
        SocketException { SocketErrorCode: SocketError.TimedOut } => "it does not answer",
        SocketException { SocketErrorCode: SocketError.ConnectionReset } or HttpProtocolException => "the connection was reset",
        IOException => "the connection broke off before the answer",
        var inner when inner is AuthenticationException || exception.HttpRequestError == HttpRequestError.SecureConnectionError =>
            _connection.Trust.Refusal ?? "there is no secure connection: " + TerminalText.Clean(inner.Message.TrimEnd('.')),
        var inner => TerminalText.Clean(inner.Message.TrimEnd('.')),
    };
}
