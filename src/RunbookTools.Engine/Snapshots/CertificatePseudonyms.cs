using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace RunbookTools.Engine.Snapshots;

/// <summary>
/// What stands for a certificate: another one that is valid from and until the same moments, says nothing else, and is the same for the same
/// certificate. So what reads certificates still can, and one that has ended is still seen to have.
/// </summary>
internal sealed class CertificatePseudonyms(Pseudonyms pseudonyms) : IDisposable
{
    private readonly ConcurrentDictionary<string, string> _made = new(StringComparer.Ordinal);
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly Lock _lock = new();

    /// <summary>What stands for a certificate in PEM: PEM in lines without a break at the end; a token when it cannot be read.</summary>
    public string Replace(string pem)
    {
        // Indented, or with line breaks as JSON writes them, it is the same certificate.
        var plain = string.Join('\n', pem.Replace("\\n", "\n", StringComparison.Ordinal).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        return _made.GetOrAdd(plain, _ => Make(plain, withNames: false));
    }

    /// <summary>
    /// What stands for a certificate that is served: PEM with the same dates and the host names it is for, which its ingress or gateway tells too; null when
    /// it cannot be read.
    /// </summary>
    /// <param name="pem">The certificate, with those that follow it.</param>
    public string? Serving(string pem)
    {
        var made = _made.GetOrAdd("served " + pem, _ => Make(pem, withNames: true));
        return made.StartsWith("-----BEGIN", StringComparison.Ordinal) ? made : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    private string Make(string pem, bool withNames)
    {
        var token = pseudonyms.Token(pem);
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(pem);
            var name = new X500DistinguishedName($"CN={token}");

            // Made here before, by a snapshot of a snapshot: it says nothing that it may not.
            if (certificate.Subject.StartsWith("CN=REDACTED-", StringComparison.Ordinal))
            {
                return certificate.ExportCertificatePem().ReplaceLineEndings("\n");
            }

            lock (_lock)
            {
                var request = new CertificateRequest(name, _key, HashAlgorithmName.SHA256);
                foreach (var names in certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().Where(_ => withNames))
                {
                    var builder = new SubjectAlternativeNameBuilder();
                    foreach (var host in names.EnumerateDnsNames())
                    {
                        builder.AddDnsName(host);
                    }

                    request.CertificateExtensions.Add(builder.Build());
                }

                using var made = request.Create(
                    name,
                    X509SignatureGenerator.CreateForECDsa(_key),
                    certificate.NotBefore.ToUniversalTime(),
                    certificate.NotAfter.ToUniversalTime(),
                    Encoding.ASCII.GetBytes(token)[^8..]);
                return made.ExportCertificatePem().ReplaceLineEndings("\n");
            }
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            return token;
        }
    }
}
