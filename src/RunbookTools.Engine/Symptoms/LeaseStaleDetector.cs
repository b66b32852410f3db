namespace RunbookTools.Engine.Symptoms;

/// <summary><c>Lease.Stale</c>: who leads a component of the cluster, or an operator, has stopped saying so.</summary>
internal sealed class LeaseStaleDetector : ISymptomDetector
{
    private static readonly TimeSpan s_least = TimeSpan.FromMinutes(2);
    private static readonly string[] s_components = ["kube-controller-manager", "kube-scheduler", "cloud-controller-manager"];

    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory)
    {
        // Leases were read at one moment, which need not be that of everything else.
        if (inventory.All<KubeLease>().Max(lease => lease.Renewed) is not { } now)
        {
            yield break;
        }

        foreach (var lease in inventory.All<KubeLease>().Where(lease => lease is { Namespace: not "kube-node-lease", Holder: not null, Renewed: not null, Deleted: null }))
        {
            var patience = TimeSpan.FromSeconds((lease.DurationSeconds ?? 15) * 4);
            if (now - lease.Renewed < (patience < s_least ? s_least : patience))
            {
                continue;
            }

            var isComponent = lease.Namespace == "kube-system" && s_components.Contains(lease.Name);

            // An operator that was taken away leaves its lease behind: only one whose holder still runs is stuck.
            if (isComponent || HolderRuns(inventory, lease))
            {
                yield return Signs.Of(
                    inventory, "Lease.Stale", lease, $"{lease.Holder} renewed it last at {lease.Renewed:yyyy-MM-dd HH:mm:ss}Z", lease.Renewed,
                    isComponent ? Severity.Error : Severity.Warning, isComponent ? "component" : "operator");
            }
        }
    }

    /// <summary>Holders call themselves by their pod and something unique (k8s.io/client-go/tools/leaderelection, as every operator uses it).</summary>
    private static bool HolderRuns(ClusterInventory inventory, KubeLease lease) =>
        inventory.Find<KubePod>("Pod", lease.Namespace, lease.Holder!.Split('_')[0]) is { IsReady: true, IsFinished: false };
}
