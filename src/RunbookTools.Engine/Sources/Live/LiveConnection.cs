using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Text;

namespace RunbookTools.Engine.Sources.Live;

/// <summary>How to reach an API server, and as whom.</summary>
internal sealed class LiveConnection
{
    /// <summary>The name of the cluster: the context, or <c>in-cluster</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The server, ending in a slash.</summary>
    public required Uri Server { get; init; }

    /// <summary>The namespace of the context; null when it has none.</summary>
    public string? Namespace { get; init; }

    /// <summary>Decides whether a server is the right one.</summary>
    public required ServerTrust Trust { get; init; }

    /// <summary>The name the server's certificate must be for, when it is not the host of its address; null otherwise.</summary>
    public string? TlsServerName { get; init; }

    /// <summary>The proxy; null for what the environment says.</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>False when answers are not to be compressed.</summary>
    public bool IsCompressed { get; init; } = true;

    /// <summary>What to ask with.</summary>
    public required ICredentialSource Credentials { get; init; }

    /// <summary>The client certificate of the kubeconfig, used when a credential has none of its own; null when there is none.</summary>
    public SslStreamCertificateContext? Certificate { get; init; }

    /// <summary>Headers that go with each request: whom to act as.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Who asks, as the server will name them; null when that cannot be told beforehand.</summary>
    public string? User { get; init; }

    /// <summary>
    /// True when credentials may be sent: over TLS, or to this machine. kubectl sends none over plain HTTP at all
    /// (k8s.io/client-go/tools/clientcmd/client_config.go, IsConfigTransportTLS).
    /// </summary>
    public bool MaySendCredentials => Server.Scheme == Uri.UriSchemeHttps || Server.IsLoopback;

    /// <summary>Finds the cluster that is meant: a context of the kubeconfig files, else the one of the pod this runs in.</summary>
    /// <exception cref="SourceException">There is no kubeconfig (<c>KubeConfigNotFound</c>), no such context (<c>ContextNotFound</c>), or it cannot be used.</exception>
    public static LiveConnection Find(LiveOptions options)
    {
        if (options.InCluster)
        {
            return PodConnection.Make(PodConnection.Folder);
        }

        var candidates = KubeConfigFiles.Candidates(options.KubeConfig);
        if (KubeConfigFiles.Read(candidates) is { } files)
        {
            return Of(files.Find(options.Context), options.Log);
        }

        if (options is { KubeConfig: null, Context: null } && PodConnection.IsInPod)
        {
            return PodConnection.Make(PodConnection.Folder);
        }

        var location = string.Join(Path.PathSeparator, candidates);
        throw new SourceException(
            "KubeConfigNotFound",
            location,
            $"There is no kubeconfig file at {location}. Name one with -KubeConfig or the variable KUBECONFIG; in a pod, -InCluster uses its service account.");
    }

    /// <summary>Makes a connection of a context.</summary>
    /// <exception cref="SourceException">The context cannot be used (<c>KubeConfigInvalid</c>).</exception>
    public static LiveConnection Of(KubeContext context, LiveLog? log)
    {
        var (cluster, user) = (context.Cluster, context.User);
        try
        {
            var server = ServerOf(cluster.Server!);
            var authority = ClientCertificates.Text(cluster.CertificateAuthorityData, cluster.CertificateAuthority);
            if (cluster.InsecureSkipTlsVerify)
            {
                if (authority is not null)
                {
                    throw new FormatException("a certificate authority and insecure-skip-tls-verify exclude each other");
                }

                log?.Warn($"The certificate of {server.Host} is not checked, because context '{context.Name}' says insecure-skip-tls-verify: what is read may come from anybody.");
            }

            var credentials = CredentialsOf(context, log);
            var certificate = string.IsNullOrEmpty(user.ClientCertificateData) && user.ClientCertificate is null ? null : CertificateOf(user, ref credentials);
            var connection = new LiveConnection
            {
                Name = context.Name,
                Server = server,
                Namespace = context.Namespace,
                Trust = new ServerTrust(authority is null ? null : ClientCertificates.Read(authority), cluster.InsecureSkipTlsVerify),
                TlsServerName = string.IsNullOrEmpty(cluster.TlsServerName) ? null : cluster.TlsServerName,
                Proxy = ProxyOf(cluster.ProxyUrl),
                IsCompressed = !cluster.DisableCompression,
                Credentials = credentials,
                Certificate = certificate,
                Headers = [.. ImpersonationOf(user)],
                User = user.As ?? (user.Token is { Length: > 0 } token ? JsonWebToken.ServiceAccountOf(token)
                    : certificate?.TargetCertificate.GetNameInfo(System.Security.Cryptography.X509Certificates.X509NameType.SimpleName, forIssuer: false)),
            };
            if (!connection.MaySendCredentials && (user.Token ?? user.TokenFile ?? user.Username ?? user.Exec?.Command ?? user.AuthProvider?.Name) is not null)
            {
                log?.Warn($"The server {server} of context '{context.Name}' is not reached over TLS: no credentials are sent to it.");
            }

            return connection;
        }
        catch (Exception exception) when (exception is FormatException or UriFormatException or CryptographicException or IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException)
        {
            throw new SourceException("KubeConfigInvalid", context.Name, $"Context '{context.Name}' cannot be used: {SecretText.Redact(TerminalText.Clean(exception.Message.TrimEnd('.')))}.", exception);
        }
    }

