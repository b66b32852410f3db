using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using RunbookTools.Engine.Sources;
using RunbookTools.Engine.Sources.Live;

namespace Engine.Tests.Sources.Live;

public class LiveClientTests
{
    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    [InlineData(500)]
    public async Task Tries_again_what_fails_for_a_moment(int code)
    {
        var count = 0;
        using var server = new RawServer((_, stream) => ++count < 3 ? RawServer.SayAsync(stream, code, "too many requests") : RawServer.SayAsync(stream, 200, "{}"));
        using var client = Client(server);

        Assert.True((await client.GetAsync("version", default)).IsSuccess);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task Gives_up_after_a_bounded_number_of_times()
    {
        using var server = new RawServer((_, stream) => RawServer.SayAsync(stream, 503, "service unavailable\n"));
        using var client = Client(server);

        var answer = await client.GetAsync("version", default);

        Assert.Equal((503, "service unavailable"), ((int)answer.Code, answer.Describe()));
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task Waits_as_long_as_the_server_says_when_that_is_within_the_deadline()
    {
        var count = 0;
        using var server = new RawServer((_, stream) => ++count == 1 ? RawServer.SayAsync(stream, 429, "", "Retry-After: 1\r\n") : RawServer.SayAsync(stream, 429, "", "Retry-After: 3600\r\n"));
        using var client = Client(server);
        var clock = Stopwatch.StartNew();

        Assert.Equal(429, (int)(await client.GetAsync("version", default)).Code);

        Assert.True(clock.Elapsed >= TimeSpan.FromSeconds(0.9), clock.Elapsed.ToString());
        Assert.Equal(2, count);
    }

    [Fact]
    public async Task Reads_a_body_again_that_broke_off()
    {
        var count = 0;
        using var server = new RawServer(async (_, stream) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n"));
            await stream.WriteAsync(Encoding.ASCII.GetBytes(++count < 3 ? "abc" : "abcdefghij"));
            if (count < 3)
            {
                throw new IOException();
            }
        });
        using var client = Client(server);
        await client.GetAsync("version", default);
        count = 1;
        var seen = new List<string>();

        await client.ReadAsync("api/v1/pods", "application/json", async (body, token) => seen.Add(await new StreamReader(body).ReadToEndAsync(token)), default);

        Assert.Equal(["abcdefghij"], seen);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Tries_again_when_the_first_connection_breaks_off(bool isReset)
    {
        var count = 0;
        using var server = new RawServer((_, stream) => ++count == 1 ? BreakOffAsync(stream, isReset) : RawServer.SayAsync(stream, 200, "{}"));
        using var client = Client(server);

        Assert.True((await client.GetAsync("version", default)).IsSuccess);
        Assert.Equal(2, count);
    }

    [Theory]
    [InlineData(true, "the connection was reset")]
    [InlineData(false, "the connection broke off before the answer")]
    public async Task Says_that_a_server_which_was_connected_to_gives_no_answer(bool isReset, string reason)
    {
        using var server = new RawServer((_, stream) => BreakOffAsync(stream, isReset));
        using var client = Client(server);

        var error = await Assert.ThrowsAsync<SourceException>(() => client.GetAsync("version", default));

        Assert.Equal(("Unreachable", $"The server http://127.0.0.1:{server.Port} of context 'demo' gives no answer: {reason}."), (error.ErrorId, error.Message));
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task Does_not_try_again_to_connect_to_what_never_answered()
    {
        var log = new LiveLog();
        var server = new RawServer((_, _) => Task.CompletedTask);
        server.Dispose();
        using var client = Client(server, log: log);

        var error = await Assert.ThrowsAsync<SourceException>(() => client.GetAsync("version", default));

        Assert.EndsWith("cannot be reached: the connection was refused.", error.Message, StringComparison.Ordinal);
        Assert.True(log.TryTake(out _));
        Assert.False(log.TryTake(out _));
    }

    [Fact]
    public async Task Ends_a_read_at_its_deadline_also_when_the_body_drips()
    {
        using var server = new RawServer(DripAsync);
        using var client = Client(server, timeout: 0.5);

        var error = await Assert.ThrowsAsync<TimeoutException>(() => client.GetAsync("version", default));

        Assert.Equal("not answered within 0.5 s", error.Message);
    }

    [Fact]
    public async Task Stops_at_once_when_it_is_told_to_also_when_the_body_drips()
    {
        using var server = new RawServer(DripAsync);
        using var client = Client(server);
        using var stop = new CancellationTokenSource();
        var reading = client.ReadAsync("api/v1/pods", "application/json", (body, token) => body.CopyToAsync(Stream.Null, token), stop.Token);
        while (server.Requests.IsEmpty)
        {
            await Task.Delay(10);
        }

        stop.Cancel();

        // Generous for a loaded machine; the body itself would drip for minutes.
        var ended = await Task.WhenAny(reading, Task.Delay(TimeSpan.FromSeconds(10)));
        Assert.Same(reading, ended);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public async Task Takes_another_credential_once_when_one_is_refused()
    {
        using var folder = new TempFolder();
        folder.Add("token", "old");
        var accepted = "Bearer old";
        using var server = new RawServer((head, stream) => RawServer.SayAsync(stream, head.Contains(accepted, StringComparison.Ordinal) ? 200 : 401, "{}"));
        using var client = Client(server, new UserJson { TokenFile = Path.Combine(folder.Root, "token") });
        await client.GetAsync("version", default);
        folder.Add("token", "new");
        accepted = "Bearer new";

        Assert.True((await client.GetAsync("version", default)).IsSuccess);
        Assert.Equal(3, server.Requests.Count);

        accepted = "nobody";
        Assert.Equal("Unauthorized", (await Assert.ThrowsAsync<SourceException>(() => client.GetAsync("version", default))).ErrorId);
    }

    [Fact]
    public async Task Does_not_try_refused_credentials_over_and_over()
    {
        using var server = new RawServer((_, stream) => RawServer.SayAsync(stream, 401, "{}"));
        using var client = Client(server);

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal("Unauthorized", (await Assert.ThrowsAsync<SourceException>(() => client.GetAsync("version", default))).ErrorId);
        }

        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task Sends_whom_to_act_as_and_tells_requests_without_credentials()
    {
        var log = new LiveLog();
        using var server = new RawServer((_, stream) => RawServer.SayAsync(stream, 200, "{}"));
        using var client = Client(server, new UserJson { Token = "very-secret", As = "jane", AsGroups = ["a", "b"] }, log);

        await client.GetAsync("version", default);

        var head = Assert.Single(server.Requests);
        Assert.Contains("Authorization: Bearer very-secret\r\n", head, StringComparison.Ordinal);
        Assert.Contains("Impersonate-User: jane\r\n", head, StringComparison.Ordinal);
        Assert.Contains("a", head.Split("\r\n").Where(line => line.StartsWith("Impersonate-Group:", StringComparison.Ordinal)).SelectMany(line => line[18..].Split(',')).Select(text => text.Trim()));
        Assert.True(log.TryTake(out var entry));
        Assert.Matches(string.Create(CultureInfo.InvariantCulture, $@"^GET http://127\.0\.0\.1:{server.Port}/version 200 in \d+ ms$"), entry.Text);
    }

    [Fact]
    public async Task Never_follows_a_server_elsewhere()
    {
        using var other = new RawServer((_, stream) => RawServer.SayAsync(stream, 200, "{}"));
        using var server = new RawServer((_, stream) => RawServer.SayAsync(stream, 302, "", $"Location: http://127.0.0.1:{other.Port}/version\r\n"));
        using var client = Client(server);

        Assert.Equal(302, (int)(await client.GetAsync("version", default)).Code);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task Asks_through_the_proxy_of_the_kubeconfig()
    {
        var challenged = false;
        using var proxy = new RawServer((head, stream) =>
        {
            var first = !challenged;
            challenged = true;
            return first ? RawServer.SayAsync(stream, 407, "", "Proxy-Authenticate: Basic realm=\"x\"\r\n") : RawServer.SayAsync(stream, 200, "{}");
        });
        using var client = Through(proxy, "http://api.example.com:8080");

        Assert.True((await client.GetAsync("version", default)).IsSuccess);

        Assert.All(proxy.Requests, head => Assert.StartsWith("GET http://api.example.com:8080/version HTTP/1.1\r\n", head, StringComparison.Ordinal));
        Assert.Contains("Proxy-Authorization: Basic " + Convert.ToBase64String("me:p@ss"u8), proxy.Requests.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_that_a_proxy_does_not_let_through_and_not_its_password()
    {
        using var proxy = new RawServer((_, stream) => RawServer.SayAsync(stream, 403, ""));
        using var client = Through(proxy, "https://api.example.com:6443");

        var error = await Assert.ThrowsAsync<SourceException>(() => client.GetAsync("version", default));

        Assert.Equal("Unreachable", error.ErrorId);
        Assert.StartsWith("CONNECT api.example.com:6443 HTTP/1.1\r\n", Assert.Single(proxy.Requests), StringComparison.Ordinal);
        Assert.DoesNotContain("p@ss", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("p%40ss", error.ToString(), StringComparison.Ordinal);
    }

    private static LiveClient Through(RawServer proxy, string server) => new(
        LiveConnection.Of(
            new KubeContext("demo", new ClusterJson { Server = server, ProxyUrl = $"http://me:p%40ss@127.0.0.1:{proxy.Port}" }, new UserJson { Token = "t" }, null), null),
        TimeSpan.FromSeconds(60),
        null);

    // In the middle of the head: a connection that is closed without a byte the framework tries again by itself.
    private static async Task BreakOffAsync(Stream stream, bool isReset)
    {
        await stream.WriteAsync("HTTP/1.1 2"u8.ToArray());
        if (isReset)
        {
            var socket = ((NetworkStream)stream).Socket;
            socket.LingerState = new LingerOption(true, 0);
            socket.Dispose();
        }

        throw new IOException();
    }

    private static async Task DripAsync(string head, Stream stream)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"));
        for (var i = 0; i < 10_000; i++)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(" "));
            await stream.FlushAsync();
            await Task.Delay(20);
        }
    }

    private static LiveClient Client(RawServer server, UserJson? user = null, LiveLog? log = null, double timeout = 60) => new(
        LiveConnection.Of(new KubeContext("demo", new ClusterJson { Server = $"http://127.0.0.1:{server.Port}" }, user ?? new UserJson { Token = "t" }, null), null),
        TimeSpan.FromSeconds(timeout),
        log);
}
