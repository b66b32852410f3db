using RunbookTools.Engine.Primitives;

namespace RunbookTools.Engine.Symptoms;

/// <summary>
/// <c>Service.AffinityUseless</c>: a service holds clients to a pod by their address, and does not see it. No more than a remark: it serves. Nodes replace
/// the address of who comes from outside (docs: Using Source IP), and ingress-nginx goes to pods past the service (its docs, Why endpoints and not services).
/// </summary>
internal sealed class ServiceAffinityDetector : ISymptomDetector
{
    private const string Upstream = "nginx.ingress.kubernetes.io/service-upstream";

    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory)
    {
        foreach (var service in inventory.All<KubeService>().Where(service => service is { Deleted: null, SessionAffinity: "ClientIP" }))
        {
            if (ServiceSigns.Endpoints(inventory, service) is not { } endpoints || endpoints.Count(endpoint => endpoint.Ready) < 2)
            {
                continue;
            }

            var signs = new List<string>();
            if (service is { Type: "LoadBalancer", ExternalTrafficPolicy: "Cluster", ExternalAddresses.Count: > 0 })
            {
                signs.Add("nodes put their own address in place of the clients'");
            }

            if (inventory.All<KubeIngress>().FirstOrDefault(ingress => IsPast(inventory, ingress, service)) is { } past)
            {
                signs.Add($"{past.Target} goes to its pods, past the service");
            }

            if (signs.Count > 0)
            {
                yield return Signs.Of(inventory, "Service.AffinityUseless", service, "it holds clients to a pod by their address: " + string.Join("; ", signs), null, Severity.Info, "");
            }
        }
    }

    private static bool IsPast(ClusterInventory inventory, KubeIngress ingress, KubeService service) =>
        ingress.Namespace == service.Namespace && ingress.Annotations.GetValueOrDefault(Upstream) != "true"
        && ingress.Rules.Select(rule => rule.Backend).Append(ingress.DefaultBackend).Any(backend => backend?.Service == service.Name)
        && IngressHosts.ClassOf(inventory, ingress)?.ControllerName == "k8s.io/ingress-nginx";
}
