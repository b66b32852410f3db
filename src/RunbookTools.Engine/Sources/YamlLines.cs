using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using RunbookTools.Engine.Reports;

namespace RunbookTools.Engine.Sources;

/// <summary>
/// YAML in lines that fit every screen. PowerShell's formatter breaks what is wider than the screen anywhere, also on the way into a file, and what it broke is
/// no YAML.
/// </summary>
public static class YamlLines
{
    private const int Width = 76;

    /// <summary>The text as comments: <c># </c> before each line.</summary>
    public static IReadOnlyList<string> Comment(string text) =>
        TextCells.Wrap(text, Width - 2) is { Count: > 0 } lines ? [.. lines.Select(line => "# " + line)] : ["#"];

    /// <summary>A text in double quotes after what precedes it, as lines that end with a line feed; a long one goes on in lines of its own.</summary>
    internal static string Scalar(string before, string text)
    {
        // What JSON takes for a text YAML does too. It also takes a break behind a backslash for none: https://yaml.org/spec/1.2.2/#731-double-quoted-style
        var lines = new StringBuilder(before).Append('"');
        var used = TextCells.Of(before) + 1;
        foreach (var rune in text.EnumerateRunes())
        {
            var part = JsonEncodedText.Encode(rune.ToString(), JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();
            if (used + TextCells.Of(part) >= Width)
            {
                // Spaces a line begins with are left out, unless they are escaped.
                part = part == " " ? "\\ " : part;
                lines.Append("\\\n    ");
                used = 4;
            }

            lines.Append(part);
            used += TextCells.Of(part);
        }

        return lines.Append("\"\n").ToString();
    }

    /// <summary>Texts in double quotes between brackets after what precedes them, as lines that end with a line feed.</summary>
    internal static string List(string before, IEnumerable<string> texts)
    {
        var list = before + "[" + string.Join(", ", texts.Select(text => "\"" + JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping) + "\"")) + "]";
        var indent = new string(' ', before.Length - before.TrimStart().Length);
        var lines = TextCells.Wrap(list, Width - indent.Length - 2);
        return string.Concat(lines.Select((line, index) => $"{indent}{(index == 0 ? "" : "  ")}{line}\n"));
    }
}
