namespace RunbookTools.Engine.Sources;

/// <summary>A place a cluster can be read from.</summary>
public interface IClusterSource
{
    /// <summary>What it is, in words: <c>support bundle</c>, <c>live cluster</c>.</summary>
    string Description { get; }

    /// <summary>Reads the inventory. What cannot be read stands in its coverage.</summary>
    /// <exception cref="SourceException">Nothing could be read at all.</exception>
    Task<ClusterInventory> ReadAsync(CancellationToken cancellation);
}
