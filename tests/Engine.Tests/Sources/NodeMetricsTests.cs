using Engine.Tests.Snapshots;
using RunbookTools.Engine.Primitives;
using RunbookTools.Engine.Snapshots;

namespace Engine.Tests.Sources;

public sealed class NodeMetricsTests : IDisposable
{
    private const string Summary = """
        {"node":{"nodeName":"worker-1","fs":{"time":"2026-11-20T14:00:00Z","availableBytes":60,"capacityBytes":100,"usedBytes":40,"inodes":10,"inodesFree":4,"inodesUsed":6},
           "memory":{"availableBytes":700,"workingSetBytes":300}},
         "pods":[{"podRef":{"name":"db-0","namespace":"shop","uid":"1"},
           "containers":[{"name":"db","memory":{"availableBytes":24,"workingSetBytes":232}},{"name":"free","memory":{"workingSetBytes":5}},null],
           "volume":[{"name":"data","pvcRef":{"name":"data-db-0","namespace":"shop"},"availableBytes":1,"capacityBytes":200,"usedBytes":180,"inodes":0,"inodesFree":0},
             {"name":"tmp","availableBytes":60,"capacityBytes":100}]},
           {"podRef":null},null]}
        """;

    private readonly SnapshotFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void A_bundle_tells_what_kubelets_measured()
    {
        using var folder = Bundle();

        var inventory = folder.Read();

        Assert.Equal(
            [
                "Node worker-1  Storage 40 of 100", "Node worker-1  Inodes 6 of 10", "Node worker-1  Memory 300 of 1000",
                "Pod shop/db-0 PersistentVolumeClaim shop/data-db-0 Storage 180 of 200", "Pod shop/db-0 db Memory 232 of 256", "Pod shop/db-0 free Memory 5 of ",
            ],
            Lines(inventory));
        Assert.Equal(0.995, Assert.Single(inventory.Usages, usage => usage.Claim is not null).Share);
        Assert.Null(Assert.Single(inventory.Usages, usage => usage.Container == "free").Share);
        Assert.Null(inventory.GapFor(KindTable.Usage));
        Assert.Empty(inventory.Coverage.Gaps);
    }

    [Fact]
    public void Without_the_files_nothing_is_known()
    {
        using var folder = new TempFolder().Add("cluster-resources/namespaces.json", Kube.List("Namespace", Kube.Namespace("shop")));

        Assert.Empty(folder.Read().Usages);
        Assert.Equal(GapKind.Absent, folder.Read().GapFor(KindTable.Usage)!.Kind);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("""{"pods":[]}""")]
    [InlineData("""{"node":{"nodeName":"w","fs":{"capacityBytes":-1}}}""")]
    public void What_is_no_summary_is_named_and_costs_nothing_else(string text)
    {
        using var folder = Bundle().Add("node-metrics/worker-2.json", text);

        var inventory = folder.Read();

        Assert.Equal(6, inventory.Usages.Count);
        Assert.Equal("node-metrics/worker-2.json", Assert.Single(inventory.Coverage.Gaps).Path);
    }

    [Fact]
    public void A_snapshot_keeps_them()
    {
        using var folder = Bundle();

        var copy = _files.SaveAndRead(folder.Root, new SnapshotOptions());

        Assert.Equal(Lines(folder.Read()).Order(StringComparer.Ordinal), Lines(copy).Order(StringComparer.Ordinal));
        Assert.Null(copy.GapFor(KindTable.Usage));
    }

    [Fact]
    public void A_volume_that_is_only_read_or_a_folder_of_its_node_is_not_full()
    {
        static ClusterInventory With(string mode, string capacity) => new TempFolder()
            .Add("objects.yaml", $"apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {{name: data-db-0, namespace: shop}}\nspec: {{accessModes: [{mode}]}}\n")
            .Add("node-metrics/worker-1.json", Summary.Replace("\"capacityBytes\":200", $"\"capacityBytes\":{capacity}", StringComparison.Ordinal)).Read();

        Assert.Single(Usages.FullClaims(With("ReadWriteOnce", "200")));
        Assert.Empty(Usages.FullClaims(With("ReadOnlyMany", "200")));
        Assert.Empty(Usages.FullClaims(With("ReadWriteOnce", "100")));
        Assert.Empty(Usages.FullClaims(With("ReadWriteOnce", "20")));
    }

    private static TempFolder Bundle() => new TempFolder()
        .Add("cluster-resources/namespaces.json", Kube.List("Namespace", Kube.Namespace("shop"), Kube.Namespace("default"), Kube.Namespace("kube-system")))
        .Add("node-metrics/worker-1.json", Summary);

    private static List<string> Lines(ClusterInventory inventory) =>
        [.. inventory.Usages.Select(usage => $"{usage.Object} {usage.Claim?.ToString() ?? usage.Container} {usage.Resource} {usage.Used.Value:0} of {usage.Capacity?.Value:0}")];
}
