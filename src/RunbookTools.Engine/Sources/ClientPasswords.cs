using System.Text;
using System.Text.RegularExpressions;

namespace RunbookTools.Engine.Sources;

/// <summary>
/// Passwords that clients take with flags of one letter, which mean a password to some commands and a port to others: what the manuals of mysql, mongosh,
/// redis-cli, sshpass, ldapsearch and curl say of <c>-p</c>, <c>-a</c>, <c>-w</c> and <c>-u</c>. A variable is no password.
/// </summary>
internal static partial class ClientPasswords
{
    // A password, quoted or not, that is no variable of a shell.
    private const string Secret = """(?!["']?\$[A-Z_{(])(?<secret>"[^"\n]+"|'[^'\n]+'|[^\s"';|&]+)""";

    /// <summary>The text with such passwords masked.</summary>
    /// <param name="text">A line of a log or of a shell; the arguments of a command with white space between them.</param>
    /// <param name="replace">What to put in the place of a password; null for <see cref="SecretText.Mask"/>.</param>
    public static string Redact(string text, Func<string, string>? replace)
    {
        var client = Client().Match(text);
        if (!client.Success)
        {
            return text;
        }

        // Each command once, up to the next: the time is in proportion to the text.
        var result = new StringBuilder(text.Length).Append(text, 0, client.Index);
        while (client.Success)
        {
            var next = client.NextMatch();
            var command = text[client.Index..(next.Success ? next.Index : text.Length)];
            var end = CommandEnd().Match(command) is { Success: true } match ? match.Index : command.Length;
            result.Append(SecretText.Replace(FlagOf(client), command[..end], replace)).Append(command, end, command.Length - end);
            client = next;
        }

        return result.ToString();
    }

    private static Regex FlagOf(Match client) =>
        client.Groups["mysql"].Success ? GluedP() : client.Groups["redis"].Success ? A() : client.Groups["ldap"].Success ? W() : client.Groups["curl"].Success ? User() : P();

    [GeneratedRegex(
        """
        \b(?:(?<mysql>mysql(?:dump|admin|check|import|show|pump|sh|slap|binlog)?|mariadb(?:-[a-z]+)?)|(?<redis>(?:redis|valkey|keydb)-cli)
        |(?<ldap>ldap(?:search|modify|add|delete|whoami|passwd))|(?<curl>curl)|sshpass|mongo(?:sh|dump|restore|export|import|stat|top)?)(?=\s)
        """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Client();

    [GeneratedRegex(@"\n|[;|&]+\s")]
    private static partial Regex CommandEnd();

    // With a space between, mysql takes what follows for the name of a database, and asks for the password.
    [GeneratedRegex(@"\s-p" + Secret)]
    private static partial Regex GluedP();

    [GeneratedRegex(@"\s-p\s*" + Secret)]
    private static partial Regex P();

    [GeneratedRegex(@"\s-a\s*" + Secret)]
    private static partial Regex A();

    [GeneratedRegex(@"\s-w\s*" + Secret)]
    private static partial Regex W();

    [GeneratedRegex(@"\s(?:-[a-zA-Z]{0,8}u\s*|--(?:proxy-)?user[=\s]\s*)[""']?[^\s:""']{1,128}:" + Secret)]
    private static partial Regex User();
}
