using System.Text.Json;
using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox.Tables;

/// <summary>The tables of services and what leads to them (Kubernetes' pkg/printers/internalversion/printers.go).</summary>
internal static class NetworkTables
{
    /// <summary>Services.</summary>
    public static TablePrinter Service { get; } = new(
        [TableColumn.ObjectName, new("Type"), new("Cluster-IP"), new("External-IP"), new("Port(s)"), TableColumn.Age, TableColumn.Selector],
        (item, now) =>
        [
            Cell.Name(item), Cell.Text(item, "spec", "type"),
            item.Items("spec", "clusterIPs").FirstOrDefault().Text() ?? Cell.TextOr(item, "<none>", "spec", "clusterIP"), ExternalAddress(item), Ports(item),
            Cell.Age(item, now), Cell.Labels(item.At("spec", "selector")),
        ]);

    /// <summary>Endpoints.</summary>
    public static TablePrinter Endpoints { get; } = new(
        [TableColumn.ObjectName, new("Endpoints"), TableColumn.Age],
        (item, now) => [Cell.Name(item), Cell.FirstThree(Addresses(item), item.Items("subsets").Length == 0 ? "<none>" : ""), Cell.Age(item, now)]);

    /// <summary>Endpoint slices.</summary>
    public static TablePrinter EndpointSlice { get; } = new(
        [TableColumn.ObjectName, new("AddressType"), new("Ports"), new("Endpoints"), TableColumn.Age],
        (item, now) =>
        [
            Cell.Name(item), Cell.Text(item, "addressType"),
            Cell.FirstThree([.. item.Items("ports").Select(port => port.Text("port") ?? port.Text("name") ?? "*")], "<unset>"),
            Cell.FirstThree([.. item.Items("endpoints").SelectMany(endpoint => endpoint.Items("addresses")).Select(address => address.Text() ?? "")], "<unset>"),
            Cell.Age(item, now),
        ]);

    /// <summary>Ingresses.</summary>
    public static TablePrinter Ingress { get; } = new(
        [TableColumn.ObjectName, new("Class"), new("Hosts"), new("Address"), new("Ports"), TableColumn.Age],
        (item, now) =>
        [
            Cell.Name(item), Cell.TextOr(item, "<none>", "spec", "ingressClassName"), Hosts(item.Items("spec", "rules")), BalancerAddress(item),
            item.Items("spec", "tls").Length > 0 ? "80, 443" : "80", Cell.Age(item, now),
        ]);

    /// <summary>Ingress classes.</summary>
    public static TablePrinter IngressClass { get; } = new(
        [TableColumn.ObjectName, new("Controller"), new("Parameters"), TableColumn.Age],
        (item, now) => [Cell.Name(item), Cell.Text(item, "spec", "controller"), Parameters(item.At("spec", "parameters")), Cell.Age(item, now)]);

    /// <summary>Network policies.</summary>
    public static TablePrinter NetworkPolicy { get; } = new(
        [TableColumn.ObjectName, new("Pod-Selector"), TableColumn.Age],
        (item, now) => [Cell.Name(item), Cell.Selector(item.At("spec", "podSelector")), Cell.Age(item, now)]);

    private static string ExternalAddress(JsonElement service)
    {
        var external = service.Items("spec", "externalIPs").Select(address => address.Text() ?? "").ToList();
        return service.Text("spec", "type") switch
        {
            "ClusterIP" or "NodePort" => external.Count > 0 ? string.Join(',', external) : "<none>",
            "LoadBalancer" => string.Join(',', external.Prepend(BalancerAddress(service)).Where(address => address.Length > 0)) is { Length: > 0 } all ? all : "<pending>",
            "ExternalName" => Cell.Text(service, "spec", "externalName"),
            _ => "<unknown>",
        };
    }

    private static string BalancerAddress(JsonElement item) => string.Join(',', item.Items("status", "loadBalancer", "ingress")
        .Select(ingress => Cell.TextOr(ingress, Cell.Text(ingress, "hostname"), "ip"))
        .Where(address => address.Length > 0)
        .Distinct()
        .Order(StringComparer.Ordinal));

    private static string Ports(JsonElement service)
    {
        var ports = service.Items("spec", "ports").Select(port => port.Number("nodePort") is > 0 and var node
            ? $"{port.Number("port")}:{node}/{port.Text("protocol")}"
            : $"{port.Number("port")}/{port.Text("protocol")}");
        return string.Join(',', ports) is { Length: > 0 } text ? text : "<none>";
    }

    private static List<string> Addresses(JsonElement endpoints)
    {
        var list = new List<string>();
        foreach (var subset in endpoints.Items("subsets"))
        {
            var addresses = subset.Items("addresses").Select(address => Cell.Text(address, "ip")).ToList();
            var ports = subset.Items("ports");
            list.AddRange(ports.Length == 0 ? addresses : ports.SelectMany(port => addresses.Select(address => Join(address, port.Number("port")))));
        }

        return list;
    }

    private static string Join(string address, long port) => address.Contains(':', StringComparison.Ordinal) ? $"[{address}]:{port}" : $"{address}:{port}";

    private static string Hosts(JsonElement[] rules)
    {
        var hosts = rules.Select(rule => Cell.Text(rule, "host")).Where(host => host.Length > 0).ToList();
        return hosts.Count switch
        {
            0 => "*",
            <= 3 => string.Join(',', hosts),
            _ => $"{string.Join(',', hosts.Take(3))} + {rules.Length - 3} more...",
        };
    }

    private static string Parameters(JsonElement parameters) => parameters.ValueKind != JsonValueKind.Object ? "<none>"
        : Cell.Text(parameters, "kind") + (parameters.Text("apiGroup") is { } group ? "." + group : "") + "/" + parameters.Text("name");
}
