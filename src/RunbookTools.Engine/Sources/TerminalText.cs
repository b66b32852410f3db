using System.Buffers;
using System.Text;

namespace RunbookTools.Engine.Sources;

/// <summary>Text from a cluster, made safe for a terminal.</summary>
public static class TerminalText
{
    private const char Escape = '\u001b';

    // C0, DEL and C1 controls; line separators; marks that reorder or hide what follows (https://www.unicode.org/reports/tr9/, "Trojan Source").
    private static readonly SearchValues<char> s_unsafe = SearchValues.Create(
    [
        .. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7f, 0x21)).Select(code => (char)code),
        '\u061c', '\u200b', '\u200e', '\u200f', '\u2028', '\u2029', '\ufeff',
        '\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069',
    ]);

    /// <summary>
    /// The text on one line without escape sequences, control characters and marks that change the direction of what follows. Tabs and
    /// line breaks become a space.
    /// </summary>
    public static string Clean(string text)
    {
        var first = text.AsSpan().IndexOfAny(s_unsafe);
        if (first < 0)
        {
            return text;
        }

        var cleaned = new StringBuilder(text.Length).Append(text, 0, first);
        for (var index = first; index < text.Length; index++)
        {
            var character = text[index];
            if (!s_unsafe.Contains(character))
            {
                cleaned.Append(character);
                continue;
            }

            switch (character)
            {
                case '\t' or '\n' or '\u2028' or '\u2029':
                    cleaned.Append(' ');
                    break;
                case '\r' when index + 1 < text.Length && text[index + 1] != '\n':
                    cleaned.Append(' ');
                    break;
                case Escape when index + 1 < text.Length:
                    index = SequenceEnd(text, index + 2, text[index + 1]);
                    break;
                case >= '\u0090' and <= '\u009f':
                    // The one-byte forms of the same sequences: 0x9b is ESC [, 0x9d is ESC ].
                    index = SequenceEnd(text, index + 1, (char)(character - 0x40));
                    break;
            }
        }

        return cleaned.ToString();
    }

    // The index of the last character of an escape sequence (ECMA-48, 5.4 and 5.6).
    private static int SequenceEnd(string text, int start, char introducer)
    {
        var index = start;
        switch (introducer)
        {
            case '[':
                while (index < text.Length && text[index] is >= ' ' and <= '?')
                {
                    index++;
                }

                return index < text.Length && text[index] is >= '@' and <= '~' ? index : index - 1;
            case ']' or 'P' or 'X' or '^' or '_':
                for (; index < text.Length; index++)
                {
                    if (text[index] is '\a' or '\u009c')
                    {
                        return index;
                    }

                    if (text[index] == Escape && index + 1 < text.Length && text[index + 1] == '\\')
                    {
                        return index + 1;
                    }
                }

                // Never ended: a terminal would swallow the rest, a reader had better see it.
                return start - 1;
            case >= ' ' and <= '/':
                while (index < text.Length && text[index] is >= ' ' and <= '/')
                {
                    index++;
                }

                return index < text.Length ? index : index - 1;
            case >= '0' and <= '~':
                return start - 1;
            default:
                return start - 2;
        }
    }
}
