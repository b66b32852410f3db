using RunbookTools.Engine.Wire;

namespace RunbookTools.Engine.Sources;

/// <summary>
/// Files of objects or Lists, as <c>kubectl get -o json|yaml</c> writes them: one file of any name, or every <c>.json</c>, <c>.yaml</c> and <c>.yml</c>
/// of a folder. Logs are read from <c>logs/&lt;namespace&gt;/&lt;pod&gt;/&lt;container&gt;[-previous].log</c> beside them, usage from
/// <c>node-metrics/&lt;node&gt;.json</c>.
/// </summary>
internal sealed class PlainFilesLayout : ISnapshotLayout
{
    /// <inheritdoc/>
    public string Description => "files";

    /// <inheritdoc/>
    public bool Fits(FileTree tree) => true;

    /// <inheritdoc/>
    public InventoryData Read(FileTree tree, WireItemTap? tap, CancellationToken cancellation)
    {
        var coverage = new CoverageRecord();
        var files = tree.Files.Where(file => (file.IsData && !NodeMetrics.Holds(file.Path)) || tree.Files.Count == 1).ToList();
        foreach (var file in files.Where(file => file.Length > TreeLimits.Default.FileBytes))
        {
            coverage.AddGap(FileTree.LeftOut(file.Path, $"larger than {TreeLimits.Default.FileBytes / (1024 * 1024)} MiB"));
        }

        files.RemoveAll(file => file.Length > TreeLimits.Default.FileBytes);
        var maps = new ConfigFiles(Description);
        var objects = new ObjectFileReader(tree.Name, coverage, tap, cancellation) { ConfigMaps = maps }.Read([.. files.Select(file => new ObjectFile(file))]);
        var logs = new LogIndex(tree.Name, Description);
        var parts = tree.Files.Select(file => new BundleFile(file, file.Path.Split('/'))).ToList();
        new BundleLogs(objects).AddTo(logs, parts);
        foreach (var ns in logs.Namespaces)
        {
            coverage.AddRead(KindTable.PodLog, ns);
        }

        return Snapshots.ToData(tree, Description, objects, coverage, logs) with { ConfigTexts = maps, Usages = NodeMetrics.Read(tree.Name, parts, coverage) };
    }
}
