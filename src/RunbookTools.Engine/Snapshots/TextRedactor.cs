using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using RunbookTools.Engine.Wire;

namespace RunbookTools.Engine.Snapshots;

/// <summary>Takes out of text what a snapshot must not carry. What looks like a credential is <see cref="CredentialText"/>'s rule.</summary>
internal sealed partial class TextRedactor(Redaction redaction, Pseudonyms pseudonyms, CertificatePseudonyms certificates)
{
    private const int BlobLength = 200;

    private readonly ConcurrentDictionary<string, string> _secrets = new(StringComparer.Ordinal);

    /// <summary>True when text stays as it is.</summary>
    public bool IsOff => redaction == Redaction.None;

    /// <summary>The secrets that were found, with what stands for them.</summary>
    public IReadOnlyDictionary<string, string> Secrets => _secrets;

    /// <summary>Any text.</summary>
    public string Text(string text) => Rest(Has(Redaction.Credentials) ? CredentialText.MaskText(text, Token) : text);

    /// <summary>The text of a file or script, of several lines or one.</summary>
    public string Lines(string text) => Rest(Has(Redaction.Credentials) ? ConfigurationText.Mask(text, Token) : text);

    /// <summary>The value of a variable, or of an entry of a config map.</summary>
    public string Entry(string name, string value) => Rest(Has(Redaction.Credentials) ? ConfigurationText.MaskEntry(name, value, Token) : value);

    /// <summary>The text of a field of an object.</summary>
    public string Field(string name, string value) =>
        Has(Redaction.Credentials) && CredentialText.IsCredentialField(name[(name.LastIndexOf('/') + 1)..]) && !CredentialText.IsHarmless(value) ? Token(value) : Free(value);

    /// <summary>A command or its arguments.</summary>
    public IEnumerable<string> Arguments(IReadOnlyList<string> arguments) =>
        (Has(Redaction.Credentials) ? CredentialText.MaskArguments(arguments, Token) : arguments).Select(Free);

    /// <summary>A line of a log, or what the name of something says, with credentials already taken out.</summary>
    public string Rest(string text)
    {
        if (Has(Redaction.Certificates) && text.Contains("-----BEGIN ", StringComparison.Ordinal))
        {
            text = Certificate().Replace(text, Certificate);
        }

        if (text.Length >= BlobLength && (redaction & (Redaction.Credentials | Redaction.Certificates)) != 0)
        {
            text = Blob().Replace(text, match => IsBlob(match.ValueSpan) ? Packed(match.Value) : match.Value);
        }

        if (Has(Redaction.Email) && text.Contains('@', StringComparison.Ordinal))
        {
            text = EmailAddress().Replace(text, match => pseudonyms.Email(match.Value));
        }

        return Has(Redaction.Address) ? Addresses(text) : text;
    }

    /// <summary>What stands for bytes in base64.</summary>
    public string Bytes(string base64) => Has(Redaction.Credentials) && base64.Length > 0 ? pseudonyms.Base64Token(base64) : base64;

