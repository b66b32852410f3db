using System.Management.Automation;
using RunbookTools.Engine.Primitives;
using RunbookTools.Playbooks;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Gets which containers ended, how, when, after how long, and who ended them.</para>
/// </summary>
/// <example>
/// <code>Get-KubeRestart -Recent</code>
/// <para>Containers that ended in the hour before the capture.</para>
/// </example>
/// <example>
/// <code>Get-KubeRestart -Namespace shop -EndedBy LivenessProbe</code>
/// <para>Containers that the kubelet ended because their liveness probe failed.</para>
/// </example>
[PlaybookCommand]
[Cmdlet(VerbsCommon.Get, "KubeRestart")]
[OutputType(typeof(KubeRestart))]
public sealed class GetKubeRestartCommand : KubePodQueryCommand
{
    /// <summary>Only what ended in the hour before the capture, or still waits to be started again.</summary>
    [Parameter]
    public SwitchParameter Recent { get; set; }

    /// <summary>Only what was ended by these.</summary>
    [Parameter]
    [EnumTransformation<RunEnd>]
    public RunEnd[]? EndedBy { get; set; }

    /// <inheritdoc/>
    internal override void Query(QueryStart start)
    {
        foreach (var restart in WantedPods(start).SelectMany(pod => Restarts.Of(start.Inventory, pod)))
        {
            if (Stopping)
            {
                return;
            }

            if ((start.Container is null || restart.Container.Name == start.Container) && (!Recent || restart.IsRecent) && IsFirst(restart.Container))
            {
                if (Restarts.NeedsEvents(restart, EndedBy))
                {
                    NoteKinds(start, "Event");
                }

                if (EndedBy is null || EndedBy.Contains(restart.EndedBy))
                {
                    WriteObject(restart);
                }
            }
        }
    }
}
