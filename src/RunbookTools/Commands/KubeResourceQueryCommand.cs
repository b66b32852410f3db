using RunbookTools.Engine.Inventory;

namespace RunbookTools.Commands;

/// <summary>What commands share that ask something of objects of several kinds: those piped in, or those of the kinds they are made for.</summary>
public abstract class KubeResourceQueryCommand : KubeQueryCommand
{
    /// <inheritdoc/>
    internal override string Noun => "Object";

    /// <summary>The object of the pipeline; everything in it when it is a namespace; else all objects of some kinds that were asked for.</summary>
    internal IEnumerable<KubeObject> WantedObjects(QueryStart start, params IReadOnlyList<string> kinds)
    {
        if (start.Object is not null and not KubeNamespace)
        {
            return [start.Object];
        }

        RequireListed(start, kinds);
        return kinds.SelectMany(start.Inventory.OfKind).Where(item => (start.Object is null || item.Namespace == start.Object.Name) && IsWanted(start, item));
    }

    /// <summary>Says that an answer is less complete for something that could not be read: evidence becomes Unknown, at the prompt it is a matter of <c>-Verbose</c>.</summary>
    internal void NoteGap(CoverageGap gap)
    {
        if (ClusterSession.Current.Playbook is not null)
        {
            ReportGap(gap);
        }
        else
        {
            WriteVerbose($"Not read: {gap}.");
        }
    }

    /// <inheritdoc/>
    internal override IEnumerable<string> KnownNames(ClusterInventory inventory) => inventory.Objects.Select(item => item.Name);
}
