using System.Globalization;
using System.Text;
using RunbookTools.Engine.Sources;

namespace RunbookTools.Engine.Reports;

/// <summary>Makes text from a cluster, which is untrusted, fit to be shown.</summary>
public static class PlainText
{
    /// <summary>
    /// The text on one line, without what would move a cursor, change a colour or turn the writing direction: escape sequences and invisible
    /// characters are left out, other control characters become spaces.
    /// </summary>
    /// <param name="text">The text; null is empty.</param>
    /// <param name="longest">Where it is cut, with an ellipsis.</param>
    public static string OneLine(string? text, int longest = int.MaxValue)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var line = new StringBuilder(Math.Min(text.Length, longest));
        var gap = false;
        foreach (var rune in TerminalText.Clean(text).EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (Rune.IsWhiteSpace(rune) || category is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                gap = line.Length > 0;
                continue;
            }

            if (category is UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
            {
                continue;
            }

            if (line.Length + rune.Utf16SequenceLength + (gap ? 1 : 0) >= longest)
            {
                return line.Append('…').ToString();
            }

            if (gap)
            {
                line.Append(' ');
                gap = false;
            }

            line.Append(rune.ToString());
        }

        return line.ToString();
    }

    /// <summary><c>1 pod</c>, <c>2 pods</c>.</summary>
    public static string Count(int count, string noun, string? plural = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? noun : plural ?? noun + "s")}");

    /// <summary>The words with commas, and with <c>and</c> before the last.</summary>
    public static string List(IReadOnlyList<string> words) => words.Count switch
    {
        0 => "",
        1 => words[0],
        _ => string.Join(", ", words.Take(words.Count - 1)) + " and " + words[^1],
    };
}
