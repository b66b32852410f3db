using RunbookTools.Engine.Primitives;
using RunbookTools.Engine.Sources;

namespace Engine.Tests.Primitives;

/// <summary>What the primitives tell of faults that a real control plane recorded, against the truth that stands beside each.</summary>
public class PrimitivesSharedBundleTests
{
    [SharedBundleFact]
    public async Task A_pod_too_large_for_every_node_says_by_how_much()
    {
        var summary = await PendingAsync("sched-insufficient-memory", "analytics");

        var memory = summary.Single(item => item.Reason == SchedulingReason.InsufficientMemory);
        Assert.Equal("on 3 of 3 nodes it may use: asks for 24Gi memory, none has more than 15.6Gi: 8.4Gi too much", memory.Message);
        Assert.True(memory.ExceedsEveryNode);
    }

    [SharedBundleFact]
    public async Task Cordoned_workers_and_a_tainted_control_plane_leave_no_node()
    {
        var summary = await PendingAsync("sched-nodes-cordoned", "checkout");

        Assert.Equal(
            [(SchedulingReason.Cordoned, 3), (SchedulingReason.Taint, 1)], summary.Select(item => (item.Reason, item.Nodes.Count)));
    }

    [SharedBundleFact]
    public async Task A_volume_in_another_zone_than_the_pod_must_be_in_is_told_on_both_sides()
    {
        var inventory = await ReadAsync("sched-volume-zone-conflict");
        var pod = inventory.All<KubePod>().Single(pod => pod is { IsScheduled: false, Phase: "Pending" });

        var fits = Scheduling.Explain(inventory, pod);

        Assert.DoesNotContain(fits, fit => fit.Fits);
        Assert.Contains(fits, fit => fit.OnlyReason == SchedulingReason.VolumeNodeAffinity);
        Assert.Contains(fits, fit => fit.OnlyReason == SchedulingReason.NodeSelector);
    }

    [SharedBundleFact]
    public async Task Nodes_that_should_offer_a_gpu_and_do_not_are_told_from_those_that_are_full()
    {
        var inventory = await ReadAsync("gpu-mixed-kernels");
        var pods = inventory.All<KubePod>().Where(pod => pod is { IsScheduled: false, Phase: "Pending" }).ToList();

        var fits = Scheduling.Explain(inventory, pods[0]);

        Assert.Equal(3, pods.Count);
        Assert.All(fits, fit => Assert.Contains(SchedulingReason.InsufficientResource, fit.Reasons));
        foreach (var node in new[] { "ip-10-20-0-45", "ip-10-20-0-46", "ip-10-20-0-47" })
        {
            var fit = fits.Single(fit => fit.Node.Name.StartsWith(node, StringComparison.Ordinal));
            Assert.Equal(0, fit.Blockers.Single(blocker => blocker.Resource == "nvidia.com/gpu").Total?.Value);
            Assert.Equal(SchedulingReason.InsufficientResource, fit.OnlyReason);
        }
    }

    [SharedBundleFact]
    public async Task Every_pod_that_runs_fits_its_node_while_the_cluster_is_healthy()
    {
        foreach (var name in new[] { "control-plane/healthy-quiet", "control-plane/healthy-mid-rollout", "support-bundle-1.23", "support-bundle-1.32" })
        {
            var inventory = await ReadAsync(name);
            foreach (var pod in inventory.All<KubePod>().Where(pod => pod is { IsScheduled: true, IsFinished: false }))
            {
                Assert.Empty(Scheduling.Explain(inventory, pod).Single(fit => fit.Node.Name == pod.Node).Blockers.Select(blocker => $"{pod}: {blocker.Message}"));
            }
        }
    }

    [SharedBundleFact]
    public async Task Pods_wait_for_claims_that_are_not_bound()
    {
        foreach (var (name, message) in new[]
        {
            ("pvc-storageclass-missing", "claim data is not bound: its storage class fast-ssd does not exist"),
            ("pvc-no-provisioner", "claim data is not bound (its storage class std-news binds at once)"),
            ("pvc-size-too-large", "claim data is not bound (its storage class std-onboarding binds at once)"),
            ("pvc-accessmode-mismatch", "claim data is not bound (its storage class std-partner-api binds at once)"),
        })
        {
            Assert.Contains($"on 4 of 4 nodes it may use: {message}", (await PendingAsync(name, "archive")).Select(item => item.Message));
        }
    }

