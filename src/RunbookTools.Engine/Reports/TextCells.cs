using System.Text;

namespace RunbookTools.Engine.Reports;

/// <summary>How wide text is in a terminal, and where it is broken.</summary>
internal static class TextCells
{
    /// <summary>The cells a text takes: two for wide East Asian characters and pictures, none for marks that combine.</summary>
    public static int Of(string text) => text.EnumerateRunes().Sum(Of);

    /// <summary>Breaks a text at spaces. A word longer than a line is broken where the line ends.</summary>
    public static IReadOnlyList<string> Wrap(string text, int width)
    {
        width = Math.Max(width, 8);
        var lines = new List<string>();
        var line = new StringBuilder();
        var used = 0;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(word => Break(word, width)))
        {
            var cells = Of(word);
            if (used > 0 && used + 1 + cells > width)
            {
                lines.Add(line.ToString());
                line.Clear();
                used = 0;
            }

            if (used > 0)
            {
                line.Append(' ');
                used++;
            }

            line.Append(word);
            used += cells;
        }

        if (used > 0)
        {
            lines.Add(line.ToString());
        }

        return lines;
    }

    /// <summary>Breaks a command at spaces that stand outside quotes: after a pipe or a <c>&amp;&amp;</c>, where every shell waits for more, before any other.</summary>
    /// <param name="command">The command.</param>
    /// <param name="width">How many cells a line may take.</param>
    /// <param name="continuation">What ends a line that is broken elsewhere.</param>
    public static IReadOnlyList<string> BreakCommand(string command, int width, string continuation)
    {
        var lines = new List<string>();
        var start = 0;
        var space = -1;
        var open = -1;
        var quoted = false;
        for (var i = 0; i <= command.Length; i++)
        {
            if (i < command.Length)
            {
                quoted ^= command[i] == '\'';
                if (command[i] != ' ' || quoted)
                {
                    continue;
                }
            }

            if (i - start > width - (i < command.Length ? continuation.Length : 0))
            {
                if (open > start)
                {
                    lines.Add(command[start..open]);
                    start = open + 1;
                }

                if (space > start && i - start > width - (i < command.Length ? continuation.Length : 0))
                {
                    lines.Add(command[start..space] + continuation);
                    start = space + 1;
                }
            }

            space = i;
            open = i > 1 && (command[i - 1] == '|' || command[(i - 2)..i] == "&&") ? i : open;
        }

        lines.Add(command[start..]);
        return lines;
    }

    private static IEnumerable<string> Break(string word, int width)
    {
        if (Of(word) <= width)
        {
            yield return word;
            yield break;
        }

        var part = new StringBuilder();
        var used = 0;
        foreach (var rune in word.EnumerateRunes())
        {
            if (used + Of(rune) > width)
            {
                yield return part.ToString();
                part.Clear();
                used = 0;
            }

            part.Append(rune.ToString());
            used += Of(rune);
        }

        yield return part.ToString();
    }

    // https://www.unicode.org/reports/tr11/, by block: exact enough to keep columns.
    private static int Of(Rune rune) => rune.Value switch
    {
        < 0x300 => 1,
        <= 0x36f => 0,
        >= 0x1100 and <= 0x115f or >= 0x2e80 and <= 0xa4cf or >= 0xac00 and <= 0xd7a3 or >= 0xf900 and <= 0xfaff
            or >= 0xfe30 and <= 0xfe6f or >= 0xff00 and <= 0xff60 or >= 0xffe0 and <= 0xffe6 or >= 0x1f300 and <= 0x1faff or >= 0x20000 and <= 0x3fffd => 2,
        >= 0xfe00 and <= 0xfe0f or >= 0x20d0 and <= 0x20ff => 0,
        _ => 1,
    };
}
