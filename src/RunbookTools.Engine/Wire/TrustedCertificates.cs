using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace RunbookTools.Engine.Wire;

/// <summary>Reads of a <c>caBundle</c> when it ends; the certificates themselves, which are public, are not kept.</summary>
internal static class TrustedCertificates
{
    // A bundle of every public authority is about 220 KB; what is longer is no bundle.
    private const int Longest = 1 << 20;

    /// <summary>When the last of the certificates ends (UTC); null when there is none or they cannot be read.</summary>
    /// <param name="bundle">PEM in base64, as the API carries it.</param>
    public static DateTimeOffset? End(string? bundle)
    {
        if (bundle is not { Length: > 0 and < Longest })
        {
            return null;
        }

        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(Encoding.ASCII.GetString(Convert.FromBase64String(bundle)));
            return certificates.Count == 0 ? null : certificates.Max(certificate => new DateTimeOffset(certificate.NotAfter.ToUniversalTime()));
        }
        catch (Exception exception) when (exception is FormatException or CryptographicException)
        {
            return null;
        }
        finally
        {
            foreach (var certificate in certificates)
            {
                certificate.Dispose();
            }
        }
    }
}
