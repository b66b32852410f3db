using System.Globalization;
using System.Text.RegularExpressions;

namespace RunbookTools.Engine.Primitives;

/// <summary>Finds hosts in values of config maps: single values like those of variables, and files line by line.</summary>
internal static partial class ConfigAddresses
{
    // How far below its address Envoy's configuration writes a port: protocol and the like may stand between.
    private const int Nearby = 3;

    /// <summary>The hosts in a value.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="value">The value.</param>
    public static IEnumerable<KubeConfigAddress> In(string key, string value)
    {
        if (!value.Contains('\n', StringComparison.Ordinal))
        {
            return Addresses.In(value.Trim(), key).Select(address => new KubeConfigAddress(key, key, address.Host, address.Port, address.IsCertain));
        }

        var lines = value.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 3 && !IsComment(line)).ToList();

        // nginx: proxy_pass http://backend; means the servers listed under that name, not a host.
        var groups = lines.Select(line => Group().Match(line)).Where(match => match.Success).Select(match => match.Groups["name"].Value.ToLowerInvariant()).ToHashSet(StringComparer.Ordinal);
        return lines.SelectMany(line => Named(key, line).Where(address => !(address.Name.EndsWith("_pass", StringComparison.Ordinal) && groups.Contains(address.Host))))
            .Concat(Sockets(key, lines))
            .DistinctBy(address => (address.Name, address.Host, address.Port));
    }

    // In a file a bare word is a word; only what is written as a URL, as a name of the cluster or as host:port is an address.
    private static IEnumerable<KubeConfigAddress> Named(string key, string line)
    {
        var name = FirstWord().Match(line) is { Success: true } word ? word.Groups["name"].Value : key;
        return Addresses.In(line, name)
            .Where(address => address.Port is not null || address.IsCertain)
            .Select(address => new KubeConfigAddress(key, name, address.Host, address.Port, address.IsCertain || IsUpstream(line, address)));
    }

    // Envoy: socket_address with address and port_value, on one line or on lines of their own.
    private static IEnumerable<KubeConfigAddress> Sockets(string key, List<string> lines)
    {
        for (var index = 0; index < lines.Count; index++)
        {
            if (SocketHost().Match(lines[index]) is not { Success: true } host)
            {
                continue;
            }

            var port = lines.Skip(index).Take(Nearby + 1).Select(line => SocketPort().Match(line)).FirstOrDefault(match => match.Success);
            if (port is not null)
            {
                foreach (var address in Addresses.In($"{host.Groups["host"].Value}:{port.Groups["port"].Value}", "address"))
                {
                    yield return new KubeConfigAddress(key, "address", address.Host, address.Port, address.IsCertain);
                }
            }
        }
    }

    private static bool IsComment(string line) => line[0] is '#' or ';' || line.StartsWith("//", StringComparison.Ordinal) || line.StartsWith("--", StringComparison.Ordinal);

    private static bool IsUpstream(string line, Address address) =>
        address.Port is { } port && Upstream().IsMatch(line) && line.Contains(string.Create(CultureInfo.InvariantCulture, $"{address.Host}:{port}"), StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^[""'\-\s]*(?<name>[A-Za-z][A-Za-z0-9_.\-]*)")]
    private static partial Regex FirstWord();

    // nginx: server api:8080;  fastcgi_pass php:9000;  haproxy: server s1 api:8080 check.  Caddy: reverse_proxy api:8080.
    [GeneratedRegex(@"^(?:server\s+(?:[A-Za-z0-9_.\-]+\s+)?|(?:fastcgi|uwsgi|scgi|memcached|proxy)_pass\s+|reverse_proxy\s+)[a-z0-9][a-z0-9.\-]*:[0-9]{2,5}\s*(?:;|\s[a-z{]|$)")]
    private static partial Regex Upstream();

    [GeneratedRegex(@"^upstream\s+(?<name>[A-Za-z0-9_.\-]+)\s*\{?")]
    private static partial Regex Group();

    [GeneratedRegex(@"(?:^|[\s{,""'])address[""']?\s*:\s*[""']?(?<host>[A-Za-z0-9][A-Za-z0-9.\-]*)[""']?\s*(?:[,}]|$)")]
    private static partial Regex SocketHost();

    [GeneratedRegex(@"\bport_value[""']?\s*:\s*[""']?(?<port>[0-9]{1,5})\b")]
    private static partial Regex SocketPort();
}
