using System.Globalization;
using System.Text.RegularExpressions;

namespace RunbookTools.Engine.Primitives;

/// <summary>Finds hosts in values of environment variables and in command lines.</summary>
internal static partial class Addresses
{
    // Longer values are scripts, certificates or whole configuration files.
    private const int MaxLength = 16 * 1024;

    private static readonly HashSet<string> s_protocols = new(StringComparer.OrdinalIgnoreCase)
    {
        "http", "https", "ws", "wss", "h2c", "grpc", "grpcs", "tcp", "udp", "tls", "ssl", "ftp", "sftp", "ldap", "ldaps", "smtp", "smtps", "imap", "imaps",
        "redis", "rediss", "memcached", "amqp", "amqps", "mqtt", "mqtts", "nats", "kafka", "pulsar", "stomp", "mongodb", "postgres", "postgresql", "mysql",
        "mariadb", "sqlserver", "clickhouse", "cassandra", "couchbase", "cockroachdb", "elasticsearch", "opensearch", "neo4j", "bolt", "etcd", "consul",
        "zookeeper", "zk", "thrift", "otlp", "statsd", "syslog", "dns", "influxdb", "bolt+s", "neo4j+s", "redis+sentinel", "tcp4",
    };

    // Ports below 1000 that somebody serves on; smaller numbers after a colon are versions more often than ports.
    private static readonly HashSet<int> s_lowPorts =
        [22, 25, 53, 80, 81, 88, 110, 111, 123, 143, 161, 179, 389, 443, 445, 465, 514, 587, 636, 853, 873, 990, 993, 995];

    /// <summary>The hosts in a text.</summary>
    /// <param name="text">A value, an argument, or a script.</param>
    /// <param name="name">What it is called: the variable or the flag. It tells addresses of others from one's own.</param>
    public static IEnumerable<Address> In(string text, string name)
    {
        if (text.Length is < 3 or > MaxLength)
        {
            yield break;
        }

        // What a form cannot do without is looked for first: most values are no addresses.
        var hasUrl = text.Contains("://", StringComparison.Ordinal);
        if (!hasUrl && !text.Contains(':', StringComparison.Ordinal) && !text.Contains(".svc", StringComparison.Ordinal))
        {
            if (BareHost(text) is { } only)
            {
                yield return new Address(only, null, false);
            }

            yield break;
        }

        var seen = new HashSet<(string, int?)>();
        var isOwn = OwnName().IsMatch(name);
        IEnumerable<Match> urls = hasUrl ? Url().Matches(text) : [];
        foreach (var match in urls)
        {
            foreach (var (host, port) in Authority(match.Groups["authority"].Value))
            {
                var certain = !isOwn && (port is not null || s_protocols.Contains(match.Groups["scheme"].Value));
                if (seen.Add((host, port)))
                {
                    yield return new Address(host, port, certain);
                }
            }
        }

        var rest = hasUrl ? Url().Replace(text, " ") : text;
        var canPair = !isOwn && !VersionName().IsMatch(name);
        var isOnlyPairs = OnlyPairs().IsMatch(rest.Trim());
        foreach (Match match in Pair().Matches(rest))
        {
            var (host, port) = (match.Groups["host"].Value.ToLowerInvariant(), Port(match.Groups["port"].Value));
            if (IsHost(host) && port is { } number && seen.Add((host, port)))
            {
                // Also as in user:password@db:5432 and user:password@tcp(db:3306), which drivers take.
                var isPlain = isOnlyPairs || (match.Index > 0 && rest[match.Index - 1] is '@' or '(');
                yield return new Address(host, port, canPair && isPlain && (number >= 1000 || s_lowPorts.Contains(number)));
            }
        }

        foreach (Match match in ClusterName().Matches(rest))
        {
            var host = match.Groups["host"].Value.ToLowerInvariant();
            if (IsHost(host) && !seen.Any(item => item.Item1 == host) && seen.Add((host, null)))
            {
                yield return new Address(host, null, !isOwn);
            }
        }

        if (BareHost(rest) is { } bare && seen.Add((bare, null)))
        {
            yield return new Address(bare, null, false);
        }
    }