    /// <summary>What stands for the certificate of a TLS secret, in base64; empty when it cannot be read.</summary>
    public string ServedCertificate(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) && certificates.Serving(Encoding.UTF8.GetString(bytes, 0, length)) is { } pem
            ? Convert.ToBase64String(Encoding.ASCII.GetBytes(pem))
            : "";
    }

    /// <summary>What stands for a credential. It is remembered, to be found where nothing else gives it away.</summary>
    public string Token(string secret) => Has(Redaction.Credentials) ? _secrets.GetOrAdd(secret, pseudonyms.Token) : secret;

    // One line of prose is no file: "Secret: not found" in a message holds none.
    private string Free(string text) => text.Contains('\n', StringComparison.Ordinal) ? Lines(text) : Text(text);

    private bool Has(Redaction flag) => redaction.HasFlag(flag);

    // PEM within a file that is indented, or in a text of JSON, keeps to that.
    private string Certificate(Match match)
    {
        var breaks = LineBreak().Match(match.Value);
        return certificates.Replace(match.Value).Replace("\n", breaks.Success ? breaks.Value : "\n", StringComparison.Ordinal);
    }

    // In base64 there is PEM, which can be looked into, and what cannot: Helm's releases, key stores.
    private string Packed(string base64)
    {
        if (!base64.StartsWith("LS0tLS1CRUdJTi", StringComparison.Ordinal))
        {
            return Has(Redaction.Credentials) ? pseudonyms.Base64Token(base64) : base64;
        }

        var bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, bytes, out var length))
        {
            return pseudonyms.Base64Token(base64);
        }

        var text = Encoding.UTF8.GetString(bytes, 0, length);
        return Text(text) is var redacted && redacted == text ? base64 : Convert.ToBase64String(Encoding.UTF8.GetBytes(redacted));
    }

    private static bool IsBlob(ReadOnlySpan<char> text) =>
        text.ContainsAnyInRange('a', 'z') && text.ContainsAnyInRange('A', 'Z') && text.ContainsAnyInRange('0', '9');

    private string Addresses(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('0', '9'))
        {
            return text;
        }

        text = Version4().Replace(text, match => Network(match));
        text = Dashed().Replace(text, match => pseudonyms.Address(IPAddress.Parse(match.Value.Replace('-', '.'))).ToString().Replace('.', '-'));
        return text.Contains(':', StringComparison.Ordinal)
            ? Version6().Replace(text, match => Network(match))
            : text;
    }

    // 10.1.0.0/16 has no bits behind its mask, and may have none afterwards: readers of networks insist on it.
    private string Network(Match match)
    {
        // The colon of a sentence may follow: "dial tcp fd00::1: refused".
        var text = match.Groups["address"].Value;
        if (!IPAddress.TryParse(text, out var address) && !IPAddress.TryParse(text.TrimEnd(':'), out address))
        {
            return match.Value;
        }

        var replaced = pseudonyms.Address(address);
        if (!match.Groups["bits"].Success)
        {
            return replaced + (text.EndsWith(':') && !text.EndsWith("::", StringComparison.Ordinal) ? ":" : "");
        }

        var bits = int.Parse(match.Groups["bits"].ValueSpan, CultureInfo.InvariantCulture);
        return Masked(address, bits).Equals(address) ? $"{Masked(replaced, bits)}/{bits}" : $"{replaced}/{bits}";
    }

    private static IPAddress Masked(IPAddress address, int bits)
    {
        var bytes = address.GetAddressBytes();
        for (var index = 0; index < bytes.Length; index++)
        {
            bytes[index] &= (byte)(0xff00 >> Math.Clamp(bits - (index * 8), 0, 8));
        }

        return new IPAddress(bytes);
    }

    [GeneratedRegex(@"-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE(?: REQUEST)?-----[A-Za-z0-9+/=\s\\]*(?:-----END [A-Z0-9 ]*-----)?")]
    private static partial Regex Certificate();

    [GeneratedRegex(@"\r?\n[ \t]*|\\n")]
    private static partial Regex LineBreak();

    [GeneratedRegex(@"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{200,}={0,2}")]
    private static partial Regex Blob();

    [GeneratedRegex(@"(?<![\w.+%-])[\w.+%-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![\w-])")]
    private static partial Regex EmailAddress();

    [GeneratedRegex(@"(?<![\w.])(?<address>(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d))(?:/(?<bits>3[0-2]|[12]?\d)(?![\w.]))?(?!\w|\.\d)")]
    private static partial Regex Version4();

    // ip-10-0-1-23.ec2.internal and 10-0-1-23.shop.pod.cluster.local
    [GeneratedRegex(@"(?:(?<=\bip-)|(?<![\w-]))(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)-){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?![\w-])")]
    private static partial Regex Dashed();

    [GeneratedRegex(@"(?<![\w:.])(?<address>[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7})(?:/(?<bits>\d{1,3})(?![\w.]))?(?!\w|\.\d)")]
    private static partial Regex Version6();
}
