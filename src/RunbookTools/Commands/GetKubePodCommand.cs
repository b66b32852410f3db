using System.Management.Automation;
using RunbookTools.Playbooks;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Gets pods, by name, label or what they belong to.</para>
/// </summary>
[PlaybookCommand]
[Cmdlet(VerbsCommon.Get, "KubePod")]
[OutputType(typeof(KubePod))]
public sealed class GetKubePodCommand : KubePodQueryCommand
{
    /// <inheritdoc/>
    internal override void Query(QueryStart start) => WriteWanted(start, WantedPods(start));
}
