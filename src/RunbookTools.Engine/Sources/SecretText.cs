using System.Text.RegularExpressions;

namespace RunbookTools.Engine.Sources;

/// <summary>Takes what is plainly a credential out of text, so that it never reaches a screen or a report.</summary>
public static partial class SecretText
{
    /// <summary>What stands where a credential was.</summary>
    public const string Mask = "***";

    /// <summary>
    /// The text with credentials masked: bearer and basic authorization, passwords and keys in <c>name=value</c> or <c>"name": "value"</c> form,
    /// passwords in URLs, JSON web tokens, private keys and the tokens of well-known providers.
    /// </summary>
    public static string Redact(string text)
    {
        if (text.Length < 8)
        {
            return text;
        }

        text = PrivateKey().Replace(text, Mask);
        text = WebToken().Replace(text, Mask);
        text = ProviderToken().Replace(text, "${prefix}" + Mask);
        text = Authorization().Replace(text, "${scheme} " + Mask);
        text = UserInfo().Replace(text, "${before}" + Mask + "@");
        text = Flag().Replace(text, "${before}" + Mask);
        text = Assignment().Replace(text, "${before}" + Mask);
        return Token().Replace(text, "${before}" + Mask);
    }

    /// <summary>True when the text begins a private key that goes on in the next lines.</summary>
    internal static bool OpensPrivateKey(string text) => PrivateKeyStart().IsMatch(text) && !PrivateKeyEnd().IsMatch(text);

    /// <summary>True when the text ends a private key.</summary>
    internal static bool ClosesPrivateKey(string text) => PrivateKeyEnd().IsMatch(text);

    [GeneratedRegex(@"-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----.*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|$)", RegexOptions.Singleline)]
    private static partial Regex PrivateKey();

    [GeneratedRegex("-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----")]
    private static partial Regex PrivateKeyStart();

    [GeneratedRegex("-----END [A-Z0-9 ]*PRIVATE KEY-----")]
    private static partial Regex PrivateKeyEnd();

    [GeneratedRegex(@"\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*")]
    private static partial Regex WebToken();

    // AWS access key ids, GitHub, GitLab, Slack, Google and Stripe: the prefixes their documentation gives.
    [GeneratedRegex(@"\b(?<prefix>(?:AKIA|ASIA)(?=[0-9A-Z]{16}\b)|gh[pousr]_|github_pat_|glpat-|xox[abprs]-|AIza|[rs]k_live_)[\w-]{16,}")]
    private static partial Regex ProviderToken();

    // A word follows "basic" in prose too; a credential has a digit or is long.
    [GeneratedRegex(@"\b(?<scheme>bearer|basic)\s+(?=[^\s""',;]{20}|[^\s""',;]*\d)[^\s""',;]{6,}", RegexOptions.IgnoreCase)]
    private static partial Regex Authorization();

    [GeneratedRegex(@"(?<before>[a-z][a-z0-9+.-]*://(?:[^\s:/?#@""']*:(?=[^\s/@""']+@)|(?=[^\s:/?#@""']{16,}@)))[^\s/@""']+@", RegexOptions.IgnoreCase)]
    private static partial Regex UserInfo();

    // The dash begins a word: "key db-password in Secret" is no flag.
    [GeneratedRegex(@"(?<before>(?<![\w-])--?[\w-]*(?:password|passwd|passphrase|token|secret|api-?key)\s+)(?!-)\S+", RegexOptions.IgnoreCase)]
    private static partial Regex Flag();

    [GeneratedRegex(
        """
        (?<before>(?:password|passwd|passphrase|\bpwd|_pass|api[_-]?key|access[_-]?key|account[_-]?key|private[_-]?key|secret[_-]?key|encryption[_-]?key
        |(?:client|app|jwt|oauth|session|webhook|signing|shared|hmac|cookie)[_-]?secret
        |(?:auth|access|refresh|session|bearer|api|bot)[_-]?token)
        \\?["']?\s*[:=]\s*)
        (?!\\?["']?(?:null|nil|<nil>|none|true|false|undefined|\*\*\*)(?:\W|$))
        (?:\\"(?:(?!\\").)+\\"|"(?:[^"\\]|\\.)+"|'[^']+'|[^\s"'\\,;&}\])]+)
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Assignment();

    // "token:" is a word of parsers ("unexpected token: }"), so only what is assigned or a JSON field counts.
    [GeneratedRegex("""(?<before>\btoken(?:=|\\?"\s*:\s*)\\?["']?)[^\s"'\\,;&}\])]{8,}""", RegexOptions.IgnoreCase)]
    private static partial Regex Token();
}
