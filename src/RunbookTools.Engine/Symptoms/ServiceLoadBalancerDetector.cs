namespace RunbookTools.Engine.Symptoms;

/// <summary><c>Service.LoadBalancerPending</c>: a service waits for a load balancer that nobody gives it.</summary>
internal sealed class ServiceLoadBalancerDetector : ISymptomDetector
{
    /// <summary>Clouds take minutes to make one.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory)
    {
        foreach (var service in inventory.All<KubeService>().Where(service => service is { Type: "LoadBalancer", ExternalAddresses.Count: 0, Deleted: null }))
        {
            var failed = Signs.Events(inventory, service).LastOrDefault(seen => seen.Type == "Warning");
            if (failed is not null || Signs.Lasts(inventory, service.Created, s_patience))
            {
                yield return Signs.Of(
                    inventory, "Service.LoadBalancerPending", service, failed is null ? "it has no external address" : $"{failed.Reason}: {failed.Message}",
                    service.Created, failed is null ? Severity.Warning : Severity.Error, failed?.Reason ?? "");
            }
        }
    }
}
