using System.Text.Json;
using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox.Tables;

/// <summary>The tables of nodes, namespaces, events and what else a cluster is made of (Kubernetes' pkg/printers/internalversion/printers.go).</summary>
internal static class ClusterTables
{
    private const string RoleLabel = "node-role.kubernetes.io/";

    /// <summary>Nodes.</summary>
    public static TablePrinter Node { get; } = new(
        [
            TableColumn.ObjectName, new("Status"), new("Roles"), TableColumn.Age, new("Version"), new("Internal-IP", Priority: 1),
            new("External-IP", Priority: 1), new("OS-Image", Priority: 1), new("Kernel-Version", Priority: 1), new("Container-Runtime", Priority: 1),
        ],
        (item, now) =>
        {
            var info = item.At("status", "nodeInfo");
            return
            [
                Cell.Name(item), NodeStatus(item), Roles(item), Cell.Age(item, now), Cell.Text(info, "kubeletVersion"), Address(item, "InternalIP"),
                Address(item, "ExternalIP"), Cell.TextOr(info, "<unknown>", "osImage"), Cell.TextOr(info, "<unknown>", "kernelVersion"),
                Cell.TextOr(info, "<unknown>", "containerRuntimeVersion"),
            ];
        });

    /// <summary>Namespaces.</summary>
    public static TablePrinter Namespace { get; } = new(
        [TableColumn.ObjectName, new("Status"), TableColumn.Age],
        (item, now) => [Cell.Name(item), Cell.Text(item, "status", "phase"), Cell.Age(item, now)]);

    /// <summary>Events.</summary>
    public static TablePrinter Event { get; } = new(
        [
            new("Last Seen"), new("Type"), new("Reason"), new("Object"), new("Subobject", Priority: 1), new("Source", Priority: 1), new("Message"),
            new("First Seen", Priority: 1), new("Count", Priority: 1), new("Name", Priority: 1, Format: "name"),
        ],
        EventCells);

    /// <summary>Config maps.</summary>
    public static TablePrinter ConfigMap { get; } = new(
        [TableColumn.ObjectName, new("Data"), TableColumn.Age],
        (item, now) => [Cell.Name(item), (long)(item.Pairs("data").Length + item.Pairs("binaryData").Length), Cell.Age(item, now)]);

    /// <summary>Secrets.</summary>
    public static TablePrinter Secret { get; } = new(
        [TableColumn.ObjectName, new("Type"), new("Data"), TableColumn.Age],
        (item, now) => [Cell.Name(item), Cell.Text(item, "type"), (long)item.Pairs("data").Length, Cell.Age(item, now)]);

    /// <summary>Service accounts.</summary>
    public static TablePrinter ServiceAccount { get; } = new(
        [TableColumn.ObjectName, new("Secrets"), TableColumn.Age],
        (item, now) => [Cell.Name(item), (long)item.Items("secrets").Length, Cell.Age(item, now)]);

    /// <summary>Leases.</summary>
    public static TablePrinter Lease { get; } = new(
        [TableColumn.ObjectName, new("Holder"), TableColumn.Age],
        (item, now) => [Cell.Name(item), Cell.Text(item, "spec", "holderIdentity"), Cell.Age(item, now)]);

    /// <summary>Quotas.</summary>
    public static TablePrinter ResourceQuota { get; } = new(
        [TableColumn.ObjectName, new("Request"), new("Limit"), TableColumn.Age],
        (item, now) => [Cell.Name(item), Quota(item, isLimit: false), Quota(item, isLimit: true), Cell.Age(item, now)]);

    /// <summary>Priority classes.</summary>
    public static TablePrinter PriorityClass { get; } = new(
        [TableColumn.ObjectName, new("Value", "integer"), new("Global-Default", "boolean"), TableColumn.Age, new("PreemptionPolicy")],
        (item, now) => [Cell.Name(item), item.Number("value"), item.IsTrue("globalDefault"), Cell.Age(item, now), Cell.Text(item, "preemptionPolicy")]);

    /// <summary>Runtime classes.</summary>
    public static TablePrinter RuntimeClass { get; } = new(
        [TableColumn.ObjectName, new("Handler"), TableColumn.Age],
        (item, now) => [Cell.Name(item), Cell.Text(item, "handler"), Cell.Age(item, now)]);

    /// <summary>Role bindings, of namespaces and of the cluster.</summary>
    public static TablePrinter RoleBinding { get; } = new(
        [
            TableColumn.ObjectName, new("Role"), TableColumn.Age, new("Users", Priority: 1), new("Groups", Priority: 1), new("ServiceAccounts", Priority: 1),
        ],
        (item, now) =>
        [
            Cell.Name(item), $"{item.Text("roleRef", "kind")}/{item.Text("roleRef", "name")}", Cell.Age(item, now), Subjects(item, "User"),
            Subjects(item, "Group"), Subjects(item, "ServiceAccount"),
        ]);

