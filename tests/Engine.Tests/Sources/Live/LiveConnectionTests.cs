using System.Security.Cryptography.X509Certificates;
using RunbookTools.Engine.Sources;
using RunbookTools.Engine.Sources.Live;

namespace Engine.Tests.Sources.Live;

public class LiveConnectionTests
{
    [Fact]
    public void Acts_as_whom_the_kubeconfig_says()
    {
        var connection = Of(new UserJson { Token = "t", As = "jane", AsUid = "7", AsGroups = ["dev", "ops"], AsUserExtra = new() { ["example.com/reason"] = ["on call"] } });

        Assert.Equal(
            ["Impersonate-User: jane", "Impersonate-Uid: 7", "Impersonate-Group: dev", "Impersonate-Group: ops", "Impersonate-Extra-example.com%2Freason: on call"],
            connection.Headers.Select(header => $"{header.Key}: {header.Value}"));
        Assert.Equal("jane", connection.User);
        Assert.Equal("KubeConfigInvalid", Error(new UserJson { AsGroups = ["dev"] }).ErrorId);
        Assert.Equal("KubeConfigInvalid", Error(new UserJson { As = "jane\r\nX-Evil: 1" }).ErrorId);
    }

    [Theory]
    [InlineData("http://proxy:3128", "http://proxy:3128/")]
    [InlineData("https://proxy:3128", "https://proxy:3128/")]
    [InlineData("socks5://proxy:1080", "socks5://proxy:1080/")]
    [InlineData("socks5h://proxy:1080", "socks5://proxy:1080/")]
    public void Goes_through_the_proxy_of_the_kubeconfig(string url, string expected)
    {
        var proxy = LiveConnection.Of(Context(new UserJson(), new ClusterJson { Server = "https://a", ProxyUrl = url }), null).Proxy!;

        Assert.Equal(expected, proxy.GetProxy(new Uri("https://a"))!.AbsoluteUri);
    }

    [Fact]
    public void Takes_the_name_and_password_of_a_proxy()
    {
        var proxy = LiveConnection.Of(Context(new UserJson(), new ClusterJson { Server = "https://a", ProxyUrl = "http://me:p%40ss@proxy:3128" }), null).Proxy!;

        var credential = proxy.Credentials!.GetCredential(new Uri("http://proxy:3128"), "Basic")!;
        Assert.Equal(("me", "p@ss"), (credential.UserName, credential.Password));
    }

    [Fact]
    public async Task Reads_a_token_file_again_when_it_is_refused()
    {
        using var folder = new TempFolder();
        folder.Add("token", "first\n");
        var source = Of(new UserJson { Token = "other", TokenFile = Path.Combine(folder.Root, "token") }).Credentials;
        var first = await source.GetAsync(default);
        folder.Add("token", "second\n");

        Assert.Same(first, await source.GetAsync(default));
        Assert.Equal("Bearer first", first.Authorization);
        var second = await source.RenewAsync(first, default);
        Assert.Equal("Bearer second", second.Authorization);
        Assert.Same(second, await source.RenewAsync(second, default));
    }

    [Fact]
    public async Task Reads_certificate_files_again_when_they_are_refused()
    {
        using var folder = new TempFolder();
        using var first = TestCertificates.Client("CN=first");
        using var second = TestCertificates.Client("CN=second");
        Write(folder, first, first);
        var connection = Of(new UserJson { ClientCertificate = Path.Combine(folder.Root, "tls.crt"), ClientKey = Path.Combine(folder.Root, "tls.key"), Token = "t" });
        var before = await connection.Credentials.GetAsync(default);

        // Half of a rotation: the certificate before still counts.
        Write(folder, second, first);
        var between = await connection.Credentials.RenewAsync(before, default);
        Write(folder, second, second);
        var after = await connection.Credentials.RenewAsync(between, default);

        Assert.Equal(("CN=first", "Bearer t"), (before.Certificate!.TargetCertificate.Subject, before.Authorization));
        Assert.Same(before, between);
        Assert.Equal(("CN=second", "Bearer t"), (after.Certificate!.TargetCertificate.Subject, after.Authorization));
        Assert.Same(after, await connection.Credentials.RenewAsync(before, default));
        Assert.Same(after, await connection.Credentials.GetAsync(default));
    }

    [Fact]
    public async Task Sends_a_name_and_a_password_as_the_kubeconfig_has_them() =>
        Assert.Equal("Basic bWU6cEBzcw==", (await Of(new UserJson { Username = "me", Password = "p@ss" }).Credentials.GetAsync(default)).Authorization);

    [Fact]
    public void Sends_no_credentials_in_the_clear_but_to_this_machine()
    {
        var log = new LiveLog();

        Assert.False(LiveConnection.Of(Context(new UserJson { Token = "t" }, new ClusterJson { Server = "http://10.0.0.1:8080" }), log).MaySendCredentials);
        Assert.True(log.TryTake(out var warning) && warning.IsWarning && warning.Text.Contains("no credentials are sent", StringComparison.Ordinal));
        Assert.True(LiveConnection.Of(Context(new UserJson { Token = "t" }, new ClusterJson { Server = "http://127.0.0.1:8080" }), log).MaySendCredentials);
        Assert.True(LiveConnection.Of(Context(new UserJson { Token = "t" }, new ClusterJson { Server = "https://10.0.0.1" }), log).MaySendCredentials);
        Assert.False(log.TryTake(out _));
    }

    [Fact]
    public void Keeps_no_credentials_of_the_address() =>
        Assert.Equal("https://a:6443/base/", LiveConnection.Of(Context(new UserJson(), new ClusterJson { Server = "https://me:secret@a:6443/base?x=1" }), null).Server.AbsoluteUri);

    [Theory]
    [InlineData("not base64!")]
    [InlineData("bm8gcGVt")]
    public void Says_that_certificates_cannot_be_used(string data) => Assert.Equal(
        "KubeConfigInvalid",
        Assert.Throws<SourceException>(() => LiveConnection.Of(Context(new UserJson(), new ClusterJson { Server = "https://a", CertificateAuthorityData = data }), null)).ErrorId);

    [Fact]
    public void Says_what_to_do_about_an_auth_provider_that_is_no_more() =>
        Assert.Contains("credential plugin (exec)", Error(new UserJson { AuthProvider = new AuthProviderJson { Name = "gcp" } }).Message, StringComparison.Ordinal);

    [Fact]
    public void Names_a_service_account_by_its_token()
    {
        var claims = Convert.ToBase64String("""{"sub":"system:serviceaccount:ci:runner"}"""u8).TrimEnd('=').Replace('+', '-').Replace('/', '_');

        Assert.Equal("system:serviceaccount:ci:runner", Of(new UserJson { Token = $"e30.{claims}.c2ln" }).User);
        Assert.Null(Of(new UserJson { Token = "opaque" }).User);
    }

    private static void Write(TempFolder folder, X509Certificate2 certificate, X509Certificate2 key)
    {
        folder.Add("tls.crt", certificate.ExportCertificatePem());
        folder.Add("tls.key", key.GetECDsaPrivateKey()!.ExportECPrivateKeyPem());
    }

    private static LiveConnection Of(UserJson user) => LiveConnection.Of(Context(user, new ClusterJson { Server = "https://a" }), null);

    private static SourceException Error(UserJson user) => Assert.Throws<SourceException>(() => Of(user));

    private static KubeContext Context(UserJson user, ClusterJson cluster) => new("demo", cluster, user, null);
}
