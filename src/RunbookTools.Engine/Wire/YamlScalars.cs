using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace RunbookTools.Engine.Wire;

/// <summary>What a YAML scalar means to Kubernetes (sigs.k8s.io/yaml, goyaml.v2/resolve.go: YAML 1.1 without base 60).</summary>
internal static partial class YamlScalars
{
    private const string TagPrefix = "tag:yaml.org,2002:";

    /// <summary>Null, or a <see cref="string"/>, <see cref="bool"/>, <see cref="long"/>, <see cref="ulong"/> or <see cref="double"/>.</summary>
    /// <exception cref="WireException">The scalar is not what its tag says.</exception>
    public static object? Resolve(Scalar scalar)
    {
        if (scalar.Tag.IsEmpty)
        {
            return scalar.Style is ScalarStyle.Plain or ScalarStyle.Any ? Plain(scalar.Value) : scalar.Value;
        }

        var tag = scalar.Tag.IsNonSpecific ? "!" : scalar.Tag.Value;
        if (!tag.StartsWith(TagPrefix, StringComparison.Ordinal))
        {
            return scalar.Value;
        }

        var value = Plain(scalar.Value);
        return (tag[TagPrefix.Length..], value) switch
        {
            ("null", null) or ("bool", bool) or ("int", long or ulong) or ("float", double) => value,
            ("float", long whole) => (double)whole,
            ("binary", _) => Decode(scalar),
            ("null" or "bool" or "int" or "float", _) => throw Fail(scalar, $"the value is not the {tag[TagPrefix.Length..]} its tag says"),
            _ => scalar.Value,
        };
    }

    /// <summary>The scalar as a key of a JSON object (sigs.k8s.io/yaml, convertToJSONableObject).</summary>
    /// <exception cref="WireException">A null cannot be a key.</exception>
    public static string Key(Scalar scalar) => Resolve(scalar) switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        double.PositiveInfinity => ".inf",
        double.NegativeInfinity => "-.inf",
        double.NaN => ".nan",
        double number => number.ToString("R", CultureInfo.InvariantCulture).Replace('E', 'e'),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw Fail(scalar, "a key is null"),
    };

    private static object? Plain(string text)
    {
        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return null;
            case "true" or "True" or "TRUE" or "y" or "Y" or "yes" or "Yes" or "YES" or "on" or "On" or "ON":
                return true;
            case "false" or "False" or "FALSE" or "n" or "N" or "no" or "No" or "NO" or "off" or "Off" or "OFF":
                return false;
            case ".nan" or ".NaN" or ".NAN":
                return double.NaN;
            case ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF":
                return double.PositiveInfinity;
            case "-.inf" or "-.Inf" or "-.INF":
                return double.NegativeInfinity;
        }

        return text[0] switch
        {
            '.' => Float(text) is { } number ? number : text,
            '+' or '-' or (>= '0' and <= '9') => Number(text.Replace("_", "", StringComparison.Ordinal)) ?? text,
            _ => text,
        };
    }

    // Base prefixes and the leading zero of octals are those of Go's strconv.ParseInt with base 0.
    private static object? Number(string text)
    {
        var negative = text[0] == '-';
        var signed = negative || text[0] == '+';
        var digits = text.AsSpan(signed ? 1 : 0);
        var radix = 10;
        if (digits.Length > 1 && digits[0] == '0')
        {
            radix = digits[1] switch { 'x' or 'X' => 16, 'b' or 'B' => 2, _ => 8 };
            digits = digits[(digits[1] is 'x' or 'X' or 'b' or 'B' or 'o' or 'O' ? 2 : 1)..];
        }

        if (Magnitude(digits, radix) is { } magnitude)
        {
            if (magnitude <= long.MaxValue)
            {
                return negative ? -(long)magnitude : (long)magnitude;
            }

            if (negative && magnitude == 1UL << 63)
            {
                return long.MinValue;
            }

            if (!signed)
            {
                return magnitude;
            }
        }

        return Float(text);
    }

    private static ulong? Magnitude(ReadOnlySpan<char> digits, int radix)
    {
        if (digits.IsEmpty)
        {
            return null;
        }

        UInt128 total = 0;
        foreach (var digit in digits)
        {
            var value = char.IsAsciiHexDigit(digit) ? Convert.ToInt32(digit.ToString(), 16) : radix;
            if (value >= radix)
            {
                return null;
            }

            total = (total * (UInt128)radix) + (UInt128)value;
            if (total > ulong.MaxValue)
            {
                return null;
            }
        }

        return (ulong)total;
    }

    private static double? Float(string text) =>
        FloatForm().IsMatch(text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : null;

    private static string Decode(Scalar scalar)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(scalar.Value));
        }
        catch (FormatException exception)
        {
            throw Fail(scalar, "the value is not the base64 its tag says", exception);
        }
    }

    private static WireException Fail(Scalar scalar, string reason, Exception? inner = null) =>
        new(reason, scalar.Start.Line, scalar.Start.Column, inner);

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z")]
    private static partial Regex FloatForm();
}
