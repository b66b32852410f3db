namespace RunbookTools.Engine.Sources;

/// <summary>A cluster as files hold it: a folder, an archive or one file. What they are is decided by looking at them.</summary>
internal sealed class SnapshotSource(string path, TreeLimits limits) : IClusterSource
{
    private static readonly ISnapshotLayout[] s_layouts = [new SupportBundleLayout(), new ClusterInfoDumpLayout(), new DumpTextLayout(), new PlainFilesLayout()];

    /// <inheritdoc/>
    public string Description { get; private set; } = "snapshot";

    /// <inheritdoc/>
    public Task<ClusterInventory> ReadAsync(CancellationToken cancellation) => Task.Run(() => Read(cancellation), cancellation);

    private ClusterInventory Read(CancellationToken cancellation)
    {
        var tree = FileTree.Open(path, limits, cancellation);
        var layout = Array.Find(s_layouts, layout => layout.Fits(tree))!;
        Description = layout.Description;
        var data = layout.Read(tree, cancellation);
        foreach (var gap in tree.Gaps)
        {
            data.Coverage.AddGap(gap);
        }

        return data.Objects.Count > 0 ? new ClusterInventory(data) : throw NoObjects(tree, data);
    }

    private SourceException NoObjects(FileTree tree, InventoryData data)
    {
        var gaps = data.Coverage.ToCoverage([]).Gaps;
        var tried = gaps.Count == 0 ? "" : $" Not understood: {string.Join("; ", gaps.Take(3))}{(gaps.Count > 3 ? $"; and {gaps.Count - 3} more" : "")}.";
        return new SourceException(
            "NoObjects",
            path,
            $"No Kubernetes object was found in '{path}' ({tree.Files.Count} files). Looked for a support bundle (a folder cluster-resources), "
            + "a kubectl cluster-info dump (nodes.json and <namespace>/pods.json, or its text) and objects or Lists in .json, .yaml and .yml files."
            + tried);
    }
}
