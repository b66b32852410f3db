using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Engine.Tests.Sources.Live;

/// <summary>Certificates made for a test.</summary>
internal static class TestCertificates
{
    public static X509Certificate2 Authority(string name = "CN=authority") => Make(name, null, isAuthority: true, []);

    /// <param name="issuer">Who signs it; null for itself.</param>
    /// <param name="names">Host names and addresses it is for.</param>
    public static X509Certificate2 Server(X509Certificate2? issuer, params string[] names) => Make("CN=server", issuer, isAuthority: false, names);

    /// <param name="issuer">Who signs it.</param>
    /// <param name="commonName">The common name, which is not to count.</param>
    /// <param name="names">Host names and addresses it is for.</param>
    public static X509Certificate2 Named(X509Certificate2 issuer, string commonName, params string[] names) => Make("CN=" + commonName, issuer, isAuthority: false, names);

    public static X509Certificate2 Expired(X509Certificate2 issuer, params string[] names) =>
        Make("CN=server", issuer, isAuthority: false, names, DateTimeOffset.UtcNow.AddHours(-2), DateTimeOffset.UtcNow.AddHours(-1));

    public static X509Certificate2 Intermediate(X509Certificate2 issuer) => Make("CN=intermediate", issuer, isAuthority: true, []);

    public static X509Certificate2 Client(string name) => Make(name, null, isAuthority: false, []);

    public static string Data(X509Certificate2 certificate) => Convert.ToBase64String(Encoding.ASCII.GetBytes(certificate.ExportCertificatePem()));

    public static string KeyData(X509Certificate2 certificate) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(certificate.GetECDsaPrivateKey()!.ExportECPrivateKeyPem()));

    private static X509Certificate2 Make(
        string name, X509Certificate2? issuer, bool isAuthority, string[] names, DateTimeOffset? from = null, DateTimeOffset? until = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, critical: true));
        if (names.Length > 0)
        {
            var alternatives = new SubjectAlternativeNameBuilder();
            foreach (var text in names)
            {
                if (IPAddress.TryParse(text, out var address))
                {
                    alternatives.AddIpAddress(address);
                }
                else
                {
                    alternatives.AddDnsName(text);
                }
            }

            request.CertificateExtensions.Add(alternatives.Build());
        }

        var (start, end) = (from ?? DateTimeOffset.UtcNow.AddDays(-1), until ?? DateTimeOffset.UtcNow.AddHours(12));
        if (issuer is null)
        {
            return request.CreateSelfSigned(start, end);
        }

        using var signed = request.Create(issuer.SubjectName, X509SignatureGenerator.CreateForECDsa(issuer.GetECDsaPrivateKey()!), start, end, RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }
}
