using System.Globalization;

namespace RunbookTools.Engine.Symptoms;

/// <summary><c>Ingress.Broken</c>: an ingress or a route leads nowhere. No controller writes an event about most of it.</summary>
internal sealed class IngressBrokenDetector : ISymptomDetector
{
    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory)
    {
        foreach (var ingress in inventory.All<KubeIngress>().Where(ingress => ingress.Deleted is null))
        {
            var backends = ingress.Rules.Select(rule => rule.Backend).Concat(ingress.DefaultBackend is { } fallback ? [fallback] : []).ToList();
            var breaks = backends.Select(backend => Break(inventory, ingress, backend)).ToList();
            var broken = breaks.OfType<string>().Distinct().ToList();
            if (broken.Count > 0)
            {
                yield return Make(inventory, ingress, broken, Severity.Error);
            }
            else if (Others(inventory, ingress).ToList() is { Count: > 0 } others)
            {
                yield return Make(inventory, ingress, others, Severity.Warning);
            }
        }

        foreach (var route in inventory.All<KubeHttpRoute>().Where(route => route.Deleted is null))
        {
            var broken = route.Backends.Select(backend => Break(inventory, route, backend)).OfType<string>()
                .Concat(route.Parents.SelectMany(parent => parent.Conditions.Where(condition => condition is { Type: "Accepted" or "ResolvedRefs", IsFalse: true })
                    .Select(condition => $"{parent.Object.Name}: {condition.Reason}: {condition.Message}")))
                .Distinct().ToList();
            if (broken.Count > 0)
            {
                yield return Make(inventory, route, broken, Severity.Error);
            }
        }
    }

    private static string? Break(ClusterInventory inventory, KubeObject from, KubeIngressBackend backend)
    {
        if (backend.Service is not { } name)
        {
            return null;
        }

        var ns = backend.Namespace ?? from.Namespace;
        if (inventory.Find("Service", ns, name) is not KubeService service)
        {
            return inventory.GapFor("Service", ns) is null ? $"service {name} does not exist" : null;
        }

        return backend.Port is not { } port || service.Type == "ExternalName"
            || service.Ports.Any(each => each.Name == port || each.Port.ToString(CultureInfo.InvariantCulture) == port)
            ? null
            : $"service {name} has no port {port}";
    }

    private static IEnumerable<string> Others(ClusterInventory inventory, KubeIngress ingress)
    {
        // Controllers may take classes nobody made an object for; where there are objects, one that is missing is a slip.
        if (ingress.Class is { } name && inventory.OfKind("IngressClass").Count > 0 && inventory.Find("IngressClass", null, name) is null && ingress.Addresses.Count == 0)
        {
            yield return $"ingress class {name} does not exist";
        }

        foreach (var secret in ingress.Tls.Select(tls => tls.Secret).OfType<string>().Distinct())
        {
            if (inventory.GapFor("Secret", ingress.Namespace) is null && inventory.Find("Secret", ingress.Namespace, secret) is null
                && Signs.Lasts(inventory, ingress.Created, Signs.Grace))
            {
                yield return $"secret {secret} with its certificate does not exist";
            }
        }
    }

    private static Symptom Make(ClusterInventory inventory, KubeObject from, List<string> broken, Severity severity) =>
        Signs.Of(inventory, "Ingress.Broken", from, string.Join("; ", broken), from.Created, severity, string.Join('|', broken));
}