    [SharedBundleFact]
    public async Task Missing_things_are_found_and_nothing_else_is_missing()
    {
        foreach (var (name, missing) in new (string, string[])[]
        {
            ("control-plane/config-missing-key", ["Secret trips/app-credentials/db-password"]),
            ("control-plane/failedmount-secret", ["Secret vendors/tls-cert"]),
            ("control-plane/missing-serviceaccount", ["ServiceAccount returns/operator-sa"]),
            ("control-plane/pvc-storageclass-missing", ["StorageClass fast-ssd"]),
            ("control-plane/ingress-missing-service", ["Service rentals/web-frontend/80"]),
            ("control-plane/ingress-wrong-port", ["Service reviews/web/8080"]),
            ("control-plane/apiservice-service-missing", ["Service monitoring/prometheus-adapter"]),
            ("control-plane/healthy-quiet", []),
            ("control-plane/healthy-mid-rollout", []),
            ("support-bundle-1.23", []),
            ("support-bundle-1.32", []),
        })
        {
            var inventory = await ReadAsync(name);
            var found = inventory.Objects.SelectMany(item => References.Of(inventory, item))
                .Where(reference => reference is { Exists: false, Optional: false })
                .Select(reference => $"{reference.Object}{(reference.Key is null ? "" : "/" + reference.Key)}")
                .Distinct();

            Assert.Equal(missing, found);
        }
    }

    [SharedBundleFact]
    public async Task Addresses_in_command_lines_lead_to_their_services()
    {
        var inventory = await ReadAsync("support-bundle-1.23");

        var services = inventory.All<KubeWorkload>().SelectMany(workload => References.Of(inventory, workload))
            .Where(reference => reference is { Object.Kind: "Service", Exists: true, Port: 9500 });

        Assert.Contains(services, reference => reference.Object is { Namespace: "longhorn-system", Name: "longhorn-backend" });
    }

    [SharedBundleFact]
    public async Task Routes_break_where_the_fault_is()
    {
        foreach (var (name, from, kind, message) in new[]
        {
            ("svc-selector-mismatch", "Service promos/orders-api", RouteBreak.SelectorMatchesNothing, "selector app.kubernetes.io/name=order-api matches no pod; 2 pods have app.kubernetes.io/name=orders-api"),
            ("svc-readiness-gate", "Service rooms/web", RouteBreak.NoReadyPods, "readiness gate target-health.elbv2.k8s.aws/web is not met"),
            ("ingress-missing-service", "Ingress rentals/web", RouteBreak.ServiceMissing, "service web-frontend does not exist"),
            ("ingress-wrong-port", "Ingress reviews/web", RouteBreak.PortMissing, "service web has no port 8080; it has 80 (http)"),
            ("scaled-to-zero", "Service auctions/recommender", RouteBreak.SelectorMatchesNothing, "Deployment auctions/recommender makes such pods and is scaled to 0"),
            ("node-notready", "Service donations/postgres", RouteBreak.NoReadyPods, "postgres-0 (node worker-2 is not ready)"),
        })
        {
            var inventory = await ReadAsync("control-plane/" + name);
            var broken = Every(inventory).Where(route => route.IsWhole is false).ToList();

            var route = Assert.Single(broken, route => route.From.ToString() == from);
            Assert.Equal(kind, route.Break!.Break);
            Assert.Contains(message, route.Break.Message, StringComparison.Ordinal);
        }
    }

    [SharedBundleFact]
    public async Task No_route_of_a_healthy_cluster_breaks()
    {
        foreach (var name in new[] { "control-plane/healthy-quiet", "control-plane/healthy-mid-rollout", "support-bundle-1.32" })
        {
            Assert.Empty(Every(await ReadAsync(name)).Where(route => route.IsWhole is false).Select(route => $"{route.From}: {route.Break!.Message}"));
        }
    }

    private static IEnumerable<KubeRoute> Every(ClusterInventory inventory) => inventory.Objects.SelectMany(item => Routes.Of(inventory, item));

    private static async Task<IReadOnlyList<KubeSchedulingBlocker>> PendingAsync(string bundle, string workload)
    {
        var inventory = await ReadAsync("control-plane/" + bundle);
        var pod = inventory.All<KubePod>().First(pod => pod is { IsScheduled: false, Phase: "Pending" } && pod.Name.StartsWith(workload, StringComparison.Ordinal));
        return SchedulingBlockers.Of(inventory, pod);
    }

    private static Task<ClusterInventory> ReadAsync(string name)
    {
        var path = Path.Combine(Repository.SharedBundles, name);
        return ClusterSources.OpenPath(Directory.Exists(path) ? path : Path.Combine(Repository.SharedBundles, "control-plane", name)).ReadAsync(CancellationToken.None);
    }
}
