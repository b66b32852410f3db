using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace RunbookTools.Engine.Sources.Live;

/// <summary>Makes certificates of what a kubeconfig or a plugin gives: PEM text, in a file or in base64.</summary>
internal static class ClientCertificates
{
    private const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>The text of one field: the data in base64, which counts first as for kubectl, or the file.</summary>
    /// <exception cref="FormatException">The data is not base64.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static string? Text(string? base64, string? path) =>
        !string.IsNullOrEmpty(base64) ? Encoding.UTF8.GetString(Convert.FromBase64String(base64))
        : path is null ? null
        : new FileInfo(path).Length > MaxBytes ? throw new InvalidDataException($"{path} is too large for a certificate")
        : File.ReadAllText(path);

    /// <summary>The certificates in a text, in order.</summary>
    /// <exception cref="CryptographicException">There is none.</exception>
    public static X509Certificate2Collection Read(string pem)
    {
        var all = new X509Certificate2Collection();
        all.ImportFromPem(pem);
        return all.Count > 0 ? all : throw new CryptographicException("there is no certificate in it");
    }

    /// <summary>A client certificate with its key, and the certificates between it and its root.</summary>
    /// <exception cref="CryptographicException">They do not parse, or the key is not that of the certificate.</exception>
    public static SslStreamCertificateContext WithKey(string certificates, string key)
    {
        using var withKey = X509Certificate2.CreateFromPem(certificates, key);

        // Windows takes only keys that it stores itself (https://github.com/dotnet/runtime/issues/23749).
        var usable = OperatingSystem.IsWindows()
            ? X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null)
            : new X509Certificate2(withKey);
        return SslStreamCertificateContext.Create(usable, Read(certificates), offline: true);
    }
}
