using System.Management.Automation;
using RunbookTools.Engine.Primitives;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Explains scheduling: for a pod every node, and everything that speaks against it.</para>
/// </summary>
[Cmdlet(VerbsCommon.Get, "KubeScheduling")]
[OutputType(typeof(KubeNodeFit))]
public sealed class GetKubeSchedulingCommand : KubePodQueryCommand
{
    /// <inheritdoc/>
    internal override void Query(QueryStart start)
    {
        // What is not read cannot speak against a node, so a fit would be a guess.
        RequireKinds(start, "Node");
        var pods = WantedPods(start);
        if (start.Object is null && Name is null)
        {
            pods = pods.Where(pod => pod is { Phase: "Pending", IsScheduled: false });
        }

        foreach (var pod in pods)
        {
            if (pod.Spec.Volumes.Any(volume => volume.Claim is not null))
            {
                NoteKinds(start, "PersistentVolumeClaim", "PersistentVolume");
            }

            WriteObject(Scheduling.Explain(start.Inventory, pod), enumerateCollection: true);
            if (Stopping)
            {
                return;
            }
        }
    }
}
