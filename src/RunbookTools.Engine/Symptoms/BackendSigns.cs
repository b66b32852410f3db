using System.Globalization;

namespace RunbookTools.Engine.Symptoms;

/// <summary>What detectors ask of where an ingress or a route sends requests.</summary>
internal static class BackendSigns
{
    /// <summary>The number of a port written by name or number; null when the service has none of it, or none is written.</summary>
    public static int? PortOf(KubeService service, string? port) =>
        service.Ports.FirstOrDefault(each => each.Name == port || each.Port.ToString(CultureInfo.InvariantCulture) == port)?.Port;

    /// <summary>Why a backend leads nowhere; null when it leads to a port of a service, or that cannot be told.</summary>
    public static string? Break(ClusterInventory inventory, KubeObject from, KubeIngressBackend backend)
    {
        var ns = backend.Namespace ?? from.Namespace;
        if (backend.Service is not { } name)
        {
            return backend.Resource is { } resource && inventory.Find(resource.Kind, ns, resource.Name) is null && inventory.GapFor(resource.Kind, ns) is null
                ? $"{resource.Kind} {resource.Name} does not exist"
                : null;
        }

        if (inventory.Find("Service", ns, name) is not KubeService service)
        {
            return inventory.GapFor("Service", ns) is null ? $"service {name} does not exist" : null;
        }

        return backend.Port is not { } port || service.Type == "ExternalName"
            || service.Ports.Any(each => each.Name == port || each.Port.ToString(CultureInfo.InvariantCulture) == port)
            ? null
            : $"service {name} has no port {port}";
    }
}
