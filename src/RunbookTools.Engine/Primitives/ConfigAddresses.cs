using System.Text.RegularExpressions;

namespace RunbookTools.Engine.Primitives;

/// <summary>Finds hosts in values of config maps: single values like those of variables, and files line by line.</summary>
internal static partial class ConfigAddresses
{
    /// <summary>The hosts in a value.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="value">The value.</param>
    public static IEnumerable<KubeConfigAddress> In(string key, string value)
    {
        if (!value.Contains('\n', StringComparison.Ordinal))
        {
            return Addresses.In(value.Trim(), key).Select(address => new KubeConfigAddress(key, key, address.Host, address.Port, address.IsCertain));
        }

        return value.Split('\n').Select(line => line.Trim())
            .Where(line => line.Length > 3 && !IsComment(line))
            .SelectMany(line => Named(key, line)).DistinctBy(address => (address.Name, address.Host, address.Port));
    }

    // In a file a bare word is a word; only what is written as a URL, as a name of the cluster or as host:port is an address.
    private static IEnumerable<KubeConfigAddress> Named(string key, string line)
    {
        var name = FirstWord().Match(line) is { Success: true } word ? word.Groups["name"].Value : key;
        return Addresses.In(line, name)
            .Where(address => address.Port is not null || address.IsCertain)
            .Select(address => new KubeConfigAddress(key, name, address.Host, address.Port, address.IsCertain || IsUpstream(line, address)));
    }

    private static bool IsComment(string line) => line[0] is '#' or ';' || line.StartsWith("//", StringComparison.Ordinal) || line.StartsWith("--", StringComparison.Ordinal);

    // nginx: server api:8080;  haproxy: server s1 api:8080 check.
    private static bool IsUpstream(string line, Address address) => address.Port is not null && Upstream().IsMatch(line);

    [GeneratedRegex(@"^[""'\-\s]*(?<name>[A-Za-z][A-Za-z0-9_.\-]*)")]
    private static partial Regex FirstWord();

    [GeneratedRegex(@"^server\s+(?:[A-Za-z0-9_\-]+\s+)?[a-z0-9][a-z0-9.\-]*:[0-9]{2,5}\s*(?:;|\s[a-z]|$)")]
    private static partial Regex Upstream();
}
