namespace RunbookTools.Engine.Symptoms;

/// <summary>What detectors ask of a service.</summary>
internal static class ServiceSigns
{
    /// <summary>Whether somebody answers for a service named by another object.</summary>
    public static ServiceState StateOf(ClusterInventory inventory, KubeTarget service)
    {
        if (inventory.Find("Service", service.Namespace, service.Name) is not KubeService found)
        {
            // A dump of some namespaces says nothing of the others, unless there is no such namespace at all.
            var noNamespace = inventory.GapFor("Namespace") is null && inventory.Find("Namespace", null, service.Namespace ?? "") is null;
            return noNamespace || inventory.GapFor("Service", service.Namespace) is null ? ServiceState.Missing : ServiceState.Unknown;
        }

        return found.Type == "ExternalName" ? ServiceState.Answers
            : Endpoints(inventory, found) is not { } endpoints ? ServiceState.Unknown
            : endpoints.Any(endpoint => endpoint.Ready) || inventory.PodsOf(found).Any(pod => Signs.IsSettling(inventory, pod)) ? ServiceState.Answers
            : ServiceState.NoEndpoints;
    }

    /// <summary>A service's endpoints; null when neither slices nor Endpoints were read there.</summary>
    public static IReadOnlyList<KubeEndpoint>? Endpoints(ClusterInventory inventory, KubeService service)
    {
        var slices = inventory.SlicesOf(service).ToList();
        return slices.Count == 0 && inventory.GapFor("EndpointSlice", service.Namespace) is not null && inventory.GapFor("Endpoints", service.Namespace) is not null
            ? null
            : [.. slices.SelectMany(slice => slice.Endpoints)];
    }
}
