using System.Management.Automation;
using RunbookTools.Engine.Primitives;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Gets the restarts of containers: how often, and how and when the last run ended.</para>
/// </summary>
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

            if (start.Container is null || restart.Container.Name == start.Container)
            {
                WriteObject(restart);
            }
        }
    }
}
