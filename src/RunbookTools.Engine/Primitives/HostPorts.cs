namespace RunbookTools.Engine.Primitives;

/// <summary>Ports a pod takes on its node.</summary>
internal static class HostPorts
{
    /// <summary>
    /// Ports of containers that run as long as the pod does; all of them when it shares the node's network
    /// (pkg/scheduler/framework/plugins/nodeports, and the defaults of the API for host networking).
    /// </summary>
    public static IEnumerable<(int Port, string Protocol)> Of(KubePodSpec spec) => spec.Containers
        .Where(container => container.Type is ContainerType.App or ContainerType.Sidecar)
        .SelectMany(container => container.Ports)
        .Select(port => (Port: port.HostPort ?? (spec.HostNetwork ? port.Port : 0), port.Protocol))
        .Where(port => port.Port > 0)
        .Distinct();
}
