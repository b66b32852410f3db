using System.Text.Json;
using System.Text.RegularExpressions;
using RunbookTools.Sandbox.Api;
using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox.Selectors;

/// <summary>Selects objects by their labels, as <c>kubectl -l</c> writes it (k8s.io/apimachinery/pkg/labels).</summary>
internal sealed partial class LabelSelector
{
    private readonly List<(string Key, string Operator, string[] Values)> _requirements = [];

    /// <summary>True when every object is selected.</summary>
    public bool IsEmpty => _requirements.Count == 0;

    /// <summary>Reads a selector.</summary>
    /// <exception cref="ApiRefusalException">It is not one.</exception>
    public static LabelSelector Parse(string text)
    {
        var selector = new LabelSelector();
        foreach (var part in Parts().Split(text).Select(part => part.Trim()).Where(part => part.Length > 0))
        {
            var match = Requirement().Match(part);
            if (!match.Success)
            {
                throw new ApiRefusalException(ApiStatus.BadRequest($"unable to parse requirement: found '{part}', expected: a label selector as key=value, key in (a,b) or !key"));
            }

            var values = match.Groups["set"].Success ? match.Groups["set"].Value.Split(',', StringSplitOptions.TrimEntries) : [match.Groups["value"].Value.Trim()];
            var operation = match.Groups["not"].Success ? "!"
                : match.Groups["in"].Success ? match.Groups["in"].Value
                : match.Groups["op"].Success ? match.Groups["op"].Value.Replace("==", "=", StringComparison.Ordinal)
                : "exists";
            selector._requirements.Add((match.Groups["key"].Value, operation, values));
        }

        return selector;
    }

    /// <summary>The selector of an object's spec as text, ordered by key; empty when it selects everything.</summary>
    public static string Format(JsonElement selector)
    {
        var terms = selector.Pairs("matchLabels").Select(pair => (Key: pair.Name, Text: $"{pair.Name}={pair.Value.Text()}"));
        var expressions = selector.Items("matchExpressions").Select(expression =>
        {
            var key = expression.Text("key") ?? "";
            var values = string.Join(',', expression.Items("values").Select(value => value.Text()).Order(StringComparer.Ordinal));
            return (Key: key, Text: expression.Text("operator") switch
            {
                "In" => $"{key} in ({values})",
                "NotIn" => $"{key} notin ({values})",
                "DoesNotExist" => $"!{key}",
                _ => key,
            });
        });
        return string.Join(',', terms.Concat(expressions).OrderBy(term => term.Key, StringComparer.Ordinal).Select(term => term.Text));
    }

    /// <summary>True when the object is selected.</summary>
    public bool Matches(JsonElement item) => _requirements.TrueForAll(requirement =>
    {
        var value = item.Text("metadata", "labels", requirement.Key);
        return requirement.Operator switch
        {
            "=" or "in" => value is not null && requirement.Values.Contains(value),
            "!=" or "notin" => value is null || !requirement.Values.Contains(value),
            "!" => value is null,
            "exists" => value is not null,
            ">" => Compare(value, requirement.Values[0]) > 0,
            _ => Compare(value, requirement.Values[0]) < 0,
        };
    });

    private static int Compare(string? one, string other) => long.TryParse(one, out var left) && long.TryParse(other, out var right) ? left.CompareTo(right) : 0;

    // A comma outside of parentheses.
    [GeneratedRegex(@",(?![^(]*\))")]
    private static partial Regex Parts();

    [GeneratedRegex(@"^(?<not>!)?\s*(?<key>[A-Za-z0-9][A-Za-z0-9_./-]*)\s*(?:(?<op>==|!=|=|<|>)\s*(?<value>[A-Za-z0-9_.-]*)|(?:\s(?<in>in|notin)\s*\((?<set>[^()]*)\)))?$")]
    private static partial Regex Requirement();
}
