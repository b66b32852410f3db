using System.Management.Automation;
using RunbookTools.Engine.Inventory;
using RunbookTools.Playbooks;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Gets nodes, by name, label or what runs on them.</para>
/// </summary>
/// <example>
/// <code>Get-KubeNode | Where-Object { -not $_.IsReady }</code>
/// <para>Nodes that are not ready.</para>
/// </example>
/// <example>
/// <code>Get-KubePod -Selector app=payments | Get-KubeNode</code>
/// <para>Nodes that pods run on.</para>
/// </example>
[PlaybookCommand]
[Cmdlet(VerbsCommon.Get, "KubeNode")]
[OutputType(typeof(KubeNode))]
public sealed class GetKubeNodeCommand : KubeQueryCommand
{
    /// <inheritdoc/>
    internal override string Noun => "Node";

    /// <inheritdoc/>
    internal override bool WantsNode => true;

    /// <inheritdoc/>
    internal override void Query(QueryStart start)
    {
        RequireKind(start.Inventory, "Node");
        if (start.Object is not (null or KubePod or KubeNode or KubeEvent))
        {
            RequireKinds(start, Related.KindsForPods(start.Object));
        }

        WriteWanted(start, start.Object is null ? start.Inventory.All<KubeNode>() : Related.Nodes(start.Inventory, start.Object));
    }
}
