using RunbookTools.Engine.Inventory;
using RunbookTools.Engine.Sources;
using RunbookTools.Engine.Sources.Live;

namespace Sandbox.Tests;

/// <summary>What is read from a server over a snapshot is what is read from the snapshot.</summary>
public class ParityTests
{
    [Fact]
    public Task The_sample_reads_the_same_through_a_server() => ReadsTheSameAsync(Repository.Sample);

    [SharedBundleTheory]
    [InlineData("support-bundle-1.23")]
    [InlineData("support-bundle-1.32")]
    [InlineData("control-plane/config-missing-key")]
    [InlineData("control-plane/pvc-size-too-large")]
    [InlineData("control-plane/apiservice-no-endpoints")]
    public Task A_real_bundle_reads_the_same_through_a_server(string bundle) => ReadsTheSameAsync(Path.Combine(Repository.SharedBundles, bundle));

    private static async Task ReadsTheSameAsync(string path)
    {
        await using var server = await TestServer.StartAsync(path);
        var snapshot = await ClusterSources.OpenPath(path).ReadAsync(CancellationToken.None);

        var live = await ClusterSources.OpenLive(new LiveOptions { KubeConfig = server.Server.KubeConfigPath }).ReadAsync(CancellationToken.None);

        Assert.Equal(snapshot.CapturedAt, live.CapturedAt, TimeSpan.FromSeconds(1));
        Assert.Equal(snapshot.ServerVersion ?? live.ServerVersion, live.ServerVersion);
        foreach (var kind in KindTable.All.Select(kind => kind.Kind).Where(kind => snapshot.Coverage.Read.Any(entry => entry.Kind == kind)))
        {
            Assert.Equal(Names(snapshot, kind), Names(live, kind));
        }

        static string Names(ClusterInventory inventory, string kind) => string.Join('\n', inventory.OfKind(kind).Select(item => $"{kind} {item.Namespace}/{item.Name}"));
    }
}
