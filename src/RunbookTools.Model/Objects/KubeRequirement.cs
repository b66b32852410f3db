using System.Globalization;

namespace RunbookTools.Model;

/// <summary>One requirement of a label selector or a node selector term.</summary>
/// <param name="Key">The label key.</param>
/// <param name="Operator"><c>In</c>, <c>NotIn</c>, <c>Exists</c>, <c>DoesNotExist</c>, <c>Gt</c> or <c>Lt</c>.</param>
/// <param name="Values">The values compared with; empty for <c>Exists</c> and <c>DoesNotExist</c>.</param>
public sealed record KubeRequirement(string Key, string Operator, IReadOnlyList<string> Values)
{
    /// <summary>
    /// True when the labels satisfy this requirement. <c>NotIn</c> holds for an absent label; <c>Gt</c> and <c>Lt</c> compare integers
    /// (k8s.io/apimachinery/pkg/labels/selector.go).
    /// </summary>
    public bool Matches(IReadOnlyDictionary<string, string> labels)
    {
        var present = labels.TryGetValue(Key, out var value);
        return Operator switch
        {
            "In" => present && Values.Contains(value),
            "NotIn" => !present || !Values.Contains(value),
            "Exists" => present,
            "DoesNotExist" => !present,
            "Gt" => Compare(value) is > 0,
            "Lt" => Compare(value) is < 0,
            _ => false,
        };
    }

    /// <summary><c>zone in (a, b)</c>.</summary>
    public override string ToString() => Operator switch
    {
        "Exists" => Key,
        "DoesNotExist" => "!" + Key,
        "Gt" => $"{Key}>{Values.FirstOrDefault()}",
        "Lt" => $"{Key}<{Values.FirstOrDefault()}",
        _ => $"{Key} {(Operator == "In" ? "in" : "notin")} ({string.Join(", ", Values)})",
    };

    private int? Compare(string? value) =>
        long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var left)
        && long.TryParse(Values.FirstOrDefault(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var right)
            ? left.CompareTo(right)
            : null;
}
