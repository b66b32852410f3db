using System.Management.Automation;
using RunbookTools.Playbooks;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Gets the log of containers, line by line.</para>
/// </summary>
[PlaybookCommand]
[Cmdlet(VerbsCommon.Get, "KubeLog")]
[OutputType(typeof(KubeLogLine))]
public sealed class GetKubeLogCommand : KubeLogQueryCommand
{
    /// <inheritdoc/>
    internal override void Query(QueryStart start)
    {
        foreach (var line in Lines(start))
        {
            if (Stopping)
            {
                return;
            }

            WriteObject(line);
        }
    }
}