    /// <summary>True when the name says that the value may be the address of another: <c>DB_HOST</c>, <c>--upstream-url</c>.</summary>
    public static bool IsAddressName(string name) => AddressName().IsMatch(name);

    private static string? BareHost(string text) => Bare().Match(text.Trim()) is { Success: true } match && match.Groups["host"].Value is var host && IsHost(host) ? host : null;

    // Everything before the last @ is a user and a password; several hosts may share them, as for MongoDB.
    private static IEnumerable<(string Host, int? Port)> Authority(string authority)
    {
        foreach (var part in authority[(authority.LastIndexOf('@') + 1)..].Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = part.IndexOf(':', StringComparison.Ordinal);
            var host = (colon < 0 ? part : part[..colon]).ToLowerInvariant().TrimEnd('.');
            var port = colon < 0 ? null : Port(part[(colon + 1)..]);
            if (IsHost(host) && (colon < 0 || port is not null))
            {
                yield return (host, port);
            }
        }
    }

    private static int? Port(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536 ? port : null;

    // Numbers alone are IP addresses, times and ids; a cluster's services are named by DNS labels.
    private static bool IsHost(string host) => host.Length is > 0 and < 254 && host.Any(char.IsAsciiLetter) && Host().IsMatch(host);

    [GeneratedRegex(@"(?<scheme>[A-Za-z][A-Za-z0-9+.\-]{1,30})://(?<authority>[^\s/?#""'`<>|\\;()\[\]{}&]*)(?=$|[\s/?#""'`<>|\\;()\]}&,])")]
    private static partial Regex Url();

    [GeneratedRegex(@"(?<![A-Za-z0-9_.\-/:$}%+])(?<host>[A-Za-z0-9](?:[A-Za-z0-9.\-]*[A-Za-z0-9])?):(?<port>[0-9]{1,5})(?![A-Za-z0-9_.:\-])")]
    private static partial Regex Pair();

    [GeneratedRegex(@"^(?:-{0,2}[A-Za-z][A-Za-z0-9_.\-]*=)?[""']?[A-Za-z0-9][A-Za-z0-9.\-]*:[0-9]{1,5}(?:/[A-Za-z0-9_.\-/]*)?(?:[,; ]+[A-Za-z0-9][A-Za-z0-9.\-]*:[0-9]{1,5})*[""']?$")]
    private static partial Regex OnlyPairs();

    [GeneratedRegex(@"(?<![A-Za-z0-9_.\-/:$}%*])(?<host>(?:[A-Za-z0-9][A-Za-z0-9\-]*\.){2,}svc(?:\.[A-Za-z0-9][A-Za-z0-9.\-]*[A-Za-z0-9])?)\.?(?![A-Za-z0-9_\-])")]
    private static partial Regex ClusterName();

    [GeneratedRegex(@"^(?:-{1,2}[A-Za-z][A-Za-z0-9_.\-]*=)?(?<host>[a-z0-9](?:[a-z0-9.\-]*[a-z0-9])?)$")]
    private static partial Regex Bare();

    [GeneratedRegex(@"^[a-z0-9_](?:[a-z0-9_\-]{0,61}[a-z0-9])?(?:\.[a-z0-9_](?:[a-z0-9_\-]{0,61}[a-z0-9])?)*$")]
    private static partial Regex Host();

    [GeneratedRegex(
        "listen|bind|advertis|external|public|origin|cors|issuer|audience|redirect|callback|allow|cookie|no_?proxy|"
        + "initial-cluster|dns-?names?|server-?name|san$|vhost|virtual_?host|^host$|^hostname$|node_?name|pod_?name|xmlns",
        RegexOptions.IgnoreCase)]
    private static partial Regex OwnName();

    // Where name:number is an image and its tag, or a user and a group.
    [GeneratedRegex(@"image|chown|owner|user|group|(?:^|[_\-])(?:version|tags?|labels?)", RegexOptions.IgnoreCase)]
    private static partial Regex VersionName();

    [GeneratedRegex("host|addr|url|uri|endpoint|server|broker|upstream|backend|target|service|svc|proxy|peer|master|leader|primary|seed|bootstrap|dsn|conn", RegexOptions.IgnoreCase)]
    private static partial Regex AddressName();
}
