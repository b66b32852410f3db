using System.Management.Automation;
using RunbookTools.Engine.Primitives;
using RunbookTools.Playbooks;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Gets the lines of logs grouped by what they say, error-looking groups first, with how often and when.</para>
/// </summary>
/// <example>
/// <code>Get-KubeWorkload payments | Get-KubeLogPattern -Errors</code>
/// <para>What the pods of a workload complain about, and how often.</para>
/// </example>
/// <example>
/// <code>Get-KubeLog payments-* -Previous | Get-KubeLogPattern</code>
/// <para>The same for lines from the pipeline.</para>
/// </example>
[PlaybookCommand]
[Cmdlet(VerbsCommon.Get, "KubeLogPattern")]
[OutputType(typeof(KubeLogPattern))]
public sealed class GetKubeLogPatternCommand : KubeLogQueryCommand
{
    private readonly List<KubeLogLine> _lines = [];

    /// <summary>Only groups that look like errors.</summary>
    [Parameter]
    public SwitchParameter Errors { get; set; }

    /// <inheritdoc/>
    internal override bool TakesWhole(object item)
    {
        if (item is not KubeLogLine line)
        {
            return false;
        }

        _lines.Add(line);
        return true;
    }

    /// <inheritdoc/>
    internal override void Query(QueryStart start) => _lines.AddRange(Lines(start));

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        WriteObject(LogPatterns.Group(_lines).Where(pattern => !Errors || pattern.IsError), enumerateCollection: true);
    }
}
