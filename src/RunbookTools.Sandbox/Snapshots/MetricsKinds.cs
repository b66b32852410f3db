using System.Globalization;
using System.Text.Json;
using RunbookTools.Engine.Inventory;
using RunbookTools.Engine.Sources;
using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox.Snapshots;

/// <summary>
/// What metrics-server would serve, from the kubelet summaries a support bundle holds (<c>node-metrics/&lt;node&gt;.json</c>, k8s.io/kubelet/pkg/apis/stats).
/// </summary>
internal static class MetricsKinds
{
    /// <summary>The group.</summary>
    public const string Group = KindTable.Metrics;

    private static readonly string[] s_verbs = ["get", "list"];

    /// <summary>Use of nodes.</summary>
    public static ResourceKind Nodes { get; } = new("NodeMetrics", Group, "v1beta1", "nodes", false) { Singular = "", Verbs = s_verbs };

    /// <summary>Use of pods.</summary>
    public static ResourceKind Pods { get; } = new("PodMetrics", Group, "v1beta1", "pods", true) { Singular = "", Verbs = s_verbs };

    /// <summary>The kind of that name; null for any other.</summary>
    public static ResourceKind? Find(string group, string kind) => group != Group ? null : kind == Nodes.Kind ? Nodes : kind == Pods.Kind ? Pods : null;

    /// <summary>Reads the summaries of a snapshot; a file that is none is left out.</summary>
    public static IEnumerable<(ResourceKind Kind, JsonElement Item)> Read(FileTree tree)
    {
        foreach (var file in tree.Files.Where(file => file.IsData && file.Path.Split('/') is [.., "node-metrics", _]))
        {
            JsonElement summary;
            try
            {
                using var document = JsonDocument.Parse(file.Read());
                summary = document.RootElement.Clone();
            }
            catch (JsonException)
            {
                continue;
            }

            if (summary.Text("node", "nodeName") is { } node && Usage(summary.At("node")) is { } use)
            {
                yield return (Nodes, ToItem(new { name = node }, summary.Text("node", "cpu", "time"), "usage", use));
            }

            foreach (var pod in summary.Items("pods"))
            {
                var containers = pod.Items("containers").Select(container => (Name: container.Text("name"), Use: Usage(container)))
                    .Where(container => container.Use is not null)
                    .Select(container => new { name = container.Name, usage = container.Use })
                    .ToList();
                if (containers.Count > 0 && pod.Text("podRef", "name") is { } name)
                {
                    yield return (Pods, ToItem(
                        new Dictionary<string, string?> { ["name"] = name, ["namespace"] = pod.Text("podRef", "namespace") },
                        pod.Items("containers")[0].Text("cpu", "time"),
                        "containers",
                        containers));
                }
            }
        }
    }

    private static Dictionary<string, string>? Usage(JsonElement stats) => stats.NumberOrNull("cpu", "usageNanoCores") is { } cpu
        && stats.NumberOrNull("memory", "workingSetBytes") is { } memory
        ? new Dictionary<string, string> { ["cpu"] = Quantity(cpu, "n"), ["memory"] = Quantity(memory / 1024, "Ki") }
        : null;

    private static string Quantity(long number, string unit) => number.ToString(CultureInfo.InvariantCulture) + unit;

    private static JsonElement ToItem(object metadata, string? time, string name, object value) => JsonSerializer.SerializeToElement(
        new Dictionary<string, object?> { ["metadata"] = metadata, ["timestamp"] = time, ["window"] = "10s", [name] = value });
}
