using System.Diagnostics;
using Xunit.Abstractions;

namespace Engine.Tests.Sources;

public class SharedBundleTests(ITestOutputHelper output)
{
    [SharedBundleFact]
    public void Reads_the_bundle_of_1_23()
    {
        var inventory = Read("support-bundle-1.23");

        Assert.Equal("v1.23.5", inventory.ServerVersion);
        Assert.Equal(58, inventory.OfKind("Pod").Count);
        Assert.Equal(9, inventory.OfKind("Namespace").Count);
        Assert.NotEmpty(inventory.OfKind("CustomResourceDefinition"));
        Assert.NotEmpty(inventory.OfKind("BackupStorageLocation"));
        Assert.Equal(new DateTime(2022, 4, 12), inventory.CapturedAt.UtcDateTime.Date);
        Assert.Null(inventory.GapFor("Pod"));
        Assert.Null(inventory.GapFor("Pod", "no-such-namespace"));
        Assert.Null(inventory.GapFor("Gateway"));
        Assert.Equal(GapKind.Absent, inventory.GapFor("DaemonSet")!.Kind);
        Assert.Equal(GapKind.Absent, inventory.GapFor("ConfigMap", "velero")!.Kind);
        Assert.Empty(inventory.Coverage.Gaps);
    }

    [SharedBundleFact]
    public void Reads_the_logs_of_velero_before_and_after_its_restart()
    {
        var inventory = Read("support-bundle-1.23");
        var pod = inventory.Find("Pod", "velero", "velero-6996dd565b-xl44t")!;

        foreach (var previous in new[] { false, true })
        {
            var log = inventory.Log(new LogRequest("velero", pod.Name, "velero", previous));
            Assert.Null(log.Gap);
            Assert.Contains(log.Lines, line => line.Text.Contains("unknown command \"server-junk\"", StringComparison.Ordinal));
        }

        Assert.Null(inventory.Log(new LogRequest("velero", pod.Name, "replicated-kurl-util", false)).Gap);
        Assert.Empty(inventory.Log(new LogRequest("velero", pod.Name, "replicated-kurl-util", false)).Lines);
    }

    [SharedBundleFact]
    public void Reads_the_bundle_of_1_32()
    {
        var inventory = Read("support-bundle-1.32");

        Assert.Equal("v1.32.2+k3s1", inventory.ServerVersion);
        Assert.NotEmpty(inventory.OfKind("ReplicaSet"));
        Assert.Empty(inventory.OfKind("StatefulSet"));
        Assert.Null(inventory.GapFor("StatefulSet"));
        Assert.Null(inventory.GapFor("ReplicaSet"));
        Assert.Equal(inventory.OfKind("Certificate").Count, inventory.OfKind("Certificate").DistinctBy(item => item.Name).Count());
        Assert.Contains("Corefile", inventory.Find<KubeConfigMap>("ConfigMap", "kube-system", "coredns")!.Keys);
        var gap = Assert.Single(inventory.Coverage.Gaps);
        Assert.Equal(("PodDisruptionBudget", GapKind.Failed), (gap.Resource, gap.Kind));
        Assert.StartsWith("unable to retrieve", inventory.Log(new LogRequest("default", "rqlite-status", "rqlite-status", true)).Gap!.Reason, StringComparison.Ordinal);
    }

    [SharedBundleFact]
    public void Reads_every_bundle_of_the_control_plane_without_gaps()
    {
        foreach (var folder in Directory.GetDirectories(Path.Combine(Repository.SharedBundles, "control-plane")).Where(folder => Directory.Exists(Path.Combine(folder, "cluster-resources"))))
        {
            var inventory = TempFolder.Read(folder);

            Assert.NotEmpty(inventory.OfKind("Pod"));
            Assert.True(inventory.Coverage.Gaps.Count == 0, $"{folder}: {string.Join("; ", inventory.Coverage.Gaps)}");
            Assert.Null(inventory.GapFor("Node"));
        }
    }

    private ClusterInventory Read(string bundle)
    {
        var path = Path.Combine(Repository.SharedBundles, bundle);
        ClusterInventory inventory = null!;
        for (var round = 0; round < 3; round++)
        {
            var watch = Stopwatch.StartNew();
            inventory = TempFolder.Read(path);
            output.WriteLine($"{bundle}: {inventory.Objects.Count} objects in {watch.ElapsedMilliseconds} ms");
        }

        return inventory;
    }
}
