using System.Text;
using System.Text.RegularExpressions;

namespace RunbookTools.Engine.Wire;

/// <summary>
/// Takes credentials out of the text of a configuration file or script: <c>name: value</c> and <c>name = value</c> on lines of their own, YAML block
/// scalars, variables as <c>name:</c> and <c>value:</c>, the data of a Secret in a manifest, elements and attributes of XML; and what
/// <see cref="CredentialText"/> finds anywhere.
/// </summary>
internal static partial class ConfigurationText
{
    /// <summary>The text with credentials masked.</summary>
    /// <param name="text">The text, of one or more lines.</param>
    /// <param name="replace">What to put in the place of a credential; null for <see cref="CredentialText.Mask"/>.</param>
    public static string Mask(string text, Func<string, string>? replace = null)
    {
        if (text.Contains('<', StringComparison.Ordinal))
        {
            text = MaskNamed(Element(), text, replace);
            text = MaskNamed(Attribute(), text, replace);
        }

        if (text.AsSpan().ContainsAny(':', '='))
        {
            text = MaskLines(text, replace);
        }

        return CredentialText.MaskText(text, replace);
    }

    /// <summary>The value of a variable or of an entry of a config map, with credentials masked.</summary>
    /// <remarks>An entry called "key" names the key of something far more often than it holds one.</remarks>
    public static string MaskEntry(string name, string value, Func<string, string>? replace = null) =>
        Mask(value.Contains('\n', StringComparison.Ordinal) ? value : CredentialText.MaskValue(name is "key" or "Key" ? "" : name, value, replace), replace);

    private static string MaskNamed(Regex pattern, string text, Func<string, string>? replace) => pattern.Replace(
        text, match => IsCredential(match.Groups["name"].Value, match.Groups["secret"].Value) ? Replaced(match, replace) : match.Value);

    private static string MaskLines(string text, Func<string, string>? replace)
    {
        var lines = text.Split('\n');
        var result = new StringBuilder(text.Length);
        var hasSecret = SecretManifest().IsMatch(text);
        var secretIndent = int.MaxValue;
        string? variable = null;
        for (var index = 0; index < lines.Length; index++)
        {
            result.Append(index == 0 ? "" : "\n");
            var match = Line().Match(lines[index]);
            if (!match.Success)
            {
                result.Append(lines[index]);
                continue;
            }

            var (name, value, indent) = (match.Groups["name"].Value, match.Groups["secret"].Value, match.Groups["indent"].Length);
            if (indent <= secretIndent)
            {
                secretIndent = hasSecret && name is "data" or "stringData" && value.Length == 0 ? indent : int.MaxValue;
            }

            var isSecret = indent > secretIndent
                ? value.Length > 0
                : IsCredential(name, value) || (name == "value" && variable is not null && IsCredential(variable, value));
            variable = name == "name" ? Unquoted(value) : null;
            if (!isSecret)
            {
                result.Append(lines[index]);
            }
            else if (BlockScalar().IsMatch(value))
            {
                // The value is what is indented more, on the lines that follow.
                var start = index + 1;
                while (index + 1 < lines.Length && (string.IsNullOrWhiteSpace(lines[index + 1]) || IndentOf(lines[index + 1]) > indent))
                {
                    index++;
                }

                var block = string.Join('\n', lines[start..(index + 1)]).Trim();
                result.Append(match.Groups["before"].Value).Append(replace is null ? CredentialText.Mask : replace(block)).Append(match.Groups["after"].Value);
            }
            else
            {
                result.Append(Replaced(match, replace));
            }
        }

        return result.ToString();
    }

    // "key" alone names a key of something far more often than it holds one.
    private static bool IsCredential(string name, string value) =>
        name is not ("key" or "Key") && value.Length > 0 && value[0] is not ('{' or '[' or '&' or '#')
        && CredentialText.IsCredentialName(name) && !CredentialText.IsHarmless(Unquoted(value));

    private static string Unquoted(string value) => value.Trim('"', '\'', ',', ';');

    private static int IndentOf(string line) => line.Length - line.TrimStart(' ', '\t').Length;

    private static string Replaced(Match match, Func<string, string>? replace)
    {
        var secret = match.Groups["secret"];
        var start = secret.Index - match.Index;
        var value = Unquoted(secret.Value);
        return string.Concat(
            match.ValueSpan[..start],
            secret.Value.Replace(value, replace is null ? CredentialText.Mask : replace(value), StringComparison.Ordinal),
            match.ValueSpan[(start + secret.Length)..]);
    }

    [GeneratedRegex(
        """^(?<before>(?<indent>[ \t]*)(?:-[ \t]+)?(?:(?:export|set|ENV|ARG)[ \t]+)?["']?(?<name>[A-Za-z_][\w.\-/]*)["']?[ \t]*[:=][ \t]*)(?<secret>\S.*?|)(?<after>\s*)$""")]
    private static partial Regex Line();

    [GeneratedRegex(@"^[|>][+-]?\d?[+-]?$")]
    private static partial Regex BlockScalar();

    [GeneratedRegex(@"^[ \t]*(?:-[ \t]+)?kind:[ \t]*[""']?Secret[""']?\s*$", RegexOptions.Multiline)]
    private static partial Regex SecretManifest();

    [GeneratedRegex(@"<(?<name>[A-Za-z_][\w.:-]*)(?:\s[^<>]*)?>(?<secret>[^<>\s][^<>]*)</")]
    private static partial Regex Element();

    [GeneratedRegex("""\b(?:name|key)\s*=\s*"(?<name>[^"]+)"\s+value\s*=\s*"(?<secret>[^"]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex Attribute();
}
