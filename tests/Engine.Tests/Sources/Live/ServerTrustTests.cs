using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using RunbookTools.Engine.Sources;
using RunbookTools.Engine.Sources.Live;

namespace Engine.Tests.Sources.Live;

public sealed class ServerTrustTests : IDisposable
{
    private readonly X509Certificate2 _authority = TestCertificates.Authority();
    private RawServer? _server;

    public void Dispose()
    {
        _server?.Dispose();
        _authority.Dispose();
    }

    [Fact]
    public async Task Takes_a_server_of_the_authority_of_the_kubeconfig()
    {
        Assert.Null(await AskAsync(TestCertificates.Server(_authority, "127.0.0.1")));
        Assert.Null(await AskAsync(TestCertificates.Server(_authority, "localhost"), host: "localhost"));
    }

    [Fact]
    public async Task Refuses_a_wrong_host_name_though_the_authority_is_right()
    {
        Assert.Contains("its certificate is for prod.example.com, not for", await AskAsync(TestCertificates.Server(_authority, "prod.example.com")), StringComparison.Ordinal);
        Assert.Contains("not for the name that was asked for", await AskAsync(TestCertificates.Server(_authority, "10.0.0.1")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checks_the_name_the_kubeconfig_gives_in_place_of_the_host()
    {
        Assert.Null(await AskAsync(TestCertificates.Server(_authority, "prod.example.com"), name: "prod.example.com"));
        Assert.Contains("is for 127.0.0.1, not for", await AskAsync(TestCertificates.Server(_authority, "127.0.0.1"), name: "prod.example.com"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    public async Task Does_not_take_a_common_name_for_the_name(string host)
    {
        Assert.Contains("no alternative name (SAN)", await AskAsync(TestCertificates.Named(_authority, host), host: host), StringComparison.Ordinal);
        Assert.Contains("is for other.example.com, not for", await AskAsync(TestCertificates.Named(_authority, host, "other.example.com"), host: host), StringComparison.Ordinal);
        Assert.Contains("is for 10.0.0.1, not for", await AskAsync(TestCertificates.Named(_authority, host, "10.0.0.1"), host: host), StringComparison.Ordinal);
        Assert.Null(await AskAsync(TestCertificates.Named(_authority, "other.example.com", host), host: host));
    }

    [Fact]
    public async Task Does_not_take_a_common_name_for_the_name_the_kubeconfig_gives()
    {
        Assert.Contains("no alternative name (SAN)", await AskAsync(TestCertificates.Named(_authority, "prod.example.com"), name: "prod.example.com"), StringComparison.Ordinal);
        Assert.Contains(
            "is for 127.0.0.1, not for", await AskAsync(TestCertificates.Named(_authority, "prod.example.com", "127.0.0.1"), name: "prod.example.com"), StringComparison.Ordinal);
        Assert.Null(await AskAsync(TestCertificates.Server(_authority, "*.example.com"), name: "prod.example.com"));
    }

    [Fact]
    public async Task Does_not_take_a_common_name_when_the_machine_is_trusted_or_the_certificate_itself()
    {
        Assert.Contains("no alternative name (SAN)", await OpenAsync(TestCertificates.Named(_authority, "localhost"), "localhost"), StringComparison.Ordinal);
        Assert.Null(await OpenAsync(TestCertificates.Server(_authority, "localhost"), "localhost"));

        using var intermediate = TestCertificates.Intermediate(_authority);
        Assert.Contains(
            "no alternative name (SAN)",
            await AskAsync(TestCertificates.Named(intermediate, "127.0.0.1"), cluster => cluster.CertificateAuthorityData = TestCertificates.Data(intermediate)),
            StringComparison.Ordinal);
        Assert.Null(await AskAsync(
            TestCertificates.Named(_authority, "other"), cluster => (cluster.CertificateAuthorityData, cluster.InsecureSkipTlsVerify) = (null, true)));
    }

    [Fact]
    public async Task Refuses_a_server_of_another_authority()
    {
        using var other = TestCertificates.Authority();

        Assert.Contains("no authority the kubeconfig trusts", await AskAsync(TestCertificates.Server(other, "127.0.0.1")), StringComparison.Ordinal);
        Assert.Contains("no authority the kubeconfig trusts", await AskAsync(TestCertificates.Server(null, "127.0.0.1")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_certificate_that_has_expired() =>
        Assert.Contains("has expired", await AskAsync(TestCertificates.Expired(_authority, "127.0.0.1")), StringComparison.Ordinal);

    [Fact]
    public async Task Refuses_a_private_authority_that_nobody_named()
    {
        var error = await AskAsync(TestCertificates.Server(_authority, "127.0.0.1"), cluster => cluster.CertificateAuthorityData = null);

        Assert.Contains("no authority this machine trusts", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_what_is_named_though_it_is_no_root()
    {
        using var intermediate = TestCertificates.Intermediate(_authority);
        using var self = TestCertificates.Server(null, "127.0.0.1");

        Assert.Null(await AskAsync(TestCertificates.Server(intermediate, "127.0.0.1"), cluster => cluster.CertificateAuthorityData = TestCertificates.Data(intermediate)));
        Assert.Null(await AskAsync(self, cluster => cluster.CertificateAuthorityData = TestCertificates.Data(self)));
        Assert.Contains(
            "not for the name",
            await AskAsync(TestCertificates.Server(intermediate, "other"), cluster => cluster.CertificateAuthorityData = TestCertificates.Data(intermediate)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_any_server_when_told_to_and_warns()
    {
        var log = new LiveLog();

        Assert.Null(await AskAsync(TestCertificates.Server(null, "other"), cluster => (cluster.CertificateAuthorityData, cluster.InsecureSkipTlsVerify) = (null, true), log: log));

        Assert.True(log.TryTake(out var entry) && entry.IsWarning);
        Assert.Contains("insecure-skip-tls-verify", entry.Text, StringComparison.Ordinal);
        var both = await Assert.ThrowsAsync<SourceException>(() => AskAsync(TestCertificates.Server(null, "other"), cluster => cluster.InsecureSkipTlsVerify = true));
        Assert.Equal("KubeConfigInvalid", both.ErrorId);
    }

    [Fact]
    public async Task Shows_the_client_certificate_of_the_kubeconfig()
    {
        using var client = TestCertificates.Client("CN=jane,O=dev");

        Assert.Null(await AskAsync(
            TestCertificates.Server(_authority, "127.0.0.1"), user: new UserJson { ClientCertificateData = TestCertificates.Data(client), ClientKeyData = TestCertificates.KeyData(client) }));

        Assert.Contains(client.Subject, _server!.Clients);
    }

    /// <summary>Opens a connection with no authority named, where the machine trusts the one of this test.</summary>
    /// <returns>Null when the server was taken, else why not.</returns>
    private async Task<string?> OpenAsync(X509Certificate2 certificate, string host)
    {
        using (certificate)
        {
            using var server = new RawServer((_, stream) => RawServer.SayAsync(stream, 200, "{}"), certificate);
            var trust = new ServerTrust(null, skip: false);
            var options = trust.ToOptions(null);
            options.TargetHost = host;
            options.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                CustomTrustStore = { _authority },
            };
            using var client = new TcpClient("127.0.0.1", server.Port);
            await using var tls = new SslStream(client.GetStream());
            try
            {
                await tls.AuthenticateAsClientAsync(options);
                return null;
            }
            catch (AuthenticationException)
            {
                return trust.Refusal;
            }
        }
    }

    /// <summary>Asks a server for its version.</summary>
    /// <returns>Null when it was taken, else why not.</returns>
    private async Task<string?> AskAsync(
        X509Certificate2 certificate, Action<ClusterJson>? change = null, string host = "127.0.0.1", string? name = null, UserJson? user = null, LiveLog? log = null)
    {
        using (certificate)
        {
            _server?.Dispose();
            _server = new RawServer((_, stream) => RawServer.SayAsync(stream, 200, "{}"), certificate);
            var cluster = new ClusterJson { Server = $"https://{host}:{_server.Port}", CertificateAuthorityData = TestCertificates.Data(_authority), TlsServerName = name };
            change?.Invoke(cluster);
            using var client = new LiveClient(LiveConnection.Of(new KubeContext("demo", cluster, user ?? new UserJson { Token = "secret-token" }, null), log), TimeSpan.FromSeconds(30), null);
            try
            {
                await client.GetAsync("version", default);
                return null;
            }
            catch (SourceException exception) when (exception.ErrorId == "Unreachable")
            {
                Assert.Empty(_server.Requests);
                return exception.Message;
            }
        }
    }
}
