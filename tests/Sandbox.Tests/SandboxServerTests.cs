using System.Buffers;
using System.Text.Json;
using RunbookTools.Sandbox;
using RunbookTools.Sandbox.Store;

namespace Sandbox.Tests;

public class SandboxServerTests
{
    [Fact]
    public async Task A_list_is_streamed_from_the_store()
    {
        await using var server = await SandboxServer.StartAsync(new SandboxOptions { Store = new OnePod() });
        using var client = new HttpClient { BaseAddress = server.Address };

        using var list = JsonDocument.Parse(await client.GetStringAsync("/api/v1/pods"));

        Assert.Equal("PodList", list.RootElement.GetProperty("kind").GetString());
        Assert.Equal("web", list.RootElement.GetProperty("items")[0].GetProperty("metadata").GetProperty("name").GetString());
    }

    private sealed class OnePod : IClusterStore, IStoredObject
    {
        public string Description => "one pod";

        public string ServerVersion => "v1.34.0";

        public DateTimeOffset Now => DateTimeOffset.UnixEpoch;

        public IReadOnlyList<ResourceKind> Kinds { get; } = [new("Pod", "", "v1", "pods", true)];

        public long ResourceVersion => 7;

        public string? Namespace => "shop";

        public string Name => "web";

        public void WriteTo(IBufferWriter<byte> output) => output.Write("""{"metadata":{"name":"web","namespace":"shop"}}"""u8);

        public IReadOnlyList<IStoredObject> List(ResourceKind kind, string? ns) => [this];

        public IStoredObject? Find(ResourceKind kind, string? ns, string name) => this;

        public Stream? OpenLog(string ns, string pod, string container, bool previous) => null;

        public IAsyncEnumerable<StoreChange> WatchAsync(ResourceKind kind, string? ns, long after, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
