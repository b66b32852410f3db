using System.Text.Json;
using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox.Tables;

/// <summary>What an autoscaler aims at and what it sees (formatHPAMetrics in Kubernetes' pkg/printers/internalversion/printers.go).</summary>
internal static class AutoscalerTargets
{
    private const string Unknown = "<unknown>";
    private const int Shown = 2;

    /// <summary>Its metrics, two at most.</summary>
    public static string Format(JsonElement autoscaler)
    {
        var specs = autoscaler.Items("spec", "metrics");
        var statuses = autoscaler.Items("status", "currentMetrics");
        var list = specs.Select((spec, index) => Format(spec, index < statuses.Length ? statuses[index] : default)).ToList();
        return list.Count switch
        {
            0 => "<none>",
            <= Shown => string.Join(", ", list),
            _ => $"{string.Join(", ", list.Take(Shown))} + {list.Count - Shown} more...",
        };
    }

    private static string Format(JsonElement spec, JsonElement status) => spec.Text("type") switch
    {
        "External" => Value(spec.At("external", "target"), status.At("external", "current")),
        "Object" => Value(spec.At("object", "target"), status.At("object", "current")),
        "Pods" => $"{Cell.TextOr(status, Unknown, "pods", "current", "averageValue")}/{spec.Text("pods", "target", "averageValue")}",
        "Resource" => Resource(spec.At("resource"), status.At("resource")),
        "ContainerResource" => Resource(spec.At("containerResource"), status.At("containerResource")),
        _ => "<unknown type>",
    };

    private static string Value(JsonElement target, JsonElement current) => target.Text("averageValue") is { } average
        ? $"{Cell.TextOr(current, Unknown, "averageValue")}/{average} (avg)"
        : $"{Cell.TextOr(current, Unknown, "value")}/{target.Text("value")}";

    private static string Resource(JsonElement spec, JsonElement status)
    {
        var name = spec.Text("name");
        if (spec.Text("target", "averageValue") is { } average)
        {
            return $"{name}: {Cell.TextOr(status, Unknown, "current", "averageValue")}/{average}";
        }

        var current = status.Text("current", "averageUtilization") is { } utilization ? utilization + "%" : Unknown;
        var target = spec.Text("target", "averageUtilization") is { } wanted ? wanted + "%" : "<auto>";
        return $"{name}: {current}/{target}";
    }
}
