using RunbookTools.Engine.Primitives;

namespace RunbookTools.Engine.Symptoms;

/// <summary><c>Ingress.Broken</c>: an ingress leads nowhere, or nobody serves it. No controller writes an event about most of it.</summary>
internal sealed class IngressBrokenDetector : ISymptomDetector
{
    /// <summary>How long a controller may take to put its address on an ingress before nobody is thought to serve it.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory)
    {
        foreach (var ingress in inventory.All<KubeIngress>().Where(ingress => ingress.Deleted is null))
        {
            var backends = ingress.Rules.Select(rule => rule.Backend).Concat(ingress.DefaultBackend is { } fallback ? [fallback] : []).ToList();
            var broken = backends.Select(backend => BackendSigns.Break(inventory, ingress, backend)).OfType<string>().Distinct().ToList();
            if (broken.Count > 0)
            {
                // Whether anybody else is served depends on the rest of its rules.
                yield return Make(inventory, ingress, broken, Severity.Error);
            }
            else if (Serving(inventory, ingress) is { } unserved)
            {
                yield return Make(inventory, ingress, [unserved], Severity.Error);
            }
            else if (Others(inventory, ingress).Concat(Certificates(inventory, ingress)).Concat(Denied(inventory, ingress)).Distinct().ToList() is { Count: > 0 } others)
            {
                yield return Make(inventory, ingress, others, Severity.Warning);
            }
        }
    }

    private static string? Serving(ClusterInventory inventory, KubeIngress ingress)
    {
        // Controllers may take classes nobody made an object for; where there are objects, one that is missing is a slip.
        if (ingress.Class is { } name && inventory.OfKind("IngressClass").Count > 0 && inventory.Find("IngressClass", null, name) is null && ingress.Addresses.Count == 0
            && !ingress.Annotations.ContainsKey("kubernetes.io/ingress.class"))
        {
            return $"ingress class {name} does not exist";
        }

        if (IngressHosts.ClassOf(inventory, ingress) is not { } served || inventory.GapFor("Deployment") is not null || inventory.GapFor("DaemonSet") is not null)
        {
            return null;
        }

        var controllers = ClassControllers.Of(inventory, served.ControllerName);
        return controllers.Count > 0
            ? controllers.All(controller => controller.Ready == 0 && Signs.Lasts(inventory, controller.Created, Signs.Grace))
                ? $"its controller {controllers[0].Target} has no ready pod"
                : null
            : ingress.Addresses.Count == 0 && ClassControllers.RunsInCluster(served.ControllerName) && Signs.Lasts(inventory, ingress.Created, s_patience)
                ? $"no controller {served.ControllerName} runs, and it has no address"
                : null;
    }

    private static IEnumerable<string> Others(ClusterInventory inventory, KubeIngress ingress)
    {
        foreach (var rule in ingress.Rules)
        {
            if (IngressHosts.Winner(inventory, ingress, rule) is { } winner)
            {
                yield return $"{winner.Target} is older and takes {rule.Host ?? "*"}{rule.Path}";
            }
        }

        foreach (var secret in ingress.Tls.Select(tls => tls.Secret).OfType<string>().Distinct())
        {
            if (inventory.Find<KubeSecret>("Secret", ingress.Namespace, secret) is not { } found)
            {
                if (inventory.GapFor("Secret", ingress.Namespace) is null && Signs.Lasts(inventory, ingress.Created, Signs.Grace))
                {
                    yield return $"secret {secret} with its certificate does not exist";
                }
            }
            else if (found.Keys is { } keys && !(keys.Contains("tls.crt") && keys.Contains("tls.key")))
            {
                yield return $"secret {secret} holds no certificate and key";
            }
        }
    }

    private static IEnumerable<string> Certificates(ClusterInventory inventory, KubeIngress ingress) => ServedCertificates.Of(inventory, ingress)
        .SelectMany(served => CertificateSigns.Of(served));

    // A service nobody answers for has a symptom of its own.
    private static IEnumerable<string> Denied(ClusterInventory inventory, KubeIngress ingress)
    {
        if (inventory.OfKind("NetworkPolicy").Count == 0 || Flows.AreEnforced(inventory) is false || IngressHosts.ClassOf(inventory, ingress) is not { } served)
        {
            return [];
        }

        var callers = ClassControllers.Of(inventory, served.ControllerName).SelectMany(inventory.PodsOf).Where(pod => pod.IsReady).ToList();
        return ingress.Rules.Select(rule => rule.Backend).Append(ingress.DefaultBackend).OfType<KubeIngressBackend>().Distinct()
            .Select(backend => (Service: inventory.Find<KubeService>("Service", ingress.Namespace, backend.Service ?? ""), backend.Port))
            .Where(backend => backend.Service is { Selector.Count: > 0 })
            .SelectMany(backend => callers.SelectMany(pod => Flows.ToService(inventory, pod, backend.Service!, BackendSigns.PortOf(backend.Service!, backend.Port))))
            .Where(flow => flow.Allowed is false)
            .Select(flow => $"{string.Join(", ", flow.Denials.SelectMany(denial => denial.Policies).Distinct())} keeps its controller from {flow.Service}");
    }

    private static Symptom Make(ClusterInventory inventory, KubeIngress from, List<string> broken, Severity severity) =>
        Signs.Of(inventory, "Ingress.Broken", from, string.Join("; ", broken), from.Created, severity, string.Join('|', broken));
}
