using RunbookTools.Engine.Primitives;

namespace RunbookTools.Engine.Symptoms;

/// <summary>
/// <c>Service.NoLocalEndpoints</c>: a service serves from the same node only, and is called on a node that has none of its pods. The node drops such requests
/// (k8s.io/kubernetes/pkg/proxy/topology.go). Where requests enter is known for addresses of nodes and for pods that are told to call it; load balancers leave out
/// nodes without a pod, so that nodes without one are no fault by themselves.
/// </summary>
internal sealed class ServiceNoLocalEndpointsDetector : ISymptomDetector
{
    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory)
    {
        var local = inventory.All<KubeService>()
            .Where(service => service is { Deleted: null, Selector.Count: > 0 } && (service.ExternalTrafficPolicy == "Local" || service.InternalTrafficPolicy == "Local")).ToList();
        var callers = new Lazy<ILookup<KubeTarget, KubeObject>>(() => Related.TopLevel(inventory)
            .SelectMany(workload => References.Of(inventory, workload)
                .Where(reference => reference is { Object.Kind: "Service", Exists: true }).Select(reference => (reference.Object, Caller: (KubeObject)workload)).Distinct())
            .ToLookup(pair => pair.Object, pair => pair.Caller));
        foreach (var service in local)
        {
            if (ServiceSigns.Endpoints(inventory, service) is not { } endpoints || !endpoints.Any(endpoint => endpoint.Ready))
            {
                continue;
            }

            var served = endpoints.Where(endpoint => endpoint.Ready).Select(endpoint => endpoint.Node).OfType<string>().ToHashSet(StringComparer.Ordinal);
            var entered = service.ExternalTrafficPolicy != "Local" ? []
                : inventory.All<KubeNode>().Where(node => node.InternalIP is { } address && service.ExternalAddresses.Contains(address) && !served.Contains(node.Name))
                    .Select(node => $"its address {node.InternalIP} is node {node.Name}, which has none of its ready pods").ToList();
            var called = service.InternalTrafficPolicy != "Local" ? []
                : callers.Value[service.Target].SelectMany(inventory.PodsOf)
                    .Where(pod => pod is { IsFinished: false, Deleted: null, Node: { } node } && !served.Contains(node) && Signs.Lasts(inventory, pod.Created, Signs.Grace))
                    .Select(pod => $"{pod.Target} calls it from node {pod.Node}, which has none of its ready pods").Take(1).ToList();
            if (entered.Concat(called).ToList() is { Count: > 0 } lost)
            {
                yield return Signs.Of(inventory, "Service.NoLocalEndpoints", service, string.Join("; ", lost), null, Severity.Warning, string.Join('|', lost));
            }
        }
    }
}
