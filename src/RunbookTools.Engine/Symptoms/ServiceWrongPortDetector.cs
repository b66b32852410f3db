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
            if (inventory.PodsOf(service).FirstOrDefault(pod => pod.IsReady) is not { } pod || pod.Spec.HostNetwork)
            {
                continue;
            }

            var declared = pod.Spec.Containers.SelectMany(container => container.Ports).ToList();
            var probed = pod.Spec.Containers.SelectMany(container => new[] { container.ReadinessProbe, container.LivenessProbe, container.StartupProbe })
                .Select(probe => probe?.Port).OfType<string>().ToHashSet(StringComparer.Ordinal);
            var wrong = service.Ports.Where(port => int.TryParse(port.TargetPort, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && !declared.Any(item => item.Port == number && item.Protocol == port.Protocol) && !probed.Contains(port.TargetPort)).ToList();
            if (declared.Count == 0 || wrong.Count < service.Ports.Count || wrong.Count == 0)
            {
                continue;
            }

            var led = services[service.Namespace].Where(other => other.Selects(pod.Labels)).SelectMany(other => other.Ports)
                .Any(port => declared.Any(item => item.Name == port.TargetPort || item.Port.ToString(CultureInfo.InvariantCulture) == port.TargetPort));
            if (!led)
            {
                yield return Signs.Of(
                    inventory, "Service.WrongPort", service,
                    $"it leads to port {string.Join(", ", wrong.Select(port => $"{port.TargetPort}/{port.Protocol}"))}, its pods declare {string.Join(", ", declared.Select(item => $"{item.Port}/{item.Protocol}").Distinct())}",
                    service.Created, Severity.Info, "port");
            }
        }
    }
}
