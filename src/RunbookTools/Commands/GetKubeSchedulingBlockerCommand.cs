using System.Management.Automation;
using RunbookTools.Engine.Primitives;
using RunbookTools.Playbooks;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Gets why a pod gets no node: one object for each reason, with the nodes it rules out and how much is missing on the nearest.</para>
/// </summary>
/// <example>
/// <code>Get-KubeSchedulingBlocker</code>
/// <para>For every pod without a node: the reasons, those that rule out most nodes first.</para>
/// </example>
/// <example>
/// <code>Get-KubePod analytics-* | Get-KubeSchedulingBlocker -Reason InsufficientMemory | Where-Object IsEverywhere</code>
/// <para>Pods that no node they may use has enough memory for, and how much would have to shrink or grow.</para>
/// </example>
[PlaybookCommand]
[Cmdlet(VerbsCommon.Get, "KubeSchedulingBlocker")]
[OutputType(typeof(KubeSchedulingBlocker))]
public sealed class GetKubeSchedulingBlockerCommand : KubePodQueryCommand
{
    /// <summary>Reasons; all when not given.</summary>
    [Parameter]
    [EnumTransformation<SchedulingReason>]
    public SchedulingReason[]? Reason { get; set; }

    /// <inheritdoc/>
    internal override void Query(QueryStart start)
    {
        // Room is what other pods leave, in every namespace.
        RequireKind(start.Inventory, "Node");
        NoteKinds(start with { Object = null }, "Pod");

        foreach (var pod in WantedPods(start).Where(pod => !pod.IsScheduled && !pod.IsFinished))
        {
            if (Stopping)
            {
                return;
            }

            if (!IsFirst(pod))
            {
                continue;
            }

            if (pod.Spec.Volumes.Any(volume => volume.Claim is not null))
            {
                NoteKinds(start, "PersistentVolumeClaim", "PersistentVolume", "StorageClass");
            }

            foreach (var blocker in SchedulingBlockers.Of(start.Inventory, pod).Where(blocker => Reason is null || Reason.Contains(blocker.Reason)))
            {
                WriteObject(blocker);
            }
        }
    }
}
