using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace RunbookTools.Model;

/// <summary>
/// A Kubernetes resource quantity, such as <c>500m</c> or <c>256Mi</c>. Compared by value; written back with the kind of suffix it
/// was read with (k8s.io/apimachinery/pkg/api/resource/quantity.go).
/// </summary>
[SuppressMessage("Usage", "CA2225", Justification = "PowerShell uses the operators.")]
public readonly struct KubeQuantity : IComparable<KubeQuantity>, IComparable, IEquatable<KubeQuantity>
{
    private static readonly (string Suffix, decimal Factor)[] s_binary =
    [
        ("Ei", 1152921504606846976m), ("Pi", 1125899906842624m), ("Ti", 1099511627776m), ("Gi", 1073741824m), ("Mi", 1048576m), ("Ki", 1024m),
    ];

    private static readonly (string Suffix, decimal Factor)[] s_decimal =
    [
        ("E", 1e18m), ("P", 1e15m), ("T", 1e12m), ("G", 1e9m), ("M", 1e6m), ("k", 1e3m), ("", 1m), ("m", 1e-3m), ("u", 1e-6m), ("n", 1e-9m),
    ];

    private readonly bool _binary;

    /// <summary>Makes a quantity.</summary>
    /// <param name="value">The amount in the base unit: cores, bytes, pieces.</param>
    /// <param name="binary">True to write it with <c>Ki</c>, <c>Mi</c>, <c>Gi</c>; false for <c>m</c>, <c>k</c>, <c>M</c>.</param>
    public KubeQuantity(decimal value, bool binary = false)
    {
        Value = value;
        _binary = binary;
    }

    /// <summary>The amount in the base unit: cores, bytes, pieces.</summary>
    public decimal Value { get; }

    /// <summary>The amount in thousandths, rounded up, as <c>kubectl top</c> tells processor time.</summary>
    public KubeQuantity ToMilli() => new(Math.Ceiling(Value * 1000) / 1000, _binary);

    /// <summary>Reads a quantity. False when the text is not one.</summary>
    public static bool TryParse(string? text, out KubeQuantity quantity)
    {
        quantity = default;
        if (string.IsNullOrWhiteSpace(text))
        {
            return false;
        }

        text = text.Trim();
        foreach (var (suffix, factor) in s_binary)
        {
            if (text.EndsWith(suffix, StringComparison.Ordinal))
            {
                return Make(text[..^suffix.Length], factor, binary: true, out quantity);
            }
        }

        foreach (var (suffix, factor) in s_decimal)
        {
            if (suffix.Length > 0 && text.EndsWith(suffix, StringComparison.Ordinal))
            {
                return Make(text[..^suffix.Length], factor, binary: false, out quantity);
            }
        }

        return Make(text, 1m, binary: false, out quantity);
    }

    /// <summary>Reads a quantity.</summary>
    /// <exception cref="FormatException">The text is not a quantity.</exception>
    public static KubeQuantity Parse(string text) =>
        TryParse(text, out var quantity) ? quantity : throw new FormatException($"'{text}' is not a Kubernetes quantity such as 500m or 256Mi.");

    /// <summary>The sum.</summary>
    public static KubeQuantity operator +(KubeQuantity left, KubeQuantity right) => new(left.Value + right.Value, left._binary || right._binary);

    /// <summary>The difference.</summary>
    public static KubeQuantity operator -(KubeQuantity left, KubeQuantity right) => new(left.Value - right.Value, left._binary || right._binary);

    /// <summary>The product with a plain number.</summary>
    public static KubeQuantity operator *(KubeQuantity left, decimal factor) => new(left.Value * factor, left._binary);

    /// <summary>True when less.</summary>
    public static bool operator <(KubeQuantity left, KubeQuantity right) => left.Value < right.Value;

    /// <summary>True when more.</summary>
    public static bool operator >(KubeQuantity left, KubeQuantity right) => left.Value > right.Value;

    /// <summary>True when less or equal.</summary>
    public static bool operator <=(KubeQuantity left, KubeQuantity right) => left.Value <= right.Value;

    /// <summary>True when more or equal.</summary>
    public static bool operator >=(KubeQuantity left, KubeQuantity right) => left.Value >= right.Value;

    /// <summary>True when the amounts are equal, however written.</summary>
    public static bool operator ==(KubeQuantity left, KubeQuantity right) => left.Equals(right);

    /// <summary>True when the amounts differ.</summary>
    public static bool operator !=(KubeQuantity left, KubeQuantity right) => !left.Equals(right);

    /// <summary>A plain number is an amount in the base unit.</summary>
    public static implicit operator KubeQuantity(decimal value) => new(value);

    /// <summary>A plain number is an amount in the base unit.</summary>
    public static implicit operator KubeQuantity(long value) => new(value);

    /// <summary>A plain number is an amount in the base unit.</summary>
    public static implicit operator KubeQuantity(int value) => new(value);

    /// <summary>A text is read as a quantity.</summary>
    /// <exception cref="FormatException">The text is not a quantity.</exception>
    public static implicit operator KubeQuantity(string text) => Parse(text);

    /// <inheritdoc/>
    public int CompareTo(KubeQuantity other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public int CompareTo(object? obj) => obj is KubeQuantity other ? CompareTo(other) : 1;

    /// <inheritdoc/>
    public bool Equals(KubeQuantity other) => Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is KubeQuantity other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    /// <summary>The largest suffix of the kind it was read with that leaves a whole number: <c>512Mi</c>, <c>1500m</c>.</summary>
    public override string ToString()
    {
        if (Value == 0)
        {
            return "0";
        }

        if (_binary)
        {
            foreach (var (suffix, factor) in s_binary)
            {
                if (Value % factor == 0)
                {
                    return Write(Value / factor) + suffix;
                }
            }
        }

        foreach (var (suffix, factor) in s_decimal)
        {
            // A binary amount that is not a whole number of Ki stays in plain bytes: 1000000 is clearer than 1M next to 1Gi.
            if (!(_binary && factor > 1m) && Value % factor == 0)
            {
                return Write(Value / factor) + suffix;
            }
        }

        return Write(Value);
    }

    private static string Write(decimal value) => value.ToString("0.#########", CultureInfo.InvariantCulture);

    private static bool Make(string number, decimal factor, bool binary, out KubeQuantity quantity)
    {
        quantity = default;
        if (!decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }

        try
        {
            quantity = new KubeQuantity(value * factor, binary);
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }
}
