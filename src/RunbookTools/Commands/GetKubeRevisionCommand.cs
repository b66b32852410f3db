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
/// <example>
/// <code>Get-KubePod -Namespace shop | Get-KubeRevision -Suspect</code>
/// <para>Changes of the last day that pods came with.</para>
/// </example>
[PlaybookCommand]
[Cmdlet(VerbsCommon.Get, "KubeRevision")]
[OutputType(typeof(KubeRevision))]
public sealed class GetKubeRevisionCommand : KubeQueryCommand
{
    /// <summary>Only a current revision of the last day that changed something and that the target came with: the first suspect.</summary>
    [Parameter]
    public SwitchParameter Suspect { get; set; }

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

        // A chain that breaks off below the workload tells nothing of its revisions.
        if (start.Object is { } item)
        {
            RequireKinds(start, Owners.KindsAbove(start.Inventory, item));
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

            var revisions = Revisions.Of(start.Inventory, workload);
            WriteObject(Suspect ? revisions.Where(revision => IsSuspect(start, revision)) : revisions, enumerateCollection: true);
        }
    }

    private bool IsSuspect(QueryStart start, KubeRevision revision) =>
        Revisions.IsSuspect(start.Inventory, revision, start.Object)
        ?? ReportGap(new CoverageGap(GapKind.Absent, revision.Workload.ToString(), null, $"revision {revision.Revision} was rolled out before, and when again is not written down"));
}
