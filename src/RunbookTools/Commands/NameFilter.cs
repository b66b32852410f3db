using System.Management.Automation;

namespace RunbookTools.Commands;

/// <summary>Names with wildcards, and which of the exact ones were met.</summary>
internal sealed class NameFilter
{
    private readonly WildcardPattern[] _patterns;
    private readonly HashSet<string> _missing;

    private NameFilter(string[] names, bool isAll)
    {
        var exact = names.Where(name => !WildcardPattern.ContainsWildcardCharacters(name)).Select(WildcardPattern.Unescape);
        Exact = new HashSet<string>(exact, StringComparer.OrdinalIgnoreCase);
        _missing = new HashSet<string>(Exact, StringComparer.OrdinalIgnoreCase);
        _patterns = [.. names.Where(WildcardPattern.ContainsWildcardCharacters).Select(name => WildcardPattern.Get(name, WildcardOptions.IgnoreCase))];
        IsAll = isAll;
    }

    /// <summary>Lets everything pass.</summary>
    public static NameFilter All { get; } = new([], isAll: true);

    /// <summary>True when everything passes.</summary>
    public bool IsAll { get; }

    /// <summary>Names without wildcards.</summary>
    public IReadOnlySet<string> Exact { get; }

    /// <summary>True when there are names and none has wildcards.</summary>
    public bool IsExact => !IsAll && _patterns.Length == 0;

    /// <summary>Exact names that were not met yet.</summary>
    public IReadOnlyCollection<string> Missing => _missing;

    /// <summary>Makes a filter.</summary>
    /// <param name="names">Names, with wildcards; null for all.</param>
    public static NameFilter Of(string[]? names) => names is null ? All : new NameFilter(names, isAll: names.Contains("*"));

    /// <summary>True when the name passes. What passes counts as met.</summary>
    public bool Matches(string? name)
    {
        var value = name ?? "";
        return _missing.Remove(value) || IsAll || Exact.Contains(value) || Array.Exists(_patterns, pattern => pattern.IsMatch(value));
    }
}
