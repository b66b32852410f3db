namespace RunbookTools.Engine.Sources;

/// <summary>A way files of a cluster are laid out.</summary>
internal interface ISnapshotLayout
{
    /// <summary>What it is, in words: <c>support bundle</c>.</summary>
    string Description { get; }

    /// <summary>True when the files are laid out so.</summary>
    bool Fits(FileTree tree);

    /// <summary>Reads the files.</summary>
    InventoryData Read(FileTree tree, CancellationToken cancellation);
}
