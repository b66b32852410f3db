using RunbookTools.Engine.Primitives;

namespace Engine.Tests.Primitives;

public class LogPatternsTests
{
    [Fact]
    public void Lines_that_differ_in_values_are_one_pattern_with_its_times_and_sources()
    {
        var patterns = LogPatterns.Group(
        [
            Line("request 17 took 12ms", 3, "web-1"),
            Line("request 18 took 140ms", 2, "web-2"),
            Line("listening on 0.0.0.0:8080", 9, "web-1"),
            Line("request 19 took 9ms", 1, "web-1"),
        ]);

        Assert.Equal(("request <*> took <*>", 3), (patterns[0].Template, patterns[0].Count));
        Assert.Equal((TestCluster.MinutesAgo(3), TestCluster.MinutesAgo(1)), (patterns[0].First, patterns[0].Last));
        Assert.Equal("request 19 took 9ms", patterns[0].Example.Text);
        Assert.Equal(["web-1/app", "web-2/app"], patterns[0].Sources);
        Assert.Equal("listening on <*>", patterns[1].Template);
    }

    [Fact]
    public void Errors_come_first_however_few()
    {
        var lines = Enumerable.Range(0, 50).Select(i => Line($"GET /orders/{i} done")).Append(Line("could not connect to orders-db:5432: connection refused"));

        var patterns = LogPatterns.Group(lines);

        Assert.True(patterns[0].IsError);
        Assert.Equal(1, patterns[0].Count);
        Assert.False(patterns[1].IsError);
    }

    [Theory]
    [InlineData("2026-11-20T14:02:11.123Z ERROR db down", "ERROR db down")]
    [InlineData("2026/11/20 14:02:11 [error] 7#7: *42 upstream", "[error] <*>#<*>: *<*> upstream")]
    [InlineData("job 5f2b8c1e-3c1f-4a6e-9b0a-0123456789ab is done", "job <*> is done")]
    [InlineData("peer 10.2.3.4:53211 left", "peer <*> left")]
    [InlineData("at address 0x7ffe12ab and 3f2504e04f89", "at address <*> and <*>")]
    [InlineData("user \"jane doe\" signed in", "user <*> signed in")]
    [InlineData("pod web-7d4b9c6f5d-x2kqz started", "pod web-<*> started")]
    [InlineData("level=info msg=\"served 12 requests\" path=\"/a\"", "level=info msg=served <*> requests path=<*>")]
    [InlineData("upstream answered with status 502 in 31ms", "upstream answered with status 502 in <*>")]
    [InlineData("E1120 14:02:11.000123       1 reflector.go:147] \"Unhandled Error\" err=\"dial tcp 10.0.0.1:443: connect: connection refused\"", "E reflector.go:147] \"Unhandled Error\" err=dial tcp <*>: connect: connection refused")]
    [InlineData("{\"level\":\"info\",\"ts\":1700000000,\"msg\":\"order 17 shipped\",\"user\":\"x\"}", "order <*> shipped")]
    [InlineData("{\"level\":\"error\",\"msg\":\"query failed\",\"error\":\"timeout after 30s\"}", "query failed: timeout after <*>")]
    [InlineData("{\"broken\": ", "{<*>:")]
    [InlineData("http2 and utf8 stay", "http2 and utf8 stay")]
    [InlineData("linux/amd64, go1.24.1, SHA512 v1.2.3", "linux/amd64, go1.24.1, SHA512 v1.2.3")]
    [InlineData("sum b9e0c5f64bb4c7ddb6b0f6a8e5b7e3f3b4a2e7f3ffe5fd5e9c6e5a5a1dd0d9e4af of 1,024 kB", "sum <*> of <*> kB")]
    public void What_varies_is_masked(string line, string template) => Assert.Equal(template, Assert.Single(LogPatterns.Group([Line(line)])).Template);

