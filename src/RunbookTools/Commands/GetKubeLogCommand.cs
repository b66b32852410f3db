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
    // Whose a line is need not be said as long as there is one log; so the first waits for the second.
    private const string OfSeveral = "RunbookTools.Model.KubeLogLine#Several";
    private readonly List<KubeLogLine> _first = [];
    private bool _several;

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        WriteObject(_first, enumerateCollection: true);
    }

    /// <inheritdoc/>
    internal override void Query(QueryStart start)
    {
        foreach (var line in Lines(start))
        {
            if (Stopping)
            {
                return;
            }

            if (ClusterSession.Current.Playbook is not null)
            {
                WriteObject(line);
                continue;
            }

            if (!_several && (_first.Count == 0 || (_first[0].Namespace, _first[0].Pod, _first[0].Container) == (line.Namespace, line.Pod, line.Container)))
            {
                _first.Add(line);
                continue;
            }

            _several = true;
            _first.ForEach(WriteOfSeveral);
            _first.Clear();
            WriteOfSeveral(line);
        }
    }

    private void WriteOfSeveral(KubeLogLine line)
    {
        var item = PSObject.AsPSObject(line);
        item.TypeNames.Insert(0, OfSeveral);
        WriteObject(item);
    }
}
