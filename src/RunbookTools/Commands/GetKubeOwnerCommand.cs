using System.Management.Automation;
using RunbookTools.Engine.Inventory;
using RunbookTools.Engine.Primitives;
using RunbookTools.Playbooks;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Gets what controls an object, nearest first: the replica set of a pod, then its deployment.</para>
/// </summary>
/// <example>
/// <code>Get-KubePod payments-* | Get-KubeOwner -Root</code>
/// <para>What somebody wrote and would have to change.</para>
/// </example>
[PlaybookCommand]
[Cmdlet(VerbsCommon.Get, "KubeOwner")]
[OutputType(typeof(KubeObject))]
public sealed class GetKubeOwnerCommand : KubePodQueryCommand
{
    /// <summary>Only the end of the chain.</summary>
    [Parameter]
    public SwitchParameter Root { get; set; }

    /// <inheritdoc/>
    internal override void Query(QueryStart start)
    {
        IEnumerable<KubeObject> items = start.Object is null ? WantedPods(start) : [start.Object];
        foreach (var item in items)
        {
            if (Stopping)
            {
                return;
            }

            var chain = Owners.Chain(start.Inventory, item).ToList();
            if (chain[^1].Controller is { } unread && KindTable.Find(unread.Kind) is not null)
            {
                RequireKind(start.Inventory, unread.Kind, item.Namespace);
            }

            foreach (var owner in chain.Skip(Root ? Math.Max(1, chain.Count - 1) : 1).Where(owner => (start.Object is null || IsWanted(start, owner)) && IsFirst(owner)))
            {
                WriteObject(owner);
            }
        }
    }
}
