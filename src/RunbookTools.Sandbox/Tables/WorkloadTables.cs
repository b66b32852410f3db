using System.Text.Json;
using RunbookTools.Sandbox.Selectors;
using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox.Tables;

/// <summary>The tables of what makes pods (Kubernetes' pkg/printers/internalversion/printers.go).</summary>
internal static class WorkloadTables
{
    /// <summary>Deployments.</summary>
    public static TablePrinter Deployment { get; } = new(
        [
            TableColumn.ObjectName, new("Ready"), new("Up-to-date"), new("Available"), TableColumn.Age, TableColumn.Containers, TableColumn.Images,
            TableColumn.Selector,
        ],
        (item, now) =>
        [
            Cell.Name(item), ReadyOf(item), item.Number("status", "updatedReplicas"), item.Number("status", "availableReplicas"), Cell.Age(item, now),
            Cell.ContainerNames(PodSpec(item)), Cell.ContainerImages(PodSpec(item)), LabelSelector.Format(item.At("spec", "selector")),
        ]);

    /// <summary>Replica sets.</summary>
    public static TablePrinter ReplicaSet { get; } = Replicas(item => Cell.Selector(item.At("spec", "selector")));

    /// <summary>Replication controllers.</summary>
    public static TablePrinter ReplicationController { get; } = Replicas(item => Cell.Labels(item.At("spec", "selector")));

    /// <summary>Stateful sets.</summary>
    public static TablePrinter StatefulSet { get; } = new(
        [TableColumn.ObjectName, new("Ready"), TableColumn.Age, TableColumn.Containers, TableColumn.Images],
        (item, now) => [Cell.Name(item), ReadyOf(item), Cell.Age(item, now), Cell.ContainerNames(PodSpec(item)), Cell.ContainerImages(PodSpec(item))]);

    /// <summary>Daemon sets.</summary>
    public static TablePrinter DaemonSet { get; } = new(
        [
            TableColumn.ObjectName, new("Desired", "integer"), new("Current", "integer"), new("Ready", "integer"), new("Up-to-date", "integer"),
            new("Available", "integer"), new("Node Selector"), TableColumn.Age, TableColumn.Containers, TableColumn.Images, TableColumn.Selector,
        ],
        (item, now) =>
        [
            Cell.Name(item), item.Number("status", "desiredNumberScheduled"), item.Number("status", "currentNumberScheduled"),
            item.Number("status", "numberReady"), item.Number("status", "updatedNumberScheduled"), item.Number("status", "numberAvailable"),
            Cell.Labels(PodSpec(item).At("nodeSelector")), Cell.Age(item, now), Cell.ContainerNames(PodSpec(item)), Cell.ContainerImages(PodSpec(item)),
            Cell.Selector(item.At("spec", "selector")),
        ]);

    /// <summary>Jobs.</summary>
    public static TablePrinter Job { get; } = new(
        [
            TableColumn.ObjectName, new("Status"), new("Completions"), new("Duration"), TableColumn.Age, TableColumn.Containers, TableColumn.Images,
            TableColumn.Selector,
        ],
        (item, now) =>
        [
            Cell.Name(item), JobStatus(item), JobCompletions(item), JobDuration(item, now), Cell.Age(item, now), Cell.ContainerNames(PodSpec(item)),
            Cell.ContainerImages(PodSpec(item)), Cell.Selector(item.At("spec", "selector")),
        ]);

    /// <summary>Cron jobs.</summary>
    public static TablePrinter CronJob { get; } = new(
        [
            TableColumn.ObjectName, new("Schedule"), new("Timezone"), new("Suspend", "boolean"), new("Active", "integer"), new("Last Schedule"),
            TableColumn.Age, TableColumn.Containers, TableColumn.Images, TableColumn.Selector,
        ],
        (item, now) =>
        {
            var job = item.At("spec", "jobTemplate");
            return
            [
                Cell.Name(item), Cell.Text(item, "spec", "schedule"), Cell.TextOr(item, "<none>", "spec", "timeZone"),
                item.Has("spec", "suspend") ? item.IsTrue("spec", "suspend") ? "True" : "False" : "<unset>", (long)item.Items("status", "active").Length,
                item.Has("status", "lastScheduleTime") ? HumanDuration.Since(item.Time("status", "lastScheduleTime"), now) : "<none>", Cell.Age(item, now),
                Cell.ContainerNames(PodSpec(job)), Cell.ContainerImages(PodSpec(job)), Cell.Selector(job.At("spec", "selector")),
            ];
        });

