using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RunbookTools.Engine.Sources.Live;

/// <summary>
/// Decides whether a server is the one a kubeconfig means: its certificate leads to what the kubeconfig trusts, else to what this machine trusts,
/// and names the host that was asked for.
/// </summary>
/// <param name="authorities">The certificates the kubeconfig trusts; null for those of this machine.</param>
/// <param name="skip">True to take any server, as <c>insecure-skip-tls-verify</c> asks for.</param>
internal sealed class ServerTrust(X509Certificate2Collection? authorities, bool skip)
{
    /// <summary>Why the last server was refused, as a clause; null when none was.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Options for a connection. The host that is checked is the one of the request's <c>Host</c> header.</summary>
    public SslClientAuthenticationOptions ToOptions(SslStreamCertificateContext? client)
    {
        var options = new SslClientAuthenticationOptions
        {
            ClientCertificateContext = client,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            RemoteCertificateValidationCallback = Check,
        };
        if (authorities is not null)
        {
            options.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                DisableCertificateDownloads = true,
            };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
        }

        return options;
    }

    private bool Check(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (skip)
        {
            return true;
        }

        // The one that is connected to, be it the server, what tls-server-name says, a proxy or an identity provider.
        var isNamed = !errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) && IsFor(certificate, (sender as SslStream)?.TargetHostName);
        if (isNamed && (errors == SslPolicyErrors.None || (errors == SslPolicyErrors.RemoteCertificateChainErrors && EndsInTrusted(chain))))
        {
            return true;
        }

        Refusal = errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable) ? "it shows no certificate"
            : isNamed ? ChainRefusal(chain)
            : NamesOf(certificate) is { } names ? $"its certificate is for {names}, not for the name that was asked for"
            : "its certificate has no alternative name (SAN), and a common name does not count";
        return false;
    }

    // The framework takes the common name where there is no alternative name of the kind; Go, and so kubectl, never does (crypto/x509, VerifyHostname).
    private static bool IsFor(X509Certificate? certificate, string? host)
    {
        try
        {
            return certificate is X509Certificate2 shown && host is not null && shown.MatchesHostname(host, allowWildcards: true, allowCommonName: false);
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException)
        {
            // The name is none, or the alternative names do not parse.
            return false;
        }
    }

    // As Go does, a certificate is trusted that a kubeconfig names, also when it is not a root: an intermediate, or the server's own.
    private bool EndsInTrusted(X509Chain? chain) => authorities is not null && chain is { ChainElements.Count: > 0 }
        && chain.ChainStatus.All(status => status.Status is X509ChainStatusFlags.PartialChain or X509ChainStatusFlags.NoError)
        && authorities.Any(trusted => trusted.RawDataMemory.Span.SequenceEqual(chain.ChainElements[^1].Certificate.RawDataMemory.Span));

    private string ChainRefusal(X509Chain? chain)
    {
        var flags = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, status) => all | status.Status) ?? X509ChainStatusFlags.NoError;
        return flags.HasFlag(X509ChainStatusFlags.NotTimeValid) ? "its certificate, or one it leads to, has expired or is not valid yet"
            : (flags & (X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.NotSignatureValid)) != 0
                ? authorities is null ? "its certificate leads to no authority this machine trusts" : "its certificate leads to no authority the kubeconfig trusts"
            : $"its certificate is not accepted ({flags})";
    }

    // Null when there are none.
    private static string? NamesOf(X509Certificate? certificate)
    {
        var names = (certificate as X509Certificate2)?.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(extension => extension.EnumerateDnsNames().Concat(extension.EnumerateIPAddresses().Select(address => address.ToString()))).Take(8).ToList();
        return names is { Count: > 0 } ? string.Join(", ", names.Select(TerminalText.Clean)) : null;
    }
}
