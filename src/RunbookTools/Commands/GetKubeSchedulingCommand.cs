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
/// <code>Get-KubePod analytics-* | Get-KubeScheduling -Summary</code>
/// <para>The reasons over all nodes, and how much is missing.</para>
/// </example>
[PlaybookCommand]
[Cmdlet(VerbsCommon.Get, "KubeScheduling")]
[OutputType(typeof(KubeNodeFit), typeof(KubeSchedulingSummary))]
public sealed class GetKubeSchedulingCommand : KubePodQueryCommand
{
    /// <summary>The reasons over all nodes instead, the most frequent first, with what is missing on the node that comes closest.</summary>
    [Parameter]
    public SwitchParameter Summary { get; set; }

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

            var fits = Scheduling.Explain(start.Inventory, pod);
            WriteObject(Summary ? (object)Scheduling.Summarise(fits) : fits, enumerateCollection: true);
        }
    }
}
