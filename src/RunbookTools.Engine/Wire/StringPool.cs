using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
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
    private const int MaxLength = 160;

    private static readonly string?[] s_places = new string?[Places];

    /// <summary>The text or property name the reader stands on, safe for a terminal; null for a JSON null.</summary>
    public static string? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName) || reader.ValueIsEscaped || reader.HasValueSequence)
        {
            return WireText.Line(ref reader);
        }

        var bytes = reader.ValueSpan;
        if (bytes.Length is 0 or > MaxLength)
        {
            return WireText.Line(ref reader);
        }

        // Looked at once: another thread may put another text in the place at any time.
        ref var place = ref Place(bytes);
        var known = Volatile.Read(ref place);
        return IsKnown(known, bytes) ? known : place = WireText.Line(ref reader);
    }

    /// <summary>The text that is written there, safe for a terminal.</summary>
    /// <exception cref="JsonException">It is not a text.</exception>
    public static string Read(ReadOnlySpan<byte> json)
    {
        if (json is not [(byte)'"', .. { Length: > 0 and <= MaxLength } bytes, (byte)'"'])
        {
            return WireText.Line(json);
        }

        // What is written with escapes is longer than its text, and no text that is known has a backslash.
        ref var place = ref Place(bytes);
        var known = Volatile.Read(ref place);
        if (IsKnown(known, bytes))
        {
            return known;
        }

        var text = WireText.Line(json);
        if (!bytes.Contains((byte)'\\'))
        {
            place = text;
        }

        return text;
    }

    private static ref string? Place(ReadOnlySpan<byte> bytes) => ref s_places[Hash(bytes) & (Places - 1)];

    private static bool IsKnown([NotNullWhen(true)] string? place, ReadOnlySpan<byte> bytes) =>
        place is not null && place.Length == bytes.Length && Ascii.Equals(bytes, place);

    // Good enough for a table where a clash only costs an allocation, and quick for texts of a few words.
    private static uint Hash(ReadOnlySpan<byte> bytes)
    {
        const ulong Prime = 0x9E3779B97F4A7C15;
        var hash = (ulong)bytes.Length;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            hash = (hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes)) * Prime;
            hash ^= hash >> 32;
        }

        foreach (var value in bytes)
        {
            hash = (hash ^ value) * Prime;
        }

        return (uint)(hash >> 32) ^ (uint)hash;
    }
}
