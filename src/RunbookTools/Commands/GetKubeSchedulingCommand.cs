using System.Management.Automation;
using RunbookTools.Engine.Primitives;
using RunbookTools.Playbooks;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Gets, for each node, whether a pod fits there and everything that speaks against it.</para>
/// </summary>
/// <example>
/// <code>Get-KubeScheduling</code>
/// <para>For every pod without a node: each node and why it does not fit.</para>
/// </example>
/// <example>
/// <code>Get-KubePod analytics-* | Get-KubeScheduling | Where-Object IsCandidate</code>
/// <para>The nodes the pods ask for, and what is missing there.</para>
/// </example>
[PlaybookCommand]
[Cmdlet(VerbsCommon.Get, "KubeScheduling")]
[OutputType(typeof(KubeNodeFit))]
public sealed class GetKubeSchedulingCommand : KubePodQueryCommand
{
    /// <inheritdoc/>
    internal override void Query(QueryStart start)
    {
        // Room is what other pods leave, in every namespace.
        RequireKind(start.Inventory, "Node");
        NoteKinds(start with { Object = null }, "Pod");

        foreach (var pod in WantedPods(start))
        {
            if (Stopping)
            {
                return;
            }

            // Of pods nobody named only those that still look for a node are of interest.
            if ((start.Object is null && Name is null && (pod.IsScheduled || pod.IsFinished)) || !IsFirst(pod))
            {
                continue;
            }

            if (pod.Spec.Volumes.Any(volume => volume.Claim is not null))
            {
                NoteKinds(start, "PersistentVolumeClaim", "PersistentVolume", "StorageClass");
            }

            WriteObject(Scheduling.Explain(start.Inventory, pod), enumerateCollection: true);
        }
    }
}
