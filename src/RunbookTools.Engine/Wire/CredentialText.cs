using System.Buffers;
using System.Text.RegularExpressions;
using RunbookTools.Engine.Sources;

namespace RunbookTools.Engine.Wire;

/// <summary>
/// Takes credentials out of what a spec carries in plain: environment values, arguments, fields of custom resources. Done while reading, so that
/// nothing after it has to think of it. What is kept is what a test needs: the host of an address, the name of a file, a reference.
/// </summary>
internal static partial class CredentialText
{
    /// <summary>What stands where a credential was.</summary>
    public const string Mask = SecretText.Mask;

    // White space to the patterns, and in no argument that was read: it is taken out as what a terminal does not show.
    private const char Separator = '\u2028';

    // What a text must contain for any of the patterns below, or of SecretText, to find something in it; most texts contain none.
    private static readonly SearchValues<string> s_signs = SearchValues.Create(
        [
            "://", "@tcp", "@unix", "pass", "pwd", "secret", "token", "key", "bearer", "basic", "-----BEGIN", "eyJ", "AKIA", "ASIA", "ghp_", "gho_",
            "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "xox", "AIza", "_live_", "LS0tLS1CRUdJTi", "$apr1$", "$2", "$1$", "$5$", "$6$", "$y$", "$argon2",
            "sig=", "mysql", "mariadb", "mongo", "redis-cli", "valkey-cli", "keydb-cli", "sshpass", "ldap", "curl",
        ],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>An environment value, masked when its name or its own form says that it is a credential.</summary>
    /// <param name="name">The name of the variable, or of the entry of a config map.</param>
    /// <param name="value">Its value.</param>
    /// <param name="replace">What to put in the place of a credential; null for <see cref="Mask"/>.</param>
    public static string MaskValue(string name, string value, Func<string, string>? replace = null) =>
        IsCredentialName(name) && !IsHarmless(value) ? Replaced(value, replace) : MaskText(value, replace);

    /// <summary>
    /// A command or arguments, with the values of flags that carry credentials masked, in <c>--flag=value</c>, <c>--flag value</c> and <c>-pvalue</c> form.
    /// </summary>
    public static IReadOnlyList<string> MaskArguments(IReadOnlyList<string> arguments, Func<string, string>? replace = null)
    {
        if (arguments.Count == 0)
        {
            return arguments;
        }

        // What a flag of one letter means is told by the command before it, so that they are looked at in one line; a separator takes the place of a space.
        var line = string.Join(Separator, arguments);
        if (MayHold(line) && ClientPasswords.Redact(line, replace).Split(Separator) is var masked && masked.Length == arguments.Count)
        {
            arguments = masked;
        }

        var results = new List<string>(arguments.Count);
        var isValue = false;
        foreach (var argument in arguments)
        {
            results.Add(isValue && !argument.StartsWith('-') && !IsHarmless(argument) ? Replaced(argument, replace) : MaskText(argument, replace));
            isValue = argument.StartsWith('-') && !argument.Contains('=', StringComparison.Ordinal) && IsCredentialName(argument.TrimStart('-'));
        }

        return results;
    }

    /// <summary>A text with what looks like a credential masked; the user part of an address goes, its host stays.</summary>
    /// <param name="text">The text.</param>
    /// <param name="replace">What to put in the place of a credential; null for <see cref="Mask"/>.</param>
    public static string MaskText(string text, Func<string, string>? replace = null)
    {
        if (!MayHold(text))
        {
            return text;
        }

        // The user goes with the password, and the password alone is what is the same elsewhere.
        Func<string, string>? replaceUser = replace is null ? null : user => replace(user[(user.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        text = SecretText.Replace(UserInfo(), text, replaceUser);
        if (text.Contains("@tcp", StringComparison.Ordinal) || text.Contains("@unix", StringComparison.Ordinal))
        {
            text = SecretText.Replace(DriverUserInfo(), text, replaceUser);
        }

        text = Assignment().Replace(text, match => IsCredentialName(match.Groups["name"].Value) && !IsHarmless(match.Groups["value"].Value)
            ? match.Groups["before"].Value + Replaced(SecretText.Unquoted(match.Groups["value"].Value), replace)
            : match.Value);
        return SecretText.Redact(text, replace);
    }

    /// <summary>False when nothing in a text can be a credential by its form; quick.</summary>
    public static bool MayHold(string text) => text.AsSpan().ContainsAny(s_signs);

    /// <summary>True when a field of that name in a custom resource holds the credential itself, rather than the name of where it is.</summary>
    public static bool IsCredentialField(string name) => Field().IsMatch(name);

    /// <summary>True when a variable or flag of that name holds a credential, rather than where it is or how long it lasts.</summary>
    internal static bool IsCredentialName(string name) => Name().IsMatch(name) && !About().IsMatch(name);

    // Empty, a switch, a reference to another variable, or a file.
    internal static bool IsHarmless(string value) => value.Length == 0 || Harmless().IsMatch(value);

    private static string Replaced(string secret, Func<string, string>? replace) => replace is null ? Mask : replace(secret);

    // Up to the last at sign, because a password may hold one, or a slash; but not where a plain host comes first. Bounded, so that it stays linear.
    [GeneratedRegex(@"(?<=[A-Za-z0-9]://)(?![\w.-]*(?::\d+)?(?:[/?#,\s""']|$))(?<secret>[^\s,""']{1,512})@")]
    private static partial Regex UserInfo();

    // user:password@tcp(host:3306)/name, the form of Go's database drivers.
    [GeneratedRegex(@"(?<secret>[^\s:@/""']+:[^\s""']*?)@(?=(?:tcp|unix)\d?\()")]
    private static partial Regex DriverUserInfo();

    [GeneratedRegex(@"(?<before>(?<![\w-])(?:--?)?(?<name>[A-Za-z][\w.-]*)=)(?<value>""[^""]*""|'[^']*'|[^\s""'&;,]+)")]
    private static partial Regex Assignment();

    [GeneratedRegex(@"^(?:\w*(?:password|passwd|passphrase|token)|api_?key|(?:secret_?)?access_?key|client_?secret|private_?key)$", RegexOptions.IgnoreCase)]
    private static partial Regex Field();

    [GeneratedRegex(
        """
        (?i:password|passwd|passphrase|secret|token|credential|api_?key|access_?key|private_?key|^x-amz-signature$)
        |(?:^|[_.-])(?i:pass|pwd|key|pw|auth|pat|sas|sig|salt|pin)(?:$|[_.-])|[a-z](?:Key|Pass|Pwd)(?:$|[A-Z])|[A-Z]PASS$|[A-Z]PWD$
        """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Name();

    [GeneratedRegex(
        """
        (?:^|[_.-]|(?<=[a-z])(?=[A-Z]))
        (?i:files?|paths?|dir|directory|names?|namespace|url|uri|endpoint|host|port|server|service|ttl|expiry|expires?|expiration|lifetime|duration|timeout|interval
        |period|seconds|minutes|hours|days|age|enabled?|disabled?|required?|type|kind|mode|method|algorithm|alg|issuer|audience|length|size|count|header|prefix|suffix
        |format|policy|class|provider|version|store|ref|mount|volume|config|rotation|refresh|limit|max|min|webhook|public|certs?|certificate|ca)$
        |(?i:public_?key)|^(?:OLD)?PWD$
        """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex About();

    [GeneratedRegex(
        @"^(?:(?i:true|false|yes|no|on|off|none|null|enabled|disabled)|\$\(\w+\)|\$\{\w+\}|\$[A-Z_][A-Z0-9_]*|\*\*\*|(?:/[a-z][a-z0-9._-]*){2,}|(?:/[\w.-]+)+\.(?:pem|key|crt|cer|json|ya?ml|txt|conf|p12|jks|pub))$")]
    private static partial Regex Harmless();
}
