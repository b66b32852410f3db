using System.Management.Automation;
using RunbookTools.Engine.Primitives;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Gets the revisions of workloads and what each changed.</para>
/// </summary>
[Cmdlet(VerbsCommon.Get, "KubeRevision")]
[OutputType(typeof(KubeRevision))]
public sealed class GetKubeRevisionCommand : KubeResourceQueryCommand
{
    /// <inheritdoc/>
    internal override void Query(QueryStart start)
    {
        foreach (var workload in WantedObjects(start, "Deployment", "StatefulSet", "DaemonSet").Select(item => Owners.Chain(start.Inventory, item).OfType<KubeWorkload>().LastOrDefault()).OfType<KubeWorkload>())
        {
            if (IsFirst(workload))
            {
                NoteKinds(start, workload is KubeDeployment ? "ReplicaSet" : "ControllerRevision");
                WriteObject(Revisions.Of(start.Inventory, workload), enumerateCollection: true);
            }
        }
    }
}
