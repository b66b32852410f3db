using System.Text;
using System.Text.Json;

namespace RunbookTools.Engine.Wire;

/// <summary>
/// Makes equal short texts one text, without allocating for one that is known. Bounded: each text has one place, and a newcomer takes the
/// place of who was there. Safe from several threads, because places hold whole references.
/// </summary>
internal static class StringPool
{
    private const int Places = 1 << 13;
    private const int MaxLength = 64;

    private static readonly string?[] s_places = new string?[Places];

    /// <summary>The text or property name the reader stands on, safe for a terminal; null for a JSON null.</summary>
    public static string? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName) || reader.ValueIsEscaped || reader.HasValueSequence)
        {
            return WireText.Line(ref reader);
        }

        var bytes = reader.ValueSpan;
        if (bytes.Length == 0)
        {
            return "";
        }

        if (bytes.Length > MaxLength)
        {
            return WireText.Line(ref reader);
        }

        ref var place = ref s_places[Hash(bytes) & (Places - 1)];
        if (place is { } known && known.Length == bytes.Length && Ascii.Equals(bytes, known))
        {
            return known;
        }

        var text = WireText.Line(ref reader)!;
        place = text;
        return text;
    }

    // FNV-1a: short, and good enough for a table where a clash only costs an allocation.
    private static uint Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = 2166136261u;
        foreach (var value in bytes)
        {
            hash = (hash ^ value) * 16777619u;
        }

        return hash ^ (hash >> 15);
    }
}
