using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using RunbookTools.Engine.Sources;

namespace RunbookTools.Engine.Wire;

/// <summary>
/// Reads the public certificate of a TLS secret, <c>tls.crt</c>: until when it holds and for which hosts. No text is made of it, its key <c>tls.key</c> is
/// passed over, and the bytes are cleared.
/// </summary>
internal static class ServingCertificate
{
    /// <summary>The type of secrets that hold a certificate and its key (k8s.io/api/core/v1/types.go, SecretTypeTLS).</summary>
    public const string SecretType = "kubernetes.io/tls";

    // A certificate with its chain is a few KB.
    private const int Longest = 64 * 1024;

    /// <summary>The first certificate in <c>data["tls.crt"]</c> of a secret, which is the one that is served; null when there is none that can be read.</summary>
    /// <param name="secret">The secret, as the API writes it.</param>
    public static KubeCertificate? In(ReadOnlySpan<byte> secret)
    {
        var reader = new Utf8JsonReader(secret, new JsonReaderOptions { MaxDepth = WireJson.MaxDepth });
        return WireJson.Find(ref reader, "data"u8, JsonTokenType.StartObject) && WireJson.Find(ref reader, "tls.crt"u8, JsonTokenType.String)
            ? Read(ref reader)
            : null;
    }

    private static KubeCertificate? Read(ref Utf8JsonReader reader)
    {
        if (reader.ValueSpan.Length is 0 or > Longest)
        {
            return null;
        }

        var bytes = ArrayPool<byte>.Shared.Rent(reader.ValueSpan.Length);
        var text = ArrayPool<char>.Shared.Rent(reader.ValueSpan.Length);
        try
        {
            var written = reader.CopyString(bytes);
            if (Base64.DecodeFromUtf8InPlace(bytes.AsSpan(0, written), out var length) != OperationStatus.Done
                || Ascii.ToUtf16(bytes.AsSpan(0, length), text, out _) != OperationStatus.Done)
            {
                return null;
            }

            using var certificate = X509Certificate2.CreateFromPem(text.AsSpan(0, length));
            return new KubeCertificate(
                certificate.NotBefore.ToUniversalTime(),
                certificate.NotAfter.ToUniversalTime(),
                [.. certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(names => names.EnumerateDnsNames()).Select(name => TerminalText.Clean(name))]);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            return null;
        }
        finally
        {
            // Somebody may have put the key into it too.
            ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
            ArrayPool<char>.Shared.Return(text, clearArray: true);
        }
    }
}
