using System.Text.Json;
using RunbookTools.Engine.Sources;

namespace RunbookTools.Engine.Wire;

/// <summary>Texts as they enter records: without what could take over a terminal, so that no view has to think of it.</summary>
internal static class WireText
{
    /// <summary>The text or property name the reader stands on, on one line; null for a JSON null.</summary>
    public static string? Line(ref Utf8JsonReader reader) => reader.GetString() is { } text ? TerminalText.Clean(text) : null;

    /// <summary>The text that is written there, on one line.</summary>
    /// <exception cref="JsonException">It is not a text.</exception>
    public static string Line(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return reader.TokenType == JsonTokenType.String ? Line(ref reader)! : throw new JsonException();
    }

    /// <summary>The text the reader stands on, with its line breaks, as scripts and files inside a spec need them; null for a JSON null.</summary>
    public static string? Lines(ref Utf8JsonReader reader) => reader.GetString() is not { } text ? null
        : text.Contains('\n', StringComparison.Ordinal) ? string.Join('\n', text.Split('\n').Select(TerminalText.Clean))
        : TerminalText.Clean(text);
}