    /// <summary>Revisions of stateful sets and daemon sets.</summary>
    public static TablePrinter ControllerRevision { get; } = new(
        [TableColumn.ObjectName, new("Controller"), new("Revision"), TableColumn.Age],
        (item, now) => [Cell.Name(item), ControllerOf(item), item.Number("revision"), Cell.Age(item, now)]);

    /// <summary>Autoscalers.</summary>
    public static TablePrinter Autoscaler { get; } = new(
        [TableColumn.ObjectName, new("Reference"), new("Targets"), new("MinPods"), new("MaxPods"), new("Replicas"), TableColumn.Age],
        (item, now) =>
        [
            Cell.Name(item), $"{item.Text("spec", "scaleTargetRef", "kind")}/{item.Text("spec", "scaleTargetRef", "name")}", AutoscalerTargets.Format(item),
            Cell.TextOr(item, "<unset>", "spec", "minReplicas"), item.Number("spec", "maxReplicas"), item.Number("status", "currentReplicas"),
            Cell.Age(item, now),
        ]);

    /// <summary>Disruption budgets.</summary>
    public static TablePrinter DisruptionBudget { get; } = new(
        [TableColumn.ObjectName, new("Min Available"), new("Max Unavailable"), new("Allowed Disruptions", "integer"), TableColumn.Age],
        (item, now) =>
        [
            Cell.Name(item), Cell.TextOr(item, "N/A", "spec", "minAvailable"), Cell.TextOr(item, "N/A", "spec", "maxUnavailable"),
            item.Number("status", "disruptionsAllowed"), Cell.Age(item, now),
        ]);

    private static TablePrinter Replicas(Func<JsonElement, string> selector) => new(
        [
            TableColumn.ObjectName, new("Desired", "integer"), new("Current", "integer"), new("Ready", "integer"), TableColumn.Age, TableColumn.Containers,
            TableColumn.Images, TableColumn.Selector,
        ],
        (item, now) =>
        [
            Cell.Name(item), Desired(item), item.Number("status", "replicas"), item.Number("status", "readyReplicas"), Cell.Age(item, now),
            Cell.ContainerNames(PodSpec(item)), Cell.ContainerImages(PodSpec(item)), selector(item),
        ]);

    private static JsonElement PodSpec(JsonElement item) => item.At("spec", "template", "spec");

    private static long Desired(JsonElement item) => item.NumberOrNull("spec", "replicas") ?? 1;

    private static string ReadyOf(JsonElement item) => $"{item.Number("status", "readyReplicas")}/{Desired(item)}";

    private static string JobStatus(JsonElement job) => Cell.Condition(job, "Complete") == "True" ? "Complete"
        : Cell.Condition(job, "Failed") == "True" ? "Failed"
        : job.Has("metadata", "deletionTimestamp") ? "Terminating"
        : Cell.Condition(job, "Suspended") == "True" ? "Suspended"
        : Cell.Condition(job, "FailureTarget") == "True" ? "FailureTarget"
        : "Running";

    private static string JobCompletions(JsonElement job)
    {
        var succeeded = job.Number("status", "succeeded");
        return job.NumberOrNull("spec", "completions") is { } completions ? $"{succeeded}/{completions}"
            : job.Number("spec", "parallelism") is > 1 and var parallelism ? $"{succeeded}/1 of {parallelism}"
            : $"{succeeded}/1";
    }

    private static string JobDuration(JsonElement job, DateTimeOffset now) =>
        job.Time("status", "startTime") is { } start ? HumanDuration.Of((job.Time("status", "completionTime") ?? now) - start) : "";

    private static string ControllerOf(JsonElement item)
    {
        var owner = Array.Find(item.Items("metadata", "ownerReferences"), reference => reference.IsTrue("controller"));
        if (owner.ValueKind == JsonValueKind.Undefined)
        {
            return "<none>";
        }

        var group = Cell.Text(owner, "apiVersion").Split('/') is [var name, _] ? "." + name : "";
        return $"{Cell.Text(owner, "kind").ToLowerInvariant()}{group}/{owner.Text("name")}";
    }
}
