namespace RunbookTools.Engine.Primitives;

/// <summary>Services together with who answers for them.</summary>
public static class Services
{
    /// <summary>
    /// The service with its endpoints filled in, from its endpoint slices or, in older clusters, its Endpoints. Both lists stay null when
    /// neither could be read.
    /// </summary>
    /// <param name="inventory">The cluster.</param>
    /// <param name="service">The service.</param>
    public static KubeService Join(ClusterInventory inventory, KubeService service)
    {
        if (!AreEndpointsKnown(inventory, service))
        {
            return service;
        }

        // A service with two address families lists every pod twice.
        var endpoints = inventory.SlicesOf(service)
            .SelectMany(slice => slice.Endpoints)
            .DistinctBy(endpoint => endpoint.Object is { } target ? $"{target.Kind}/{target.Namespace}/{target.Name}" : endpoint.ToString())
            .ToList();
        return service with
        {
            ReadyEndpoints = [.. endpoints.Where(endpoint => endpoint.Ready)],
            NotReadyEndpoints = [.. endpoints.Where(endpoint => !endpoint.Ready)],
        };
    }

    /// <summary>True when the inventory can tell which endpoints a service has.</summary>
    internal static bool AreEndpointsKnown(ClusterInventory inventory, KubeService service) =>
        inventory.SlicesOf(service).Any()
        || inventory.GapFor("EndpointSlice", service.Namespace) is null
        || inventory.GapFor("Endpoints", service.Namespace) is null;
}
