using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Engine.Tests.Snapshots;
using Engine.Tests.Sources;
using RunbookTools.Engine.Snapshots;

namespace Engine.Tests.Wire;

public class ServingCertificateTests
{
    private static readonly DateTimeOffset s_from = new(2026, 3, 1, 7, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_tls_secret_has_the_dates_and_names_of_its_certificate_and_nothing_of_its_key()
    {
        var secret = Read(Pem("www.example.com", "*.shop.example.com"), "kubernetes.io/tls");

        Assert.Equal(s_from, secret.Certificate!.NotBefore);
        Assert.Equal(s_from.AddDays(90), secret.Certificate.NotAfter);
        Assert.Equal(["www.example.com", "*.shop.example.com"], secret.Certificate.Names);
        Assert.Equal(["tls.crt", "tls.key"], secret.Keys);
        Assert.DoesNotContain("c2VjcmV0", secret.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_chain_the_first_certificate_counts() =>
        Assert.Equal(["www.example.com"], Read(Pem("www.example.com") + "\n" + Pem("ca.example.com"), "kubernetes.io/tls").Certificate!.Names);

    [Fact]
    public void A_certificate_without_names_has_none() => Assert.Empty(Read(Pem(), "kubernetes.io/tls").Certificate!.Names);

    [Theory]
    [InlineData("Opaque", true)]
    [InlineData("kubernetes.io/dockerconfigjson", true)]
    [InlineData("kubernetes.io/tls", false)]
    public void Of_no_other_secret_anything_is_read(string type, bool isCertificate) =>
        Assert.Null(Read(isCertificate ? Pem("www.example.com") : "-----BEGIN CERTIFICATE-----\nnone\n-----END CERTIFICATE-----", type).Certificate);

    [Theory]
    [InlineData("""{"tls.crt":""}""")]
    [InlineData("""{"tls.crt":"%%%"}""")]
    [InlineData("""{"tls.crt":null}""")]
    [InlineData("""{"tls.crt":{"tls.crt":"c2VjcmV0"}}""")]
    [InlineData("""{"tls.key":"c2VjcmV0"}""")]
    [InlineData("[]")]
    public void What_is_no_certificate_costs_the_certificate_only(string data)
    {
        var read = WireRead.Of($$"""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"web","namespace":"shop"},"data":{{data}},"type":"kubernetes.io/tls"}""");

        Assert.All(read.Objects.OfType<KubeSecret>(), secret => Assert.Null(secret.Certificate));
        Assert.Equal(1, read.Objects.Count + read.Coverage.Gaps.Count);
    }

    [Fact]
    public void A_snapshot_keeps_dates_and_names_and_neither_certificate_nor_key()
    {
        var pem = Pem("www.example.com");
        using var folder = new TempFolder().Add("objects.json",
            $$"""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"web","namespace":"shop"},"data":{"tls.crt":"{{Convert.ToBase64String(Encoding.ASCII.GetBytes(pem))}}","tls.key":"c2VjcmV0"},"type":"kubernetes.io/tls"}""");
        using var files = new SnapshotFiles();

        var copy = files.SaveAndRead(folder.Root, new SnapshotOptions { Redaction = Redaction.None }, "copy");

        var certificate = copy.Find<KubeSecret>("Secret", "shop", "web")!.Certificate!;
        Assert.Equal((s_from, s_from.AddDays(90), "www.example.com"), (certificate.NotBefore, certificate.NotAfter, Assert.Single(certificate.Names)));
        var written = string.Concat(Directory.EnumerateFiles(copy.Location, "*", SearchOption.AllDirectories).Select(File.ReadAllText));
        Assert.DoesNotContain("c2VjcmV0", written, StringComparison.Ordinal);
        Assert.DoesNotContain(pem.Split('\n')[1], written, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.ASCII.GetBytes(pem))[40..120], written, StringComparison.Ordinal);
    }

    private static KubeSecret Read(string pem, string type) => WireItem.Read<KubeSecret>(
        $$"""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"web","namespace":"shop"},"data":{"tls.crt":"{{Base64(pem)}}","tls.key":"c2VjcmV0"},"type":"{{type}}"}""");

    // As writers that escape for HTML do it.
    private static string Base64(string text) => Convert.ToBase64String(Encoding.ASCII.GetBytes(text)).Replace("+", "\\u002b", StringComparison.Ordinal).Replace("/", "\\/", StringComparison.Ordinal);

    private static string Pem(params string[] names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256);
        if (names.Length > 0)
        {
            var builder = new SubjectAlternativeNameBuilder();
            Array.ForEach(names, builder.AddDnsName);
            request.CertificateExtensions.Add(builder.Build());
        }

        using var certificate = request.CreateSelfSigned(s_from, s_from.AddDays(90));
        return certificate.ExportCertificatePem();
    }
}
