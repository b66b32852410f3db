using RunbookTools.Engine.Inventory;

namespace RunbookTools.Commands;

/// <summary>What commands share that make something of log lines, whether they come from the pipeline or are read for its objects.</summary>
public abstract class KubeLogReadingCommand : KubeLogQueryCommand
{
    private readonly List<KubeLogLine> _lines = [];

    /// <inheritdoc/>
    internal sealed override bool TakesWhole(object item)
    {
        if (item is not KubeLogLine line)
        {
            return false;
        }

        _lines.Add(line);
        return true;
    }

    /// <inheritdoc/>
    internal sealed override void Query(QueryStart start) => Write(start.Inventory, Lines(start));

    /// <summary>Writes what the lines of one cluster come to.</summary>
    internal abstract void Write(ClusterInventory inventory, IEnumerable<KubeLogLine> lines);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        foreach (var group in _lines.GroupBy(line => line.Cluster))
        {
            Write(RequireCluster(Cluster, group.Key).Inventory, group);
        }
    }
}
