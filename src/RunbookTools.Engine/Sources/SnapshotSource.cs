using RunbookTools.Engine.Wire;

namespace RunbookTools.Engine.Sources;

/// <summary>A cluster as files hold it: a folder, an archive or one file. What they are is decided by looking at them.</summary>
internal sealed class SnapshotSource(string path, TreeLimits limits) : IClusterSource
{
    private static readonly ISnapshotLayout[] s_layouts = [new SupportBundleLayout(), new ClusterInfoDumpLayout(), new DumpTextLayout(), new PlainFilesLayout()];

    /// <inheritdoc/>
    public string Description { get; private set; } = "snapshot";

    /// <inheritdoc/>
    public Task<ClusterInventory> ReadAsync(WireItemTap? tap, CancellationToken cancellation) => Task.Run(() => Read(tap, cancellation), cancellation);

    /// <summary>Reads the files of a snapshot, whatever they are.</summary>
    /// <param name="tree">The files.</param>
    /// <param name="tap">Sees each object as it was written, on several threads at once; null when nobody wants to.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="SourceException">There is no object in them.</exception>
    internal static InventoryData Read(FileTree tree, WireItemTap? tap, CancellationToken cancellation)
    {
        var data = Array.Find(s_layouts, layout => layout.Fits(tree))!.Read(tree, tap, cancellation);
        foreach (var gap in tree.Gaps)
        {
            data.Coverage.AddGap(gap);
        }

        return data.Objects.Count > 0 ? data : throw NoObjects(tree, data);
    }

    private ClusterInventory Read(WireItemTap? tap, CancellationToken cancellation)
    {
        var data = Read(FileTree.Open(path, limits, cancellation), tap, cancellation);
        Description = data.Source;
        return new ClusterInventory(data with { Origin = this });
    }

    private static SourceException NoObjects(FileTree tree, InventoryData data)
    {
        var gaps = data.Coverage.ToCoverage([]).Gaps;
        var tried = gaps.Count == 0 ? "" : $" Not understood: {string.Join("; ", gaps.Take(3))}{(gaps.Count > 3 ? $"; and {gaps.Count - 3} more" : "")}.";
        return new SourceException(
            "NoObjects",
            tree.Location,
            $"No Kubernetes object was found in '{tree.Location}' ({tree.Files.Count} files). Looked for a support bundle (a folder cluster-resources), "
            + "a kubectl cluster-info dump (nodes.json and <namespace>/pods.json, or its text) and objects or Lists in .json, .yaml and .yml files."
            + tried);
    }
}
