using System.Text.RegularExpressions;

namespace RunbookTools.Engine.Sources;

/// <summary>Takes what is plainly a credential out of text, so that it never reaches a screen or a report.</summary>
public static partial class SecretText
{
    /// <summary>What stands where a credential was.</summary>
    public const string Mask = "***";

    /// <summary>
    /// The text with credentials masked: bearer and basic authorization, passwords and keys in <c>name=value</c> or <c>"name": "value"</c> form,
    /// passwords in URLs, JSON web tokens, private keys, password hashes and the tokens of well-known providers.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="replace">What to put in the place of a credential; null for <see cref="Mask"/>.</param>
    public static string Redact(string text, Func<string, string>? replace = null)
    {
        if (text.Length < 8)
        {
            return text;
        }

        text = Replace(PrivateKey(), text, replace);
        text = Replace(WebToken(), text, replace);
        text = Replace(PasswordHash(), text, replace);
        text = Replace(ProviderToken(), text, replace);
        text = Replace(Authorization(), text, replace);
        text = Replace(UserInfo(), text, replace);
        text = ClientPasswords.Redact(text, replace);
        text = Replace(Flag(), text, replace);
        text = Replace(Assignment(), text, replace);
        return Replace(Token(), text, replace);
    }

    /// <summary>The text with what the group <c>secret</c> of a pattern found replaced.</summary>
    internal static string Replace(Regex pattern, string text, Func<string, string>? replace)
    {
        // Every event is asked, and hardly one holds anything: nothing is made for those.
        return pattern.IsMatch(text) ? pattern.Replace(text, Put(replace)) : text;

        static MatchEvaluator Put(Func<string, string>? replace) => match =>
        {
            var secret = match.Groups["secret"];
            var start = secret.Index - match.Index;
            var inner = Unquoted(secret.Value);
            var put = replace is null || inner.Length == 0 ? Mask : secret.Value.Replace(inner, replace(inner), StringComparison.Ordinal);
            return string.Concat(match.ValueSpan[..start], put, match.ValueSpan[(start + secret.Length)..]);
        };
    }

    /// <summary>The text without the quotes around it, escaped ones included.</summary>
    internal static string Unquoted(string text) => text.Trim('\\', '"', '\'');

    /// <summary>True when the text begins a private key that goes on in the next lines.</summary>
    internal static bool OpensPrivateKey(string text) => PrivateKeyStart().IsMatch(text) && !PrivateKeyEnd().IsMatch(text);

    /// <summary>True when the text ends a private key.</summary>
    internal static bool ClosesPrivateKey(string text) => PrivateKeyEnd().IsMatch(text);

    // As it is, and in base64 as kubeconfig files have it: LS0tLS1CRUdJTi is "-----BEGIN ", what follows one of the kinds of private keys.
    [GeneratedRegex(
        @"(?<secret>-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----.*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|$)"
            + "|LS0tLS1CRUdJTi(?:BQUklWQ|BSU0Eg|BFQyBQ|BPUEVO|BFTkNS|BEU0Eg)[A-Za-z0-9+/=]*)",
        RegexOptions.Singleline)]
    private static partial Regex PrivateKey();

    [GeneratedRegex("-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----")]
    private static partial Regex PrivateKeyStart();

    [GeneratedRegex("-----END [A-Z0-9 ]*PRIVATE KEY-----")]
    private static partial Regex PrivateKeyEnd();

    [GeneratedRegex(@"\b(?<secret>eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*)")]
    private static partial Regex WebToken();

    // What crypt(3), bcrypt, Argon2 and htpasswd write.
    [GeneratedRegex(@"(?<secret>\$(?:apr1|2[abxy]|[156y]|argon2(?:id?|d))\$[^\s""':,;]{16,})")]
    private static partial Regex PasswordHash();

    // AWS access key ids, GitHub, GitLab, Slack, Google and Stripe: the prefixes their documentation gives.
    [GeneratedRegex(@"\b(?<prefix>(?:AKIA|ASIA)(?=[0-9A-Z]{16}\b)|gh[pousr]_|github_pat_|glpat-|xox[abprs]-|AIza|[rs]k_live_)(?<secret>[\w-]{16,})")]
    private static partial Regex ProviderToken();

    // A word follows "basic" in prose too; a credential has a digit or is long.
    [GeneratedRegex(@"\b(?<scheme>bearer|basic)\s+(?=[^\s""',;]{20}|[^\s""',;]*\d)(?<secret>[^\s""',;]{6,})", RegexOptions.IgnoreCase)]
    private static partial Regex Authorization();

    [GeneratedRegex(@"(?<before>[a-z][a-z0-9+.-]*://(?:[^\s:/?#@""']*:(?=[^\s/@""']+@)|(?=[^\s:/?#@""']{16,}@)))(?<secret>[^\s/@""']+)@", RegexOptions.IgnoreCase)]
    private static partial Regex UserInfo();

    // The dash begins a word: "key db-password in Secret" is no flag.
    [GeneratedRegex(@"(?<before>(?<![\w-])--?[\w-]*(?:password|passwd|passphrase|token|secret|api-?key)\s+)(?!-)(?<secret>\S+)", RegexOptions.IgnoreCase)]
    private static partial Regex Flag();

    [GeneratedRegex(
        """
        (?<before>(?:password|passwd|passphrase|\bpwd|_pass|api[_-]?key|access[_-]?key|account[_-]?key|private[_-]?key|secret[_-]?key|encryption[_-]?key
        |(?:client|app|jwt|oauth|session|webhook|signing|shared|hmac|cookie)[_-]?secret
        |(?:auth|access|refresh|session|bearer|api|bot)[_-]?token)
        \\?["']?\s*[:=]\s*)
        (?!\\?["']?(?:null|nil|<nil>|none|true|false|undefined|\*\*\*|\$\{\w+\}|\$\(\w+\))(?:\W|$))
        (?<secret>\\"(?:(?!\\").)+\\"|"(?:[^"\\]|\\.)+"|'[^']+'|[^\s"'\\,;&}\])]+)
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Assignment();

    // "token:" is a word of parsers ("unexpected token: }"), so only what is assigned or a JSON field counts.
    [GeneratedRegex("""(?<before>\btoken(?:=|\\?"\s*:\s*)\\?["']?)(?<secret>[^\s"'\\,;&}\])]{8,})""", RegexOptions.IgnoreCase)]
    private static partial Regex Token();
}
