using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using RunbookTools.Engine.Snapshots;

namespace Engine.Tests.Snapshots;

public class TextRedactorTests
{
    private readonly TextRedactor _all = New(Redaction.Credentials | Redaction.Certificates | Redaction.Email | Redaction.Address);

    [Theory]
    [InlineData("password: hunter2", "password: ***")]
    [InlineData("db:\n  user: shop\n  password: \"hunter2\"\n  port: 5432", "db:\n  user: shop\n  password: \"***\"\n  port: 5432")]
    [InlineData("a: 1\ntls:\n  private_key: |\n    line one\n    line two\nb: 2", "a: 1\ntls:\n  private_key: ***\nb: 2")]
    [InlineData("env:\n- name: DB_PASSWORD\n  value: hunter2\n- name: MODE\n  value: fast", "env:\n- name: DB_PASSWORD\n  value: ***\n- name: MODE\n  value: fast")]
    [InlineData("kind: Secret\nmetadata:\n  name: x\ndata:\n  a: aHVudGVyMg==\n  b: Yg==\ntype: Opaque", "kind: Secret\nmetadata:\n  name: x\ndata:\n  a: ***\n  b: ***\ntype: Opaque")]
    [InlineData("[db]\npassword = hunter2\nhost = db", "[db]\npassword = ***\nhost = db")]
    [InlineData("<db><password>hunter2</password><host>db</host></db>", "<db><password>***</password><host>db</host></db>")]
    [InlineData("<add name=\"DbPassword\" value=\"hunter2\"/>", "<add name=\"DbPassword\" value=\"***\"/>")]
    [InlineData("export API_TOKEN=hunter2\nexport PATH=/bin", "export API_TOKEN=***\nexport PATH=/bin")]
    [InlineData("password: ${DB_PASSWORD}\nurl: http://payments:8080", "password: ${DB_PASSWORD}\nurl: http://payments:8080")]
    [InlineData("secretKeyRef:\n  name: db\n  key: password", "secretKeyRef:\n  name: db\n  key: password")]
    [InlineData("admin:$apr1$Zk3jQ8x7$LmPqabcdefghijklmnopq/", "admin:***")]
    [InlineData("machine: x\nurl: postgres://shop:hunter2@db:5432/x", "machine: x\nurl: postgres://***@db:5432/x")]
    public void Credentials_go_from_files_and_what_else_they_say_stays(string text, string expected) =>
        Assert.Equal(expected, SnapshotFiles.Normal(_all.Lines(text)));

    [Fact]
    public void The_same_password_has_the_same_token_in_a_variable_a_url_a_file_and_an_argument()
    {
        var token = _all.Entry("DB_PASSWORD", "hunter2");

        Assert.Matches("^REDACTED-", token);
        Assert.Equal($"postgres://{token}@db:5432/x", _all.Entry("DATABASE_URL", "postgres://shop:hunter2@db:5432/x"));
        Assert.Equal($"user: shop\npassword: {token}", _all.Lines("user: shop\npassword: hunter2"));
        Assert.Equal(["--password", token], _all.Arguments(["--password", "hunter2"]));
        Assert.Equal($"login with password={token} failed", _all.Text("login with password=hunter2 failed"));
    }

