using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace RunbookTools.Engine.Sources.Live;

/// <summary>
/// The <c>oidc</c> auth provider (k8s.io/client-go/plugin/pkg/client/auth/oidc): the id token as long as it is valid, then one asked for with the
/// refresh token. What the provider gives stays in memory; the kubeconfig is never written.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore of which no wait handle is taken has nothing to free.")]
internal sealed class OidcCredential(KubeContext context, LiveLog? log) : ICredentialSource
{
    private const int MaxBody = 1024 * 1024;

    // As client-go: a token about to expire is taken for expired.
    private static readonly TimeSpan s_leeway = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim _refreshing = new(1, 1);
    private readonly Dictionary<string, string> _config = context.User.AuthProvider!.Config ?? [];
    private string? _refreshToken;
    private Credential? _credential;
    private DateTimeOffset _expires;

    /// <inheritdoc/>
    public ValueTask<Credential> GetAsync(CancellationToken cancellation) => GetAsync(null, cancellation);

    /// <inheritdoc/>
    public ValueTask<Credential> RenewAsync(Credential refused, CancellationToken cancellation) => GetAsync(refused, cancellation);

    /// <inheritdoc/>
    public SourceException? Late(TimeSpan waited) => Failed(string.Create(CultureInfo.InvariantCulture, $"it did not answer within {waited.TotalSeconds:0.#} s"));

    private async ValueTask<Credential> GetAsync(Credential? refused, CancellationToken cancellation)
    {
        await _refreshing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_credential is null && _config.GetValueOrDefault("id-token") is { Length: > 0 } given)
            {
                (_credential, _expires) = (Credential.Bearer(given), JsonWebToken.ExpiryOf(given) ?? DateTimeOffset.MinValue);
            }

            if (_credential is { } current && !ReferenceEquals(current, refused) && DateTimeOffset.UtcNow < _expires - s_leeway)
            {
                return current;
            }

            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            timeout.CancelAfter(s_patience);
            try
            {
                var token = await RefreshAsync(timeout.Token).ConfigureAwait(false);
                (_credential, _expires) = (Credential.Bearer(token), JsonWebToken.ExpiryOf(token) ?? throw Failed("the id token it gave says no time it expires at"));
                return _credential;
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw Failed($"it did not answer within {s_patience.TotalSeconds:0} s");
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException or InvalidOperationException or UriFormatException or FormatException or CryptographicException)
            {
                throw Failed(TerminalText.Clean(exception.Message.TrimEnd('.')), exception);
            }
        }
        finally
        {
            _refreshing.Release();
        }
    }

    private async Task<string> RefreshAsync(CancellationToken cancellation)
    {
        _refreshToken ??= _config.GetValueOrDefault("refresh-token");
        var issuer = _config.GetValueOrDefault("idp-issuer-url");
        if (string.IsNullOrEmpty(_refreshToken) || string.IsNullOrEmpty(issuer))
        {
            throw Failed("the id token has expired and there is no refresh token to ask for another");
        }

        // Asks the identity provider, never the cluster: the cluster's own transport lets no such request through.
        using var http = new HttpClient(NewHandler()) { MaxResponseContentBufferSize = MaxBody };
        using var configuration = await GetJsonAsync(http, new HttpRequestMessage(HttpMethod.Get, issuer.TrimEnd('/') + "/.well-known/openid-configuration"), cancellation).ConfigureAwait(false);
        var endpoint = new Uri(configuration.RootElement.GetProperty("token_endpoint").GetString()!);
        if (endpoint.Scheme != Uri.UriSchemeHttps && !endpoint.IsLoopback)
        {
            throw Failed("its token endpoint is not https");
        }

        var client = _config.GetValueOrDefault("client-id") ?? "";
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = _refreshToken, ["client_id"] = client }),
        };
        if (_config.GetValueOrDefault("client-secret") is { Length: > 0 } secret)
        {
            // RFC 6749, 2.3.1: both are form-encoded before they are joined.
            var pair = Uri.EscapeDataString(client) + ":" + Uri.EscapeDataString(secret);
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
        }

        using var answer = await GetJsonAsync(http, request, cancellation).ConfigureAwait(false);
        if (answer.RootElement.TryGetProperty("refresh_token", out var next) && next.GetString() is { Length: > 0 } another && another != _refreshToken)
        {
            _refreshToken = another;
            log?.Warn($"The identity provider of context '{context.Name}' gave a new refresh token. It is kept in memory only: if it made the old one void, kubectl has to log in again.");
        }

        return answer.RootElement.TryGetProperty("id_token", out var id) && id.GetString() is { Length: > 0 } token
            ? token
            : throw Failed("it gave no id token for the refresh token");
    }

    private SocketsHttpHandler NewHandler()
    {
        var authority = ClientCertificates.Text(_config.GetValueOrDefault("idp-certificate-authority-data"), _config.GetValueOrDefault("idp-certificate-authority"));
        var trust = new ServerTrust(authority is null ? null : ClientCertificates.Read(authority), skip: false);
        return new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            Proxy = new EnvironmentProxy(Environment.GetEnvironmentVariable),
            SslOptions = trust.ToOptions(null),
            ConnectTimeout = TimeSpan.FromSeconds(15),
        };
    }

    private async Task<JsonDocument> GetJsonAsync(HttpClient http, HttpRequestMessage request, CancellationToken cancellation)
    {
        using (request)
        {
            using var response = await http.SendAsync(request, cancellation).ConfigureAwait(false);
            return response.StatusCode == HttpStatusCode.OK
                ? JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false))
                : throw Failed($"it answered {(int)response.StatusCode}");
        }
    }

    private SourceException Failed(string what, Exception? inner = null) => new(
        "OidcRefreshFailed", context.Name, $"The identity provider of context '{context.Name}' gave no valid token: {what}. Log in again with kubectl, then retry.", inner);
}
