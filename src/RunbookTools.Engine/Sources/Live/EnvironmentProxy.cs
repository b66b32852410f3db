using System.Net;

namespace RunbookTools.Engine.Sources.Live;

/// <summary>
/// The proxy the environment names, as kubectl understands it: <c>HTTPS_PROXY</c> and <c>HTTP_PROXY</c> by the scheme of the server, <c>NO_PROXY</c> with
/// domains, addresses, ranges and ports, this machine never (golang.org/x/net/http/httpproxy). The one of .NET knows no ranges: a server in
/// <c>NO_PROXY=10.0.0.0/8</c> would be asked for at a proxy that does not lead to it.
/// </summary>
internal sealed class EnvironmentProxy : IWebProxy, ICredentials
{
    private readonly WebProxy? _http;
    private readonly WebProxy? _https;
    private readonly IReadOnlyList<Exemption> _exemptions;

    /// <param name="variable">Gives the value of a variable; null when it is not set.</param>
    public EnvironmentProxy(Func<string, string?> variable)
    {
        _http = Parse(Any(variable, "HTTP_PROXY", "http_proxy"));
        _https = Parse(Any(variable, "HTTPS_PROXY", "https_proxy"));
        _exemptions = [.. (Any(variable, "NO_PROXY", "no_proxy") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Exemption.Parse)];
    }

    /// <inheritdoc/>
    public ICredentials? Credentials { get => this; set => throw new NotSupportedException(); }

    /// <inheritdoc/>
    public Uri? GetProxy(Uri destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        return destination.IsLoopback || _exemptions.Any(exemption => exemption.Matches(destination)) ? null
            : (destination.Scheme == Uri.UriSchemeHttps ? _https : _http)?.Address;
    }

    /// <inheritdoc/>
    public bool IsBypassed(Uri host) => GetProxy(host) is null;

    /// <inheritdoc/>
    public NetworkCredential? GetCredential(Uri uri, string authType) =>
        (_https?.Address == uri ? _https : _http?.Address == uri ? _http : null)?.Credentials?.GetCredential(uri, authType);

    private static string? Any(Func<string, string?> variable, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (variable(name) is { Length: > 0 } value)
            {
                return value;
            }
        }

        return null;
    }

    private static WebProxy? Parse(string? text)
    {
        try
        {
            return LiveConnection.ProxyOf(text is null || text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text);
        }
        catch (FormatException)
        {
            // A variable is no part of the kubeconfig: what it does not name is not used.
            return null;
        }
    }

    /// <summary>One entry of <c>NO_PROXY</c>.</summary>
    private sealed record Exemption(string Host, IPNetwork? Range, string? Port, bool IsOfParts)
    {
        public static Exemption Parse(string text)
        {
            if (IPNetwork.TryParse(text, out var range))
            {
                return new Exemption("", range, null, false);
            }

            var colon = text.LastIndexOf(':');
            var hasPort = colon > 0 && text.IndexOf(':', StringComparison.Ordinal) == colon || text.Contains("]:", StringComparison.Ordinal);
            var host = (hasPort ? text[..colon] : text).Trim('[', ']').ToLowerInvariant();
            var isOfParts = host.StartsWith('.') || host.StartsWith("*.", StringComparison.Ordinal);
            return new Exemption(host == "*" ? host : host.TrimStart('*').TrimStart('.'), null, hasPort ? text[(colon + 1)..] : null, isOfParts);
        }

        public bool Matches(Uri server)
        {
            var host = server.IdnHost.Trim('[', ']').ToLowerInvariant();
            if (Range is { } range)
            {
                return IPAddress.TryParse(host, out var address) && range.Contains(address);
            }

            // A name means what is under it, too; one that begins with a dot means only that.
            return Host == "*"
                || ((Port is null || Port == server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture))
                    && ((!IsOfParts && host == Host) || host.EndsWith("." + Host, StringComparison.Ordinal)));
        }
    }
}
