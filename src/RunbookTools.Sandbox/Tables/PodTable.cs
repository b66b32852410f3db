using System.Globalization;
using System.Text.Json;
using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox.Tables;

/// <summary>The table of pods (printPod in Kubernetes' pkg/printers/internalversion/printers.go).</summary>
internal static class PodTable
{
    /// <summary>Its printer.</summary>
    public static TablePrinter Printer { get; } = new(
        [
            TableColumn.ObjectName, new("Ready"), new("Status"), new("Restarts"), TableColumn.Age, new("IP", Priority: 1), new("Node", Priority: 1),
            new("Nominated Node", Priority: 1), new("Readiness Gates", Priority: 1),
        ],
        Cells);

    private static object?[] Cells(JsonElement pod, DateTimeOffset now)
    {
        var state = new PodState(pod);
        var restarts = state.Restarts.ToString(CultureInfo.InvariantCulture);
        if (state.Restarts > 0 && state.LastRestart is { } last)
        {
            restarts += $" ({HumanDuration.Since(last, now)} ago)";
        }

        return
        [
            Cell.Name(pod),
            $"{state.Ready}/{state.Total}",
            state.Reason,
            restarts,
            Cell.Age(pod, now),
            Cell.TextOr(pod.Items("status", "podIPs").FirstOrDefault(), Cell.TextOr(pod, "<none>", "status", "podIP"), "ip"),
            Cell.TextOr(pod, "<none>", "spec", "nodeName"),
            Cell.TextOr(pod, "<none>", "status", "nominatedNodeName"),
            Gates(pod),
        ];
    }

    private static string Gates(JsonElement pod)
    {
        var gates = pod.Items("spec", "readinessGates");
        return gates.Length == 0 ? "<none>" : $"{gates.Count(gate => Cell.Condition(pod, Cell.Text(gate, "conditionType")) == "True")}/{gates.Length}";
    }
}
