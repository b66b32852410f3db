namespace Sandbox.Tests;

/// <summary>Logs of containers.</summary>
public sealed class LogTests : IDisposable
{
    private const string Pods = "/api/v1/namespaces/shop/pods/";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("logs-");

    public LogTests()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "pods.yaml"), """
            apiVersion: v1
            kind: List
            items:
            - apiVersion: v1
              kind: Pod
              metadata: {name: web, namespace: shop, creationTimestamp: "2026-01-01T10:00:00Z"}
              spec: {nodeName: n1, containers: [{name: app}]}
              status:
                phase: Running
                containerStatuses:
                - {name: app, state: {running: {startedAt: "2026-01-01T10:04:00Z"}}, lastState: {terminated: {exitCode: 1, finishedAt: "2026-01-01T10:05:00Z"}}}
            - apiVersion: v1
              kind: Pod
              metadata: {name: two, namespace: shop}
              spec: {nodeName: n1, containers: [{name: a}, {name: b}], initContainers: [{name: setup}]}
              status:
                phase: Pending
                containerStatuses:
                - {name: a, state: {waiting: {reason: ImagePullBackOff}}}
                - {name: b, state: {waiting: {reason: CreateContainerConfigError}}}
            """);
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "logs", "shop", "web"));
        File.WriteAllText(Path.Combine(_folder.FullName, "logs", "shop", "web", "app.log"), """
            2026-01-01T10:04:00.100000000Z one
            2026-01-01T10:04:30.200000000Z two
                at three
            2026-01-01T10:05:00.300000000Z four

            """.ReplaceLineEndings("\n"));
        File.WriteAllText(Path.Combine(_folder.FullName, "logs", "shop", "web", "app-previous.log"), "2026-01-01T10:03:00Z before\n");
    }

    [Theory]
    [InlineData("", "one\ntwo\n    at three\nfour\n")]
    [InlineData("?tailLines=1", "four\n")]
    [InlineData("?tailLines=0", "")]
    [InlineData("?limitBytes=6", "one\ntw")]
    [InlineData("?sinceTime=2026-01-01T10:04:10Z", "two\n    at three\nfour\n")]
    [InlineData("?sinceSeconds=10", "four\n")]
    [InlineData("?timestamps=true&tailLines=2", "2026-01-01T10:04:30.200000000Z     at three\n2026-01-01T10:05:00.300000000Z four\n")]
    [InlineData("?previous=true", "2026-01-01T10:03:00Z before\n")]
    [InlineData("?container=app&tailLines=1", "four\n")]
    public async Task A_part_of_a_log_is_given_as_asked(string query, string text)
    {
        await using var server = await TestServer.StartAsync(_folder.FullName);

        var answer = await server.GetAsync(Pods + "web/log" + query);

        Assert.Equal((200, text), (answer.Code, answer.Body));
        Assert.Equal("text/plain", answer.ContentType);
    }

    [Theory]
    [InlineData("two/log", "a container name must be specified for pod two, choose one of: [a b] or one of the init containers: [setup]")]
    [InlineData("two/log?container=a", "container \"a\" in pod \"two\" is waiting to start: trying and failing to pull image")]
    [InlineData("two/log?container=b", "container \"b\" in pod \"two\" is waiting to start: CreateContainerConfigError")]
    [InlineData("two/log?container=b&previous=true", "previous terminated container \"b\" in pod \"two\" not found")]
    [InlineData("web/log?tailLines=x", "strconv.ParseInt: parsing \"x\": invalid syntax")]
    public async Task Why_there_is_no_log_is_told_in_the_words_of_kubelet(string path, string message)
    {
        await using var server = await TestServer.StartAsync(_folder.FullName);

        var answer = await server.GetAsync(Pods + path);

        Assert.Equal((400, message), (answer.Code, answer.At("message").GetString()));
    }

    [Fact]
    public async Task A_log_that_was_not_collected_is_refused()
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.GetAsync(Pods + "cart-redis-0/log");

        Assert.Equal(403, answer.Code);
        Assert.Contains("the log of container", answer.At("message").GetString(), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