    /// <summary>Webhook configurations of both sorts.</summary>
    public static TablePrinter Webhooks { get; } = new(
        [TableColumn.ObjectName, new("Webhooks", "integer"), TableColumn.Age],
        (item, now) => [Cell.Name(item), (long)item.Items("webhooks").Length, Cell.Age(item, now)]);

    /// <summary>API services (k8s.io/kube-aggregator/pkg/registry/apiservice).</summary>
    public static TablePrinter ApiService { get; } = new(
        [TableColumn.ObjectName, new("Service"), new("Available"), TableColumn.Age],
        (item, now) =>
        {
            var available = Array.Find(item.Items("status", "conditions"), condition => condition.Text("type") == "Available");
            return
            [
                Cell.Name(item),
                item.Has("spec", "service") ? $"{item.Text("spec", "service", "namespace")}/{item.Text("spec", "service", "name")}" : "Local",
                available.Text("status") switch { null => "Unknown", "True" => "True", var status => $"{status} ({available.Text("reason")})" },
                Cell.Age(item, now),
            ];
        });

    private static object?[] EventCells(JsonElement item, DateTimeOffset now)
    {
        // The fields of events.k8s.io have other names, and the old ones as deprecated.
        var first = item.Time("firstTimestamp") ?? item.Time("deprecatedFirstTimestamp") ?? item.Time("eventTime");
        var last = item.Has("series") ? item.Time("series", "lastObservedTime") : item.Time("lastTimestamp") ?? item.Time("deprecatedLastTimestamp") ?? first;
        var count = item.Has("series") ? item.Number("series", "count") : Math.Max(1, item.NumberOrNull("count") ?? item.Number("deprecatedCount"));
        var about = item.Has("involvedObject") ? item.At("involvedObject") : item.At("regarding");
        var kind = Cell.Text(about, "kind").ToLowerInvariant();
        var name = Cell.Text(about, "name");
        var component = Cell.TextOr(item, Cell.TextOr(item, Cell.Text(item, "reportingController"), "reportingComponent"), "source", "component");
        var host = Cell.TextOr(item, Cell.Text(item, "reportingInstance"), "source", "host");
        return
        [
            HumanDuration.Since(last, now), Cell.Text(item, "type"), Cell.Text(item, "reason"), name.Length == 0 ? kind : $"{kind}/{name}",
            Cell.Text(about, "fieldPath"), host.Length == 0 ? component : $"{component}, {host}", Cell.TextOr(item, Cell.Text(item, "note"), "message").Trim(),
            HumanDuration.Since(first, now), count, Cell.Name(item),
        ];
    }

    private static string NodeStatus(JsonElement node)
    {
        var status = Cell.Condition(node, "Ready") switch { null => "Unknown", "True" => "Ready", _ => "NotReady" };
        return node.IsTrue("spec", "unschedulable") ? status + ",SchedulingDisabled" : status;
    }

    private static string Roles(JsonElement node)
    {
        var roles = node.Pairs("metadata", "labels")
            .Select(label => label.Name.StartsWith(RoleLabel, StringComparison.Ordinal) ? label.Name[RoleLabel.Length..]
                : label.Name == "kubernetes.io/role" ? label.Value.Text() : "")
            .Where(role => !string.IsNullOrEmpty(role))
            .Distinct()
            .Order(StringComparer.Ordinal);
        return string.Join(',', roles) is { Length: > 0 } text ? text : "<none>";
    }

    private static string Address(JsonElement node, string type) =>
        Cell.TextOr(Array.Find(node.Items("status", "addresses"), address => address.Text("type") == type), "<none>", "address");

    private static string Quota(JsonElement quota, bool isLimit) => string.Join(", ", quota.Pairs("status", "hard")
        .Where(pair => pair.Name.StartsWith("limits.", StringComparison.Ordinal) == isLimit)
        .OrderBy(pair => pair.Name, StringComparer.Ordinal)
        .Select(pair => $"{pair.Name}: {Cell.TextOr(quota, "0", "status", "used", pair.Name)}/{pair.Value.Text()}"));

    private static string Subjects(JsonElement binding, string kind) => string.Join(", ", binding.Items("subjects")
        .Where(subject => subject.Text("kind") == kind)
        .Select(subject => kind == "ServiceAccount" ? $"{subject.Text("namespace")}/{subject.Text("name")}" : Cell.Text(subject, "name")));
}