    [Theory]
    [InlineData("ERROR something")]
    [InlineData("[2026-11-20 14:02:11] app.CRITICAL: something went wrong")]
    [InlineData("2026-11-20 14:02:11,123 FATAL [main] Something")]
    [InlineData("panic: runtime error: index out of range")]
    [InlineData("Exception in thread \"main\" java.lang.IllegalStateException: x")]
    [InlineData("Traceback (most recent call last):")]
    [InlineData("E1120 14:02:11.000123       1 main.go:1] x")]
    [InlineData("F1120 14:02:11.000123       1 main.go:1] x")]
    [InlineData("{\"level\":\"error\",\"msg\":\"x\"}")]
    [InlineData("{\"level\":50,\"msg\":\"x\"}")]
    [InlineData("{\"severity\":\"CRITICAL\",\"message\":\"x\"}")]
    [InlineData("level=error msg=x")]
    [InlineData("level=warn msg=\"connection refused\"")]
    [InlineData("failed to load configuration")]
    [InlineData("dial tcp 10.0.0.1:5432: connect: connection refused")]
    [InlineData("Error: Cannot find module 'express'")]
    [InlineData("nginx: [emerg] host not found in upstream \"api\"")]
    [InlineData("bash: redis-cli: command not found")]
    [InlineData("10.0.0.1 - - \"GET / HTTP/1.1\" 503 12")]
    [InlineData("x509: certificate signed by unknown authority")]
    [InlineData("org.postgresql.util.PSQLException: FATAL: password authentication failed")]
    public void These_look_like_errors(string line) => Assert.True(Assert.Single(LogPatterns.Group([Line(line)])).IsError);

    [Theory]
    [InlineData("INFO all good")]
    [InlineData("finished with 0 errors")]
    [InlineData("no error")]
    [InlineData("error=null")]
    [InlineData("sync done error=<nil> took=3ms")]
    [InlineData("{\"level\":\"info\",\"msg\":\"done\",\"error\":null}")]
    [InlineData("{\"level\":\"info\",\"msg\":\"error handler registered\"}")]
    [InlineData("{\"level\":30,\"msg\":\"failed=0\"}")]
    [InlineData("level=info msg=\"retrying failed requests\"")]
    [InlineData("I1120 14:02:11.000123       1 main.go:1] error counter reset")]
    [InlineData("10.0.0.1 - - \"GET /missing HTTP/1.1\" 404 12")]
    [InlineData("10.0.0.1 - - \"GET /error HTTP/1.1\" 200 12")]
    [InlineData("starting with --fail-fast and --log-errors")]
    [InlineData("tests: 12 passed, 0 failed")]
    [InlineData("error rate is fine")]
    [InlineData("serving /var/www/error.html")]
    [InlineData("ready")]
    public void These_do_not(string line) => Assert.False(Assert.Single(LogPatterns.Group([Line(line)])).IsError);

    [Fact]
    public void A_stack_trace_belongs_to_its_error()
    {
        var patterns = LogPatterns.Group(
        [
            Line("java.lang.IllegalStateException: no pool"),
            Line("\tat com.example.Db.open(Db.java:12)"),
            Line("\tat com.example.Main.main(Main.java:4)"),
            Line("\t... 12 more"),
            Line("stopped"),
            Line("  indented but no trace"),
        ]);

        Assert.Equal(["java.lang.IllegalStateException: no pool", "stopped", "indented but no trace"], patterns.Select(pattern => pattern.Template));
    }

    [Fact]
    public void Words_that_vary_are_masked_when_most_agree()
    {
        var lines = new[] { "alice", "bob", "carol" }.Select(name => Line($"session of user {name} was closed by timeout policy"));

        Assert.Equal("session of user <*> was closed by timeout policy", Assert.Single(LogPatterns.Group(lines)).Template);
    }

    [Fact]
    public void Short_lines_that_differ_stay_apart() => Assert.Equal(2, LogPatterns.Group([Line("server started"), Line("worker started")]).Count);

    [Fact]
    public void Many_lines_without_a_pattern_take_bounded_room_and_little_time()
    {
        var random = new Random(1);
        var lines = Enumerable.Range(0, 20_000).Select(i => Line(string.Join(' ', Enumerable.Range(0, 1 + (i % 20)).Select(_ => new string((char)('a' + random.Next(26)), 1 + random.Next(9))))));

        var watch = System.Diagnostics.Stopwatch.StartNew();
        var patterns = LogPatterns.Group(lines);

        Assert.InRange(patterns.Count, 1, LogPatterns.MaxPatterns + 2);
        Assert.Equal(20_000, patterns.Sum(pattern => pattern.Count));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void A_line_made_to_take_long_does_not()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        foreach (var text in new[] { new string('a', 16_000), new string('"', 16_000), new string('1', 16_000), string.Concat(Enumerable.Repeat("a:", 8_000)), new string(' ', 5) + new string('-', 16_000) })
        {
            LogPatterns.Group([Line(text)]);
        }

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    private static KubeLogLine Line(string text, double minutesAgo = 0, string pod = "web-1") =>
        new("shop", pod, "app", false, TestCluster.MinutesAgo(minutesAgo), text);
}
