using System.Management.Automation;
using RunbookTools.Playbooks;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Gets the log of containers, line by line.</para>
/// </summary>
/// <example>
/// <code>Get-KubeLog payments-* -Container app -Tail 20</code>
/// <para>The last 20 lines of each pod.</para>
/// </example>
/// <example>
/// <code>Get-KubeContainer -Restarted | Get-KubeLog -Ended | Where-Object Text -Match error</code>
/// <para>What containers said before they ended.</para>
/// </example>
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
