using System.Management.Automation;
using RunbookTools.Completion;
using RunbookTools.Engine.Primitives;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Gets what objects refer to, and whether it exists: secrets, config maps and their keys, accounts, claims, classes, services.</para>
/// </summary>
[Cmdlet(VerbsCommon.Get, "KubeReference")]
[OutputType(typeof(KubeReference))]
public sealed class GetKubeReferenceCommand : KubeResourceQueryCommand
{
    /// <summary>Only what is of these kinds.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(KindCompleter))]
    public string[]? Kind { get; set; }

    /// <summary>Only what does not exist and is not optional.</summary>
    [Parameter]
    public SwitchParameter Missing { get; set; }

    /// <inheritdoc/>
    internal override void Query(QueryStart start)
    {
        foreach (var item in WantedObjects(start, "Pod"))
        {
            var references = References.Of(start.Inventory, item).Where(reference => Kind is null || Kind.Contains(reference.Object.Kind, StringComparer.OrdinalIgnoreCase)).ToList();
            foreach (var gap in References.GapsOf(start.Inventory, references))
            {
                NoteGap(gap);
            }

            WriteObject(references.Where(reference => !Missing || reference is { Exists: false, Optional: false }), enumerateCollection: true);
        }
    }
}
