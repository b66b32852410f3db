using System.Management.Automation;
using RunbookTools.Engine.Primitives;
using RunbookTools.Playbooks;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Gets which containers ended, how, when and after how long.</para>
/// </summary>
/// <example>
/// <code>Get-KubeRestart | Where-Object IsRecent</code>
/// <para>Containers that ended in the hour before the capture.</para>
/// </example>
[PlaybookCommand]
[Cmdlet(VerbsCommon.Get, "KubeRestart")]
[OutputType(typeof(KubeRestart))]
public sealed class GetKubeRestartCommand : KubePodQueryCommand
{
    /// <inheritdoc/>
    internal override void Query(QueryStart start)
    {
        foreach (var restart in WantedPods(start).SelectMany(pod => Restarts.Of(start.Inventory, pod)))
        {
            if (Stopping)
            {
                return;
            }

            if ((start.Container is null || restart.Container.Name == start.Container) && IsFirst(restart.Container))
            {
                WriteObject(restart);
            }
        }
    }
}
