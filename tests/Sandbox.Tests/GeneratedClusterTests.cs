using System.Buffers;
using System.Text;
using System.Text.Json;
using RunbookTools.Engine.Inventory;
using RunbookTools.Engine.Symptoms;
using RunbookTools.Engine.Wire;
using RunbookTools.Model;
using RunbookTools.Sandbox.Generation;
using RunbookTools.Sandbox.Store;

namespace Sandbox.Tests;

public class GeneratedClusterTests
{
    [Fact]
    public async Task A_thousand_pods_are_read_whole_and_only_the_broken_workloads_show()
    {
        var cluster = new GeneratedCluster(1000, broken: 12);
        await using var server = await TestServer.StartAsync(cluster);
        var objects = new List<KubeObject>();
        var coverage = new CoverageRecord();
        foreach (var kind in KindTable.All)
        {
            var path = $"{(kind.Group.Length == 0 ? "api" : "apis")}/{kind.ApiVersion}/{kind.Plural}";
            string? next = null;
            do
            {
                using var response = await server.Client.GetAsync(new Uri($"{path}?limit=500{(next is null ? "" : "&continue=" + Uri.EscapeDataString(next))}", UriKind.Relative));
                if (!response.IsSuccessStatusCode)
                {
                    break;
                }

                await using var body = await response.Content.ReadAsStreamAsync();
                next = (await WireReader.ReadAsync(body, new WireContext { Cluster = "generated", Objects = objects, Coverage = coverage, KindHint = kind.Kind })).Continue;
            }
            while (next is not null);
        }

        var inventory = new ClusterInventory(new InventoryData { Name = "generated", Source = "test", Location = "test", Objects = objects, Coverage = coverage });
        Assert.Empty(inventory.Coverage.Gaps);
        Assert.Equal(1000, inventory.OfKind("Pod").Count);
        Assert.Equal(cluster.Nodes, inventory.OfKind("Node").Count);
        Assert.Equal(1000, inventory.All<KubeEndpointSlice>().Sum(slice => slice.Endpoints.Count) + inventory.All<KubePod>().Count(pod => !pod.IsScheduled));
        Assert.All(inventory.All<KubePod>(), pod => Assert.IsType<KubeDeployment>(inventory.RootOf(pod)));

        var broken = inventory.All<KubeDeployment>().Where(deployment => deployment.Ready == 0).Select(deployment => deployment.Target).ToHashSet();
        Assert.Equal(12, broken.Count);
        var shown = SymptomFinder.Find(inventory, []).Where(symptom => symptom.Severity != Severity.Info && symptom.Owner.Kind == "Deployment").Select(symptom => symptom.Owner).ToHashSet();
        Assert.Equal(broken.OrderBy(target => target.Name), shown.OrderBy(target => target.Name));
    }

    [Fact]
    public void Pods_are_as_large_as_real_ones_and_the_same_each_time()
    {
        var kind = BuiltInKinds.All.First(kind => kind.Kind == "Pod");
        var (one, other) = (new GeneratedCluster(200, broken: 6).List(kind, null), new GeneratedCluster(200, broken: 6).List(kind, null));

        Assert.InRange(one.Average(pod => Json(pod).Length), 6000, 8000);
        Assert.Equal(one.Select(Json), other.Select(Json));
    }

    [Fact]
    public void Every_object_is_found_by_its_name_and_begins_with_its_metadata()
    {
        var cluster = new GeneratedCluster(60, broken: 6);
        foreach (var kind in cluster.Kinds)
        {
            foreach (var item in cluster.List(kind, null))
            {
                Assert.Same(item, cluster.Find(kind, item.Namespace, item.Name));
                Assert.Contains(item, cluster.List(kind, item.Namespace));
                var json = Json(item);
                Assert.StartsWith("""{"metadata":{"name":""", json, StringComparison.Ordinal);
                Assert.DoesNotContain("$(", json, StringComparison.Ordinal);
                using var document = JsonDocument.Parse(json);
                Assert.Equal(item.Name, document.RootElement.GetProperty("metadata").GetProperty("name").GetString());
            }
        }

        Assert.Empty(cluster.List(cluster.Kinds.First(kind => kind.Kind == "Pod"), "nowhere"));
        Assert.Null(cluster.Find(cluster.Kinds.First(kind => kind.Kind == "Pod"), "team-0000", "nobody"));
    }

    private static string Json(IStoredObject item)
    {
        var output = new ArrayBufferWriter<byte>();
        item.WriteTo(output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
