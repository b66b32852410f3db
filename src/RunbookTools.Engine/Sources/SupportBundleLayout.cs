using RunbookTools.Engine.Wire;

namespace RunbookTools.Engine.Sources;

/// <summary>
/// A support bundle of troubleshoot.sh: <c>cluster-resources/&lt;kind&gt;/&lt;namespace&gt;.json</c> and what other collectors left beside it. The
/// names are those of troubleshoot's <c>pkg/constants/constants.go</c> and <c>pkg/collect</c>, and older ones that bundles in the wild have.
/// </summary>
internal sealed class SupportBundleLayout : ISnapshotLayout
{
    private const string Resources = "cluster-resources";

    // The bundle may be in a folder of its own, as its archive has it.
    private const int MaxDepth = 3;

    /// <inheritdoc/>
    public string Description => "support bundle";

    /// <inheritdoc/>
    public bool Fits(FileTree tree) => Root(tree) is not null;

    /// <inheritdoc/>
    public InventoryData Read(FileTree tree, WireItemTap? tap, CancellationToken cancellation)
    {
        var root = Root(tree)!;
        var files = tree.Files.Where(file => file.Path.StartsWith(root, StringComparison.Ordinal))
            .Select(file => new BundleFile(file, file.Path[root.Length..].Split('/')));
        return new SupportBundleReader(tree, [.. files], Description, tap, cancellation).Read();
    }

    private static string? Root(FileTree tree) => tree.Files
        .Select(file => (file.Path, Segments: file.Path.Split('/')))
        .Select(file => (file.Segments, Index: Array.IndexOf(file.Segments, Resources, 0, Math.Min(file.Segments.Length - 1, MaxDepth + 1))))
        .Where(file => file.Index >= 0)
        .OrderBy(file => file.Index)
        .Select(file => string.Concat(file.Segments.Take(file.Index).Select(segment => segment + "/")))
        .FirstOrDefault();
}
