using System.Management.Automation;
using RunbookTools.Completion;
using RunbookTools.Engine.Inventory;
using RunbookTools.Playbooks;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Gets what makes pods: deployments, stateful sets, daemon sets, jobs and cron jobs.</para>
/// </summary>
/// <example>
/// <code>Get-KubeWorkload | Where-Object { $_.Available -lt $_.Desired }</code>
/// <para>Workloads that lack pods.</para>
/// </example>
/// <example>
/// <code>Get-KubeNode worker-3 | Get-KubeWorkload</code>
/// <para>Workloads with a pod on a node.</para>
/// </example>
[PlaybookCommand]
[Cmdlet(VerbsCommon.Get, "KubeWorkload")]
[OutputType(typeof(KubeDeployment), typeof(KubeStatefulSet), typeof(KubeDaemonSet), typeof(KubeJob), typeof(KubeCronJob), typeof(KubeReplicaSet))]
public sealed class GetKubeWorkloadCommand : KubeQueryCommand
{
    private HashSet<string> _kinds = [];

    /// <summary>Only these kinds, by kind, plural or short name. Without it what another workload made, a deployment's replica sets, is left out.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(KindCompleter))]
    public string[]? Kind { get; set; }

    /// <inheritdoc/>
    internal override string Noun => "Workload";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        foreach (var name in Kind ?? [])
        {
            if (KindTable.Find(name)?.Kind is not { } kind || !WorkloadKinds.All.Contains(kind))
            {
                WriteFailure("NotAWorkload", ErrorCategory.InvalidArgument, name, $"'{name}' is no kind of workload. There are {string.Join(", ", WorkloadKinds.All)}.");
                continue;
            }

            _kinds.Add(kind);
        }

        if (Kind is null)
        {
            _kinds = [.. WorkloadKinds.All];
        }
    }

    /// <inheritdoc/>
    internal override void Query(QueryStart start)
    {
        IEnumerable<KubeWorkload> items;
        if (start.Object is { } item)
        {
            RequireKinds(start, KindsAbove(start, item));
            items = Kind is null || item is KubeNamespace ? Related.Workloads(start.Inventory, item) : Related.Workloads(start.Inventory, item).Concat(Under(start, item));
        }
        else
        {
            // A name that is given in full is looked for on every floor.
            RequireListed(start, Kind is null ? WorkloadKinds.MadeByHand : [.. _kinds]);
            items = AllWanted<KubeWorkload>(start);
            if (Kind is null)
            {
                var exact = NameFilter.Of(Name).Exact;
                items = items.Where(workload => exact.Contains(workload.Name) || start.Inventory.OwnerOf(workload) is not KubeWorkload);
            }
        }

        WriteWanted(start, items.Where(workload => _kinds.Contains(workload.Kind)));
    }

    /// <inheritdoc/>
    internal override IEnumerable<string> KnownNames(ClusterInventory inventory) => inventory.All<KubeWorkload>().Select(item => item.Name);

    private static IEnumerable<KubeWorkload> Under(QueryStart start, KubeObject item) =>
        Engine.Primitives.Owners.Chain(start.Inventory, item).Concat(start.Inventory.Descendants(item)).OfType<KubeWorkload>();

    private static IEnumerable<string> KindsAbove(QueryStart start, KubeObject item) =>
        Engine.Primitives.Owners.KindsAbove(start.Inventory, item)
            .Concat(item is KubeWorkload or KubePod or KubeNamespace ? [] : item is KubeIngressClass or KubeGatewayClass ? ["Deployment", "DaemonSet"]
                : item is KubeService { Selector.Count: > 0 } ? WorkloadKinds.MadeByHand : Related.KindsForPods(item));
}
