using System.Globalization;
using System.Text;
using RunbookTools.Engine.Sources;
using RunbookTools.Engine.Sources.Live;

namespace Engine.Tests.Sources.Live;

public class OidcCredentialTests
{
    [Fact]
    public async Task Uses_the_id_token_as_long_as_it_is_valid()
    {
        var token = Token(DateTimeOffset.UtcNow.AddHours(1));

        Assert.Equal("Bearer " + token, (await Source(new() { ["id-token"] = token }).GetAsync(default)).Authorization);
    }

    [Fact]
    public async Task Asks_for_another_with_the_refresh_token_and_keeps_it_in_memory()
    {
        var next = Token(DateTimeOffset.UtcNow.AddHours(1));
        using var server = new RawServer((head, stream) => RawServer.SayAsync(
            stream,
            200,
            head.StartsWith("GET /realm/.well-known/openid-configuration ", StringComparison.Ordinal)
                ? $$"""{"token_endpoint":"http://127.0.0.1:{{Port(head)}}/token"}"""
                : $$"""{"id_token":"{{next}}","refresh_token":"rotated"}"""));
        var log = new LiveLog();
        var source = Source(
            new()
            {
                ["id-token"] = Token(DateTimeOffset.UtcNow.AddHours(-1)),
                ["refresh-token"] = "first",
                ["idp-issuer-url"] = $"http://127.0.0.1:{server.Port}/realm",
                ["client-id"] = "kubectl",
            },
            log);

        var credentials = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => source.GetAsync(default).AsTask()));

        Assert.Equal(["Bearer " + next], credentials.Select(credential => credential.Authorization).Distinct());
        Assert.Equal(2, server.Requests.Count);
        Assert.True(log.TryTake(out var warning) && warning.IsWarning);
        Assert.Contains("kept in memory only", warning.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("rotated", warning.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_that_there_is_no_way_to_another()
    {
        var expired = Token(DateTimeOffset.UtcNow.AddHours(-1));

        var error = await Assert.ThrowsAsync<SourceException>(async () => await Source(new() { ["id-token"] = expired }).GetAsync(default));

        Assert.Equal("OidcRefreshFailed", error.ErrorId);
        Assert.Contains("no refresh token", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(expired, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_that_the_provider_refused()
    {
        using var server = new RawServer((_, stream) => RawServer.SayAsync(stream, 403, "{}"));

        var error = await Assert.ThrowsAsync<SourceException>(async () => await Source(
            new() { ["refresh-token"] = "very-secret", ["idp-issuer-url"] = $"http://127.0.0.1:{server.Port}" }).GetAsync(default));

        Assert.Contains("it answered 403", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret", error.ToString(), StringComparison.Ordinal);
    }

    private static ICredentialSource Source(Dictionary<string, string> config, LiveLog? log = null) => LiveConnection.Of(
        new KubeContext("demo", new ClusterJson { Server = "https://a" }, new UserJson { AuthProvider = new AuthProviderJson { Name = "oidc", Config = config } }, null), log).Credentials;

    private static string Token(DateTimeOffset expires) =>
        $"e30.{Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"exp":{{expires.ToUnixTimeSeconds()}}}"""))).TrimEnd('=')}.c2ln";

    private static string Port(string head) => head.Split("\r\n").First(line => line.StartsWith("Host:", StringComparison.Ordinal)).Split(':')[2];
}
