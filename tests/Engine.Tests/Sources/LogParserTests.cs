using System.Globalization;
using System.Text;
using RunbookTools.Engine.Sources;

namespace Engine.Tests.Sources;

public class LogParserTests
{
    private static readonly DateTimeOffset s_captured = new(2022, 4, 12, 1, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2022-04-12T00:36:06.123456700Z hello", "2022-04-12T00:36:06.1234567Z", "hello")]
    [InlineData("2022-04-12T02:36:06.000000000+02:00 hello", "2022-04-12T00:36:06Z", "hello")]
    [InlineData("2022-04-12T00:36:06.5Z hello", "2022-04-12T00:36:06.5Z", "2022-04-12T00:36:06.5Z hello")]
    [InlineData("I0412 00:36:06.123456       1 main.go:235] up", "2022-04-12T00:36:06.123456Z", null)]
    [InlineData("E1231 23:59:59.000001       1 main.go:235] last year", "2021-12-31T23:59:59.000001Z", null)]
    [InlineData("2022-04-12 00:36:06,123 INFO start", "2022-04-12T00:36:06.123Z", null)]
    [InlineData("2022/04/12 00:36:06 [error] 7#7: upstream", "2022-04-12T00:36:06Z", null)]
    [InlineData("[2022-04-12 00:36:06 +0000] [1] [INFO] Booting", "2022-04-12T00:36:06Z", null)]
    [InlineData("INFO  2022-04-12 00:36:06.5 start", "2022-04-12T00:36:06.5Z", null)]
    [InlineData("[WARN] 2022-04-12T02:36:06+02:00 text", "2022-04-12T00:36:06Z", null)]
    [InlineData("time=\"2022-04-12T00:36:06Z\" level=info msg=x", "2022-04-12T00:36:06Z", null)]
    [InlineData("level=info ts=2022-04-12T00:36:06.25Z caller=x", "2022-04-12T00:36:06.25Z", null)]
    [InlineData("""{"level":"info","ts":1649723766.5,"msg":"x"}""", "2022-04-12T00:36:06.5Z", null)]
    [InlineData("""{"a":{"time":"2001-01-01T00:00:00Z"},"time":"2022-04-12T00:36:06Z"}""", "2022-04-12T00:36:06Z", null)]
    [InlineData("""{"@timestamp":1649723766000}""", "2022-04-12T00:36:06Z", null)]
    [InlineData("10.0.0.1 - - [12/Apr/2022:02:36:06 +0200] \"GET / HTTP/1.1\" 200", "2022-04-12T00:36:06Z", null)]
    [InlineData("Error: unknown command \"server-junk\"", null, null)]
    [InlineData("reading since 2022-01-01 00:00:00", null, null)]
    [InlineData("{not json", null, null)]
    [InlineData("I9999 00:36:06.1 x", null, null)]
    public void Finds_the_time_a_line_carries(string line, string? time, string? text)
    {
        var found = Assert.Single(Parse(line).Lines);

        Assert.Equal(time is null ? null : DateTimeOffset.Parse(time, CultureInfo.InvariantCulture), found.Time);
        Assert.Equal(text ?? line, found.Text);
    }

    [Fact]
    public void Cleans_and_redacts_and_drops_blank_lines()
    {
        var log = Parse("\n\u001b[32mINFO\u001b[0m login pass\u001b[1mword=hunter2\r\n\n   \nsecond\n");

        Assert.Equal(["INFO login password=***", "second"], log.Lines.Select(line => line.Text));
        Assert.All(log.Lines, line => Assert.Equal(("shop", "web-1", "app", true, "demo"), (line.Namespace, line.Pod, line.Container, line.Previous, line.Cluster)));
        Assert.False(log.Truncated);
    }

    [Fact]
    public void Drops_a_private_key_over_several_lines()
    {
        var log = Parse("before\n-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\nkqhkiG9w0\n-----END PRIVATE KEY-----\nafter\n");

        Assert.Equal(["before", "***", "after"], log.Lines.Select(line => line.Text));
    }

    [Fact]
    public void Keeps_the_last_lines()
    {
        var log = Parse(string.Concat(Enumerable.Range(0, 7_000).Select(number => $"line {number}\n")));

        Assert.Equal(LogParser.MaxLines, log.Lines.Count);
        Assert.Equal("line 2000", log.Lines[0].Text);
        Assert.Equal("line 6999", log.Lines[^1].Text);
        Assert.True(log.Truncated);
    }

    [Fact]
    public void Leaves_out_the_first_line_of_a_cut_log()
    {
        var log = LogParser.Parse(new LogRequest("shop", "web-1", "app", false), "demo", "alf a line\nwhole\n"u8, truncated: true, s_captured);

        Assert.Equal("whole", Assert.Single(log.Lines).Text);
        Assert.True(log.Truncated);
    }

    [Fact]
    public void Takes_bytes_that_are_no_text_and_lines_without_end()
    {
        var log = LogParser.Parse(new LogRequest("shop", "web-1", "app", false), "demo", [0xff, 0xfe, (byte)'a', 0, (byte)'\n', .. Enumerable.Repeat((byte)'x', 100_000)], false, s_captured);

        Assert.Equal(2, log.Lines.Count);
        Assert.EndsWith("…", log.Lines[1].Text, StringComparison.Ordinal);
        Assert.True(log.Lines[1].Text.Length < 20_000);
    }

    private static LogText Parse(string text) => LogParser.Parse(new LogRequest("shop", "web-1", "app", true), "demo", Encoding.UTF8.GetBytes(text), false, s_captured);
}
