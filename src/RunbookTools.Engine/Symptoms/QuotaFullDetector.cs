namespace RunbookTools.Engine.Symptoms;

/// <summary><c>Quota.Full</c>: a quota leaves no room for something that workloads there seem to lack. Who was refused leaves no trace of its own.</summary>
internal sealed class QuotaFullDetector : ISymptomDetector
{
    private static readonly string[] s_ownPorts = ["metric", "prom", "health", "probe", "debug", "pprof"];

    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory) =>
        from quota in inventory.All<KubeResourceQuota>()
        where quota.Deleted is null && quota.Exhausted.Any(IsOfServices)
        let bare = Unserved(inventory, quota.Namespace)
        where bare is not null
        select Signs.Of(
            inventory, "Quota.Full", quota, $"{string.Join(", ", quota.Exhausted.Select(name => $"{name} {quota.Used[name]} of {quota.Hard[name]}"))} used; no service selects {bare.Target}",
            null, Severity.Warning, string.Join(',', quota.Exhausted));

    /// <summary>A workload that listens and that no service selects; null when there is none or services were not read.</summary>
    private static KubeWorkload? Unserved(ClusterInventory inventory, string? ns)
    {
        if (inventory.GapFor("Service", ns) is not null)
        {
            return null;
        }

        var services = inventory.OfKind("Service").OfType<KubeService>().Where(service => service.Namespace == ns).ToList();
        return inventory.All<KubeWorkload>().FirstOrDefault(workload =>
            workload is KubeDeployment or KubeStatefulSet && workload.Namespace == ns && workload.Desired > 0 && workload.Deleted is null
            && workload.Template.Spec.Containers.Any(container => container.Ports.Any(IsToBeCalled))
            && !services.Exists(service => service.Selector.Count > 0 && service.Selects(workload.Template.Labels)));
    }

    /// <summary>Measurements and health are fetched from the pod itself.</summary>
    private static bool IsToBeCalled(KubeContainerPort port) => port.Name is null || !s_ownPorts.Any(name => port.Name.Contains(name, StringComparison.OrdinalIgnoreCase));

    // Names of k8s.io/kubernetes/pkg/quota/v1/evaluator/core/services.go and generic object counts.
    private static bool IsOfServices(string resource) => resource is "services" or "count/services";
}
