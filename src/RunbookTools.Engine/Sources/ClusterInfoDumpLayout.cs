using RunbookTools.Engine.Wire;

namespace RunbookTools.Engine.Sources;

/// <summary>
/// What <c>kubectl cluster-info dump --output-directory</c> writes: <c>nodes.json</c>, <c>&lt;namespace&gt;/pods.json</c> and its siblings,
/// <c>&lt;namespace&gt;/&lt;pod&gt;/logs.txt</c> (kubectl's <c>pkg/cmd/clusterinfo/clusterinfo_dump.go</c>).
/// </summary>
internal sealed class ClusterInfoDumpLayout : ISnapshotLayout
{
    private static readonly Dictionary<string, string> s_kinds = new(StringComparer.Ordinal)
    {
        ["events"] = "Event",
        ["replication-controllers"] = "ReplicationController",
        ["services"] = "Service",
        ["daemonsets"] = "DaemonSet",
        ["deployments"] = "Deployment",
        ["replicasets"] = "ReplicaSet",
        ["pods"] = "Pod",
    };

    /// <inheritdoc/>
    public string Description => "cluster-info dump";

    /// <inheritdoc/>
    public bool Fits(FileTree tree) => Root(tree) is not null;

    /// <inheritdoc/>
    public InventoryData Read(FileTree tree, WireItemTap? tap, CancellationToken cancellation)
    {
        var root = Root(tree)!;
        var coverage = new CoverageRecord();
        var logs = new LogIndex(tree.Name, Description);
        var files = new List<ObjectFile>();
        foreach (var file in tree.Files.Where(file => file.Path.StartsWith(root, StringComparison.Ordinal)))
        {
            var segments = file.Path[root.Length..].Split('/');
            var stem = Path.GetFileNameWithoutExtension(segments[^1]);
            switch (segments)
            {
                case [_] when stem == "nodes" && IsDocument(file):
                    files.Add(new ObjectFile(file, "Node"));
                    break;
                case [var ns, _] when s_kinds.TryGetValue(stem, out var kind) && IsDocument(file):
                    files.Add(new ObjectFile(file, kind, ns));
                    break;
                case [var ns, var pod, "logs.txt"]:
                    logs.AddPod(ns, pod, file);
                    coverage.AddRead(KindTable.PodLog, ns);
                    break;
            }
        }

        var objects = new ObjectFileReader(tree.Name, coverage, tap, cancellation).Read(files);
        foreach (var file in files)
        {
            coverage.AddRead(file.KindHint!, file.NamespaceHint);
        }

        return Snapshots.ToData(tree, Description, objects, coverage, logs);
    }

    // Without -o json or yaml, and with other printers, kubectl names the files .txt.
    private static bool IsDocument(SnapshotFile file) => file.IsData || file.HasExtension(".txt");

    private static string? Root(FileTree tree)
    {
        var paths = tree.Files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        return tree.Files
            .Where(file => file.Name is "nodes.json" or "nodes.yaml" or "nodes.txt" && file.Path.Count(character => character == '/') <= 3)
            .Select(file => file.Path[..^file.Name.Length])
            .Where(root => paths.Any(path => path.StartsWith(root, StringComparison.Ordinal) && path[root.Length..].Split('/') is [_, "pods.json" or "pods.yaml" or "pods.txt"]))
            .OrderBy(root => root.Length)
            .FirstOrDefault();
    }
}
