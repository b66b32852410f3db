using RunbookTools.Engine.Wire;

namespace RunbookTools.Engine.Sources;

/// <summary>A place a cluster can be read from.</summary>
public interface IClusterSource
{
    /// <summary>What it is, in words: <c>support bundle</c>, <c>live cluster</c>.</summary>
    string Description { get; }

    /// <summary>True for a running cluster, which can tell what one may do; a dump says nothing of rights.</summary>
    bool IsLive => false;

    /// <summary>Reads the inventory. What cannot be read stands in its coverage.</summary>
    /// <exception cref="SourceException">Nothing could be read at all.</exception>
    Task<ClusterInventory> ReadAsync(CancellationToken cancellation) => ReadAsync(null, cancellation);

    /// <summary>Reads the inventory, and shows each object as it was written. What cannot be read stands in its coverage.</summary>
    /// <param name="tap">Sees each object, from several threads; null when nobody wants to.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="SourceException">Nothing could be read at all.</exception>
    Task<ClusterInventory> ReadAsync(WireItemTap? tap, CancellationToken cancellation);
}