    [Fact]
    public void Addresses_stay_addresses_and_joins_hold()
    {
        var (pod, text) = (_all.Text("10.244.1.7"), _all.Text("dial tcp 10.244.1.7:8080: connect: connection refused"));

        Assert.Matches(@"^10\.\d+\.\d+\.\d+$", pod);
        Assert.NotEqual("10.244.1.7", pod);
        Assert.Equal($"dial tcp {pod}:8080: connect: connection refused", text);
        Assert.Equal($"ip-{pod.Replace('.', '-')}.ec2.internal", _all.Text("ip-10-244-1-7.ec2.internal"));
        var network = System.Net.IPNetwork.Parse(_all.Text("10.244.0.0/16"));
        Assert.True(network.Contains(System.Net.IPAddress.Parse(pod)));
        var six = System.Net.IPNetwork.Parse(_all.Text("fd00:10:244::/48"));
        Assert.True(six.Contains(System.Net.IPAddress.Parse(_all.Text("fd00:10:244::7"))));
        Assert.DoesNotContain("fd00:10:244", _all.Text("dial tcp [fd00:10:244::7]:80: refused, fd00:10:244::7: gone"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("listening on 127.0.0.1:8080 and [::1]:8080")]
    [InlineData("v1.32.2+k3s1 build 1.2.3 at 12:30:45, std::string, aa:bb:cc:dd:ee:ff")]
    [InlineData("2026-11-20T13:00:00.123456789Z up 10 days")]
    [InlineData("registry.example/app@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("Error: secret \"db-credentials\" not found")]
    [InlineData("MountVolume.SetUp failed for volume \"token\" : failed to sync secret cache: timed out")]
    [InlineData("couldn't find key db-password in Secret shop/payments")]
    public void What_is_no_secret_stays(string text) => Assert.Equal(text, _all.Text(text));

    [Fact]
    public void Email_addresses_stay_email_addresses()
    {
        var text = _all.Text("User \"jane.doe@corp.example\" cannot list resource");

        Assert.DoesNotContain("jane", text, StringComparison.Ordinal);
        Assert.Matches("""^User "redacted-[0-9a-f]{12}@redacted\.invalid" cannot list resource$""", text);
    }

    [Fact]
    public void Certificates_go_in_every_form()
    {
        var pem = "-----BEGIN CERTIFICATE-----\nMIIBhTCCASugAwIBAgIQIRi6zePL6mKjOipn+dNuaTAKBggqhkjOPQQDAjASMRAw\n-----END CERTIFICATE-----";
        var base64 = Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(pem, 3))));

        Assert.Equal("ca: ***\nb: 1", SnapshotFiles.Normal(_all.Lines($"ca: {pem}\nb: 1")));
        Assert.Matches("^[A-Za-z0-9+/=]+$", _all.Text(base64));
        Assert.StartsWith("REDACTED-", System.Text.Encoding.ASCII.GetString(Convert.FromBase64String(_all.Text(base64))), StringComparison.Ordinal);
    }

    [Fact]
    public void Known_secrets_are_found_as_whole_words_and_names_are_left_alone()
    {
        var secrets = new Dictionary<string, string> { ["hunter2x"] = "T1", ["postgres"] = "T2", ["payments-7f9"] = "T3", ["p@ss/word!"] = "T4", ["scram-sha-256"] = "T5" };
        var known = new KnownSecrets(secrets, new HashSet<string> { "payments-7f9" });

        Assert.Equal(
            "auth failed for T1, xhunter2xy T4 postgres payments-7f9 scram-sha-256 (T1)",
            known.Replace("auth failed for hunter2x, xhunter2xy p@ss/word! postgres payments-7f9 scram-sha-256 (hunter2x)"));
    }

    [Fact]
    public void Nothing_is_replaced_when_nothing_is_asked_for()
    {
        var off = New(Redaction.None);

        Assert.Equal("password=hunter2 a@b.example 10.1.2.3", off.Text("password=hunter2 a@b.example 10.1.2.3"));
        Assert.Equal("hunter2", off.Entry("DB_PASSWORD", "hunter2"));
        Assert.Empty(off.Secrets);
    }

    [Fact]
    public void A_certificate_becomes_another_that_ends_when_it_did_and_says_nothing_else()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=payments.corp.example", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(new DateTimeOffset(2025, 1, 2, 3, 4, 5, TimeSpan.Zero), new DateTimeOffset(2026, 11, 20, 14, 5, 6, TimeSpan.Zero));
        var pem = certificate.ExportCertificatePem();

        var text = _all.Lines($"ca: |\n  {pem.ReplaceLineEndings("\n  ")}\nb: 1");
        var base64 = _all.Field("caBundle", Convert.ToBase64String(Encoding.ASCII.GetBytes(pem + "\n" + pem)));

        var replaced = text.Replace("\n  ", "\n", StringComparison.Ordinal)["ca: |\n".Length..^"\nb: 1".Length];
        using var read = X509Certificate2.CreateFromPem(replaced);
        Assert.Equal((certificate.NotBefore, certificate.NotAfter), (read.NotBefore, read.NotAfter));
        Assert.Matches("^CN=REDACTED-[0-9a-f]{12}$", read.Subject);
        Assert.Equal(replaced + "\n" + replaced, Encoding.ASCII.GetString(Convert.FromBase64String(base64)));
        Assert.Equal(replaced, _all.Text(replaced));
    }

    private static TextRedactor New(Redaction redaction)
    {
        var pseudonyms = new Pseudonyms();
        return new TextRedactor(redaction, pseudonyms, new CertificatePseudonyms(pseudonyms));
    }
}
