using System.Globalization;

namespace RunbookTools.Engine.Symptoms;

/// <summary>
/// <c>Service.WrongPort</c>: a service sends requests to a port that no container declares, while no service at all leads to the ports they do declare. Declarations
/// bind nobody, so this much is only a reason to look.
/// </summary>
internal sealed class ServiceWrongPortDetector : ISymptomDetector
{
    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory)
    {
        var services = inventory.All<KubeService>().Where(service => service is { Deleted: null, Selector.Count: > 0, IsHeadless: false }).ToLookup(service => service.Namespace);
        foreach (var service in services.SelectMany(group => group))
        {
            // Ports and probes are what its twins have: no spec of its own is made for the pod.
            if (inventory.PodsOf(service).FirstOrDefault(pod => pod.IsReady) is not { SharedSpec.Spec: { HostNetwork: false } spec } pod)
            {
                continue;
            }

            var declared = spec.Containers.SelectMany(container => container.Ports).ToList();
            if (declared.Count == 0 || service.Ports.Count == 0 || !service.Ports.All(port => IsUnknown(port, spec, declared)))
            {
                continue;
            }

            var led = services[service.Namespace].Where(other => other.Selects(pod.Labels)).SelectMany(other => other.Ports)
                .Any(port => declared.Any(item => item.Name == port.TargetPort || item.Port.ToString(CultureInfo.InvariantCulture) == port.TargetPort));
            if (!led)
            {
                yield return Signs.Of(
                    inventory, "Service.WrongPort", service,
                    $"it leads to port {string.Join(", ", service.Ports.Select(port => $"{port.TargetPort}/{port.Protocol}"))}, its pods declare {string.Join(", ", declared.Select(item => $"{item.Port}/{item.Protocol}").Distinct())}",
                    service.Created, Severity.Info, "port");
            }
        }
    }

    /// <summary>True when nothing about a pod names the port that a port of a service leads to.</summary>
    private static bool IsUnknown(KubeServicePort port, KubePodSpec spec, List<KubeContainerPort> declared) =>
        int.TryParse(port.TargetPort, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && !declared.Exists(item => item.Port == number && item.Protocol == port.Protocol)
        && !spec.Containers.Any(container => IsOn(container.ReadinessProbe, port) || IsOn(container.LivenessProbe, port) || IsOn(container.StartupProbe, port));

    private static bool IsOn(KubeProbe? probe, KubeServicePort port) => probe?.Port == port.TargetPort;
}
