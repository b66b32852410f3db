using System.Text.Json;
using RunbookTools.Engine.Wire;

namespace RunbookTools.Engine.Sources;

/// <summary>
/// What kubelets told of usage when a bundle was made, one file a node: <c>node-metrics/&lt;node&gt;.json</c>, as troubleshoot's collector of the name writes
/// them and <c>kubectl get --raw /api/v1/nodes/&lt;node&gt;/proxy/stats/summary</c> prints them.
/// </summary>
internal static class NodeMetrics
{
    /// <summary>The folder they are in.</summary>
    public const string Folder = "node-metrics";

    /// <summary>True when a file is one of them.</summary>
    /// <param name="path">Its path from the root of the bundle, with slashes.</param>
    public static bool Holds(string path) => path.StartsWith(Folder + "/", StringComparison.Ordinal);

    /// <summary>The usage they tell. What does not parse stands in the coverage.</summary>
    /// <param name="cluster">The cluster name every object gets.</param>
    /// <param name="files">The files of the bundle.</param>
    /// <param name="coverage">Where it is said what was read and what was not.</param>
    public static IReadOnlyList<KubeUsage> Read(string cluster, IEnumerable<BundleFile> files, CoverageRecord coverage)
    {
        var found = new List<KubeUsage>();
        foreach (var file in files.Where(file => file.Segments is [Folder, _] && file.File.HasExtension(".json")))
        {
            try
            {
                if (file.File.Length > TreeLimits.Default.FileBytes)
                {
                    throw new JsonException($"larger than {TreeLimits.Default.FileBytes / (1024 * 1024)} MiB");
                }

                found.AddRange(UsageWire.Read(file.File.Read(), cluster));
                coverage.AddRead(KindTable.Usage);
            }
            catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
            {
                coverage.AddGap(new CoverageGap(GapKind.Unreadable, KindTable.Usage, null, $"not what a kubelet tells of usage: {TerminalText.Clean(exception.Message)}") { Path = file.File.Path });
            }
        }

        return found;
    }
}
