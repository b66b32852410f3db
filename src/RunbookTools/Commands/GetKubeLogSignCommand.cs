using System.Management.Automation;
using RunbookTools.Engine.Inventory;
using RunbookTools.Engine.Primitives;
using RunbookTools.Playbooks;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Gets what lines of logs are signs of: a port in use, a name that does not resolve, a variable that is not set, with what they name.</para>
/// </summary>
/// <example>
/// <code>Get-KubeContainer -Restarted | Get-KubeLogSign -Ended</code>
/// <para>What containers said was wrong before they ended.</para>
/// </example>
/// <example>
/// <code>Get-KubeLogSign -Namespace shop -Sign NameNotResolving, ConnectionRefused, TimedOut | ForEach-Object Subject</code>
/// <para>What the pods of a namespace cannot reach.</para>
/// </example>
[PlaybookCommand]
[Cmdlet(VerbsCommon.Get, "KubeLogSign")]
[OutputType(typeof(KubeLogSign))]
public sealed class GetKubeLogSignCommand : KubeLogReadingCommand
{
    /// <summary>Only these signs.</summary>
    [Parameter]
    [EnumTransformation<LogSign>]
    public LogSign[]? Sign { get; set; }

    /// <summary>Only what can have ended a run: reasons that the log does not get past, and warnings only where there is nothing graver.</summary>
    [Parameter]
    public SwitchParameter Decisive { get; set; }

    /// <inheritdoc/>
    internal override void Write(ClusterInventory inventory, IEnumerable<KubeLogLine> lines)
    {
        var signs = LogSigns.Of(inventory, lines);
        foreach (var sign in (Decisive ? LogSigns.Decisive(signs) : signs).Where(sign => Sign is null || Sign.Contains(sign.Sign)))
        {
            if (Stopping)
            {
                return;
            }

            WriteObject(sign);
        }
    }
}