    private static Uri ServerOf(string text)
    {
        // As client-go, without a scheme HTTP is meant (k8s.io/client-go/rest/url_utils.go, DefaultServerURL).
        var server = new UriBuilder(text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text) { UserName = "", Password = "", Query = "", Fragment = "" };
        if (server.Scheme is not ("http" or "https"))
        {
            throw new FormatException($"the server's address {text} is neither http nor https");
        }

        server.Path = server.Path.TrimEnd('/') + "/";
        return server.Uri;
    }

    /// <summary>The proxy of a text; null for none.</summary>
    /// <exception cref="FormatException">It names none that is known.</exception>
    internal static WebProxy? ProxyOf(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        // A name is resolved by the proxy in either form of SOCKS 5.
        var address = new Uri(text.Replace("socks5h://", "socks5://", StringComparison.Ordinal));
        if (address.Scheme is not ("http" or "https" or "socks5"))
        {
            throw new FormatException($"proxy-url is {address.Scheme}, and not http, https or socks5");
        }

        var user = address.UserInfo.Split(':', 2);

        // Not in the address, which stands in messages of what fails.
        return new WebProxy(new UriBuilder(address) { UserName = "", Password = "" }.Uri)
        {
            Credentials = address.UserInfo.Length == 0 ? null : new NetworkCredential(Uri.UnescapeDataString(user[0]), user.Length > 1 ? Uri.UnescapeDataString(user[1]) : ""),
        };
    }

    /// <summary>The client certificate of a user. One in files is read again later, and then comes with the credential.</summary>
    private static SslStreamCertificateContext CertificateOf(UserJson user, ref ICredentialSource credentials)
    {
        if (string.IsNullOrEmpty(user.ClientCertificateData) && user.Exec is null)
        {
            var files = new CertificateFileCredential(Read, credentials);
            credentials = files;
            return files.Certificate;
        }

        var (certificates, key) = Read();
        return ClientCertificates.WithKey(certificates, key);

        (string Certificates, string Key) Read() => (
            ClientCertificates.Text(user.ClientCertificateData, user.ClientCertificate)!,
            ClientCertificates.Text(user.ClientKeyData, user.ClientKey) ?? throw new FormatException("there is a client certificate without its key"));
    }

    private static ICredentialSource CredentialsOf(KubeContext context, LiveLog? log)
    {
        var user = context.User;
        if (user.Exec is not null)
        {
            return ExecCredential.Of(context);
        }

        if (user.AuthProvider is { } provider)
        {
            return provider.Name == "oidc"
                ? new OidcCredential(context, log)
                : throw new FormatException($"the auth provider '{TerminalText.Clean(provider.Name ?? "")}' is no more, as in kubectl since 1.26: log in so that the kubeconfig names a credential plugin (exec)");
        }

        // Of a file and a token the file counts, because it is what is renewed (k8s.io/client-go/transport/round_trippers.go).
        if (user.TokenFile is { } path)
        {
            return new TokenFileCredential(path, context.Name);
        }

        if (!string.IsNullOrWhiteSpace(user.Token))
        {
            var token = user.Token.Trim();
            return new FixedCredential(token.Any(char.IsControl) ? throw new FormatException("its token is not on one line") : Credential.Bearer(token));
        }

        return new FixedCredential(new Credential(
            string.IsNullOrEmpty(user.Username) ? null : "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user.Username}:{user.Password}")), null));
    }

    // k8s.io/client-go/transport/round_trippers.go, impersonatingRoundTripper.
    private static IEnumerable<KeyValuePair<string, string>> ImpersonationOf(UserJson user)
    {
        if (string.IsNullOrEmpty(user.As))
        {
            if (user.AsGroups is { Count: > 0 } || !string.IsNullOrEmpty(user.AsUid) || user.AsUserExtra is { Count: > 0 })
            {
                throw new FormatException("it names groups, a uid or extra fields to act as, but no user (as)");
            }

            yield break;
        }

        yield return Header("Impersonate-User", user.As);
        if (!string.IsNullOrEmpty(user.AsUid))
        {
            yield return Header("Impersonate-Uid", user.AsUid);
        }

        foreach (var group in user.AsGroups ?? [])
        {
            yield return Header("Impersonate-Group", group);
        }

        foreach (var (key, values) in user.AsUserExtra ?? [])
        {
            foreach (var value in values)
            {
                yield return Header("Impersonate-Extra-" + Uri.EscapeDataString(key), value);
            }
        }
    }

    private static KeyValuePair<string, string> Header(string name, string value) =>
        value.Any(char.IsControl) ? throw new FormatException($"{name} is not on one line") : new(name, value);
}
