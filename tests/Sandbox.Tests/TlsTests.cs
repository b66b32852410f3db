using System.Security.Cryptography.X509Certificates;

namespace Sandbox.Tests;

/// <summary>TLS, tokens and the kubeconfig that carries both.</summary>
public class TlsTests
{
    [Fact]
    public async Task The_authority_in_the_kubeconfig_vouches_for_the_server()
    {
        await using var server = await TestServer.StartAsync(change: options => options with { Tls = true, Token = "secret\"token" });
        var text = await File.ReadAllTextAsync(server.Server.KubeConfigPath);
        using var authority = X509Certificate2.CreateFromPem(server.Server.Authority!);

        using var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            CustomTrustStore = { authority },
        };
        using var client = new HttpClient(handler) { BaseAddress = server.Server.Address, DefaultRequestVersion = new Version(2, 0) };
        using var response = await client.GetAsync("/version");

        Assert.Equal("https", server.Server.Address.Scheme);
        Assert.Equal((200, new Version(2, 0)), ((int)response.StatusCode, response.Version));
        Assert.Contains(Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(server.Server.Authority!)), text, StringComparison.Ordinal);
        Assert.Contains("token: \"secret\\u0022token\"", text, StringComparison.Ordinal);
        await Assert.ThrowsAsync<HttpRequestException>(() => server.Client.GetAsync("/version"));
    }

    [Fact]
    public async Task The_kubeconfig_is_private_and_goes_with_the_server()
    {
        var server = await TestServer.StartAsync();
        var path = server.Server.KubeConfigPath;
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }

        await server.DisposeAsync();

        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task A_file_of_somebody_else_is_never_overwritten()
    {
        var path = Path.Combine(Path.GetTempPath(), $"kubeconfig-{Guid.NewGuid():N}");
        await File.WriteAllTextAsync(path, "apiVersion: v1\n");
        try
        {
            var exception = await Assert.ThrowsAsync<IOException>(() => TestServer.StartAsync(change: options => options with { KubeConfigPath = path }));

            Assert.Contains("Give a path that is free", exception.Message, StringComparison.Ordinal);
            Assert.Equal("apiVersion: v1\n", await File.ReadAllTextAsync(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task A_kubeconfig_asked_for_by_path_stays_and_is_written_anew()
    {
        var path = Path.Combine(Path.GetTempPath(), $"kubeconfig-{Guid.NewGuid():N}");
        try
        {
            await (await TestServer.StartAsync(change: options => options with { KubeConfigPath = path })).DisposeAsync();
            var first = await File.ReadAllTextAsync(path);
            await (await TestServer.StartAsync(change: options => options with { KubeConfigPath = path })).DisposeAsync();

            Assert.NotEqual(first, await File.ReadAllTextAsync(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task Answers_are_compressed_when_that_is_asked_for()
    {
        await using var server = await TestServer.StartAsync(change: options => options with { Gzip = true });
        using var handler = new SocketsHttpHandler { AutomaticDecompression = System.Net.DecompressionMethods.GZip };
        using var client = new HttpClient(handler) { BaseAddress = server.Server.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/pods");
        request.Headers.Add("Accept-Encoding", "gzip");

        using var raw = await server.Client.SendAsync(request);
        var bytes = await raw.Content.ReadAsByteArrayAsync();
        var text = await client.GetStringAsync("/api/v1/pods");

        Assert.Equal("gzip", raw.Content.Headers.ContentEncoding.Single());
        Assert.Equal((await server.GetAsync("/api/v1/pods")).Body, text);
        Assert.True(bytes.Length < text.Length / 3);
    }
}
