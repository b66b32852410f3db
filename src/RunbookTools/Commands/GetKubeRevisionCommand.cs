using System.Management.Automation;
using RunbookTools.Engine.Inventory;
using RunbookTools.Engine.Primitives;
using RunbookTools.Playbooks;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Gets the revisions of a workload that are kept, and what changed from one to the next.</para>
/// </summary>
/// <example>
/// <code>Get-KubeRevision payments</code>
/// <para>What changed from revision to revision.</para>
/// </example>
[PlaybookCommand]
[Cmdlet(VerbsCommon.Get, "KubeRevision")]
[OutputType(typeof(KubeRevision))]
public sealed class GetKubeRevisionCommand : KubeQueryCommand
{
    /// <inheritdoc/>
    internal override string Noun => "Workload";

    /// <inheritdoc/>
    internal override IEnumerable<string> KnownNames(ClusterInventory inventory) => inventory.All<KubeWorkload>().Select(item => item.Name);

    /// <inheritdoc/>
    internal override void Query(QueryStart start)
    {
        if (start.Object is null)
        {
            RequireListed(start, ["Deployment", "StatefulSet", "DaemonSet"]);
        }

        var workloads = start.Object is null ? Related.TopLevel(start.Inventory) : Related.Workloads(start.Inventory, start.Object);
        foreach (var workload in workloads.Where(item => IsWanted(start, item) && IsFirst(item)))
        {
            if (Stopping)
            {
                return;
            }

            if (workload is KubeDeployment or KubeStatefulSet or KubeDaemonSet)
            {
                RequireKind(start.Inventory, workload is KubeDeployment ? "ReplicaSet" : "ControllerRevision", workload.Namespace);
            }

            WriteObject(Revisions.Of(start.Inventory, workload), enumerateCollection: true);
        }
    }
}
