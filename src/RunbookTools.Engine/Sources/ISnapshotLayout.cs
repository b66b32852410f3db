using RunbookTools.Engine.Wire;

namespace RunbookTools.Engine.Sources;

/// <summary>A way files of a cluster are laid out.</summary>
internal interface ISnapshotLayout
{
    /// <summary>What it is, in words: <c>support bundle</c>.</summary>
    string Description { get; }

    /// <summary>True when the files are laid out so.</summary>
    bool Fits(FileTree tree);

    /// <summary>Reads the files.</summary>
    /// <param name="tree">The files.</param>
    /// <param name="tap">Sees each object as it was written, on several threads at once; null when nobody wants to.</param>
    /// <param name="cancellation">Ends the reading.</param>
    InventoryData Read(FileTree tree, WireItemTap? tap, CancellationToken cancellation);
}
