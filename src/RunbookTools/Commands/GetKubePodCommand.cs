using System.Management.Automation;
using RunbookTools.Playbooks;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Gets pods, by name, label or what they belong to.</para>
/// </summary>
/// <example>
/// <code>Get-KubePod -Namespace shop | Where-Object Status -NE Running</code>
/// <para>Pods that do not run.</para>
/// </example>
/// <example>
/// <code>Get-KubeService checkout | Get-KubePod</code>
/// <para>Pods a service selects; a workload, node or namespace gives its pods the same way.</para>
/// </example>
[PlaybookCommand]
[Cmdlet(VerbsCommon.Get, "KubePod")]
[OutputType(typeof(KubePod))]
public sealed class GetKubePodCommand : KubePodQueryCommand
{
    /// <inheritdoc/>
    internal override void Query(QueryStart start) => WriteWanted(start, WantedPods(start));
}
