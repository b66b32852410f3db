using System.Management.Automation;
using RunbookTools.Engine.Primitives;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Gets the owner chain of objects: the object first, the workload that somebody wrote last.</para>
/// </summary>
[Cmdlet(VerbsCommon.Get, "KubeOwner")]
[OutputType(typeof(KubeObject))]
public sealed class GetKubeOwnerCommand : KubeResourceQueryCommand
{
    /// <summary>Only the end of the chain.</summary>
    [Parameter]
    public SwitchParameter Root { get; set; }

    /// <inheritdoc/>
    internal override void Query(QueryStart start)
    {
        foreach (var item in WantedObjects(start, "Pod"))
        {
            var chain = Owners.Chain(start.Inventory, item).ToList();
            if (chain[^1].Controller is { } unread)
            {
                NoteKinds(start, unread.Kind);
            }

            WriteObject(Root ? chain[^1..] : chain, enumerateCollection: true);
        }
    }
}
