using RunbookTools.Engine.Primitives;

namespace RunbookTools.Engine.Triage;

/// <summary>What hangs on what in a cluster: who suffers when an object is broken.</summary>
internal sealed class DependencyGraph(ClusterInventory inventory)
{
    private readonly Lazy<ServiceCalls> _calls = new(() => new ServiceCalls(inventory));

    /// <summary>What hangs directly on an object.</summary>
    public IEnumerable<Dependency> DependentsOf(KubeObject item) => item switch
    {
        KubeNode node => OfNode(node),
        KubePod pod => OfPods(pod.Namespace, [pod]).Concat(OfEvicted(pod)),
        KubeVolumeClaim claim => OfClaim(claim),
        KubeVolume volume => volume.Claim is { } target && inventory.Find(target) is { } claim ? [new(claim, LinkType.Storage, "is bound to volume " + volume.Name)] : [],
        KubeStorageClass storage => inventory.All<KubeVolumeClaim>()
            .Where(claim => (claim.Class ?? (storage.IsDefault ? storage.Name : null)) == storage.Name)
            .Select(claim => new Dependency(claim, LinkType.Storage, "asks for storage class " + storage.Name)),
        KubeService service => OfService(service),
        KubeApiService api => OfApi(api),
        KubeWebhookConfiguration webhook => Refused(each => webhook.Webhooks.Any(hook => each.Contains($"webhook \"{hook.Name}\"", StringComparison.Ordinal)), "its pods are refused by webhook " + webhook.Name, null),
        KubeResourceQuota quota => Refused(each => each.Contains($"exceeded quota: {quota.Name}", StringComparison.Ordinal), "its pods are refused by quota " + quota.Name, quota.Namespace),
        KubeWorkload workload => OfWorkload(workload),
        KubeConfigMap or KubeSecret or KubeServiceAccount => OfConfiguration(item),
        _ => [],
    };

    private IEnumerable<Dependency> OfNode(KubeNode node)
    {
        var only = NodeSigns.Of(inventory).Where(sign => sign.Sign == NodeSign.PodsFailHere && sign.Node.Name == node.Name).SelectMany(sign => sign.Pods).ToHashSet();
        foreach (var pod in inventory.PodsOf(node))
        {
            if (only.Contains(pod.Target))
            {
                yield return new(pod, LinkType.OnlyHere, "fails only on node " + node.Name);
                continue;
            }

            yield return new(pod, LinkType.Node, (pod.IsFinished ? "ran on node " : "runs on node ") + node.Name);
        }

        foreach (var pod in inventory.All<KubeVolumeAttachment>().Where(attachment => attachment.Attached && attachment.Node == node.Name && attachment.Volume is not null)
            .Select(attachment => inventory.Find<KubeVolume>("PersistentVolume", null, attachment.Volume!)?.Claim).OfType<KubeTarget>()
            .SelectMany(claim => inventory.PodsIn(claim.Namespace).Where(pod => pod.Node is not null && pod.Node != node.Name && !pod.IsFinished && pod.Spec.Volumes.Any(volume => volume.Claim == claim.Name))))
        {
            yield return new(pod, LinkType.Storage, "its volume is attached to node " + node.Name);
        }

        foreach (var pod in inventory.All<KubePod>().Where(pod => pod is { IsScheduled: false, IsFinished: false, Deleted: null }))
        {
            // Only the node's own trouble keeps the pod off it, and no other node is one the pod asks for.
            var fits = Scheduling.Explain(inventory, pod);
            var here = fits.FirstOrDefault(fit => fit.Node.Name == node.Name);
            if (here is { Fits: false } && here.Blockers.All(blocker => IsOwnTrouble(blocker)) && fits.All(fit => fit == here || (!fit.Fits && !fit.IsCandidate)))
            {
                yield return new(pod, LinkType.Pinned, "can only run on node " + node.Name);
            }
        }
    }

    /// <summary>The node that was short of just what an evicted pod had used up.</summary>
    private IEnumerable<Dependency> OfEvicted(KubePod pod) =>
        Evictions.Of(inventory, pod) is { AccountsForShortage: true } eviction && inventory.Find<KubeNode>("Node", null, eviction.Node ?? "") is { } node
            ? [new(node, LinkType.Pressure, $"lacked {eviction.Resource} that pod {pod.Name} used")]
            : [];

    private static bool IsOwnTrouble(SchedulingBlocker blocker) =>
        blocker.Reason is SchedulingReason.NotReady or SchedulingReason.Cordoned or SchedulingReason.Pressure;

    private IEnumerable<Dependency> OfClaim(KubeVolumeClaim claim)
    {
        var words = claim.Phase == "Bound" ? $"uses claim {claim.Name}" : $"its claim {claim.Name} is {claim.Phase.ToLowerInvariant()}";
        return inventory.PodsIn(claim.Namespace)
            .Where(pod => !pod.IsFinished && pod.Spec.Volumes.Any(volume => volume.Claim == claim.Name))
            .Select(pod => new Dependency(pod, LinkType.Storage, words));
    }

    private IEnumerable<Dependency> OfService(KubeService service)
    {
        foreach (var ingress in inventory.All<KubeIngress>().Where(ingress =>
            ingress.Rules.Select(rule => rule.Backend).Append(ingress.DefaultBackend).Any(backend => LeadsTo(backend, ingress.Namespace, service))))
        {
            yield return new(ingress, LinkType.Route, "leads to service " + service.Name);
        }

        foreach (var route in inventory.All<KubeHttpRoute>().Where(route => route.Backends.Any(backend => LeadsTo(backend, route.Namespace, service))))
        {
            yield return new(route, LinkType.Route, "leads to service " + service.Name);
        }

        foreach (var api in inventory.All<KubeApiService>().Where(api => IsSame(api.Service, service)))
        {
            yield return new(api, LinkType.Route, $"is answered by service {service.Namespace}/{service.Name}");
        }

        foreach (var webhook in inventory.All<KubeWebhookConfiguration>().Where(webhook => webhook.Webhooks.Any(hook => IsSame(hook.Service, service))))
        {
            yield return new(webhook, LinkType.Route, $"asks service {service.Namespace}/{service.Name}");
        }

        foreach (var (caller, address) in _calls.Value.Of(service))
        {
            yield return new(caller, LinkType.Call, "calls " + address);
        }
    }

    private IEnumerable<Dependency> OfApi(KubeApiService api)
    {
        if (api.Group.EndsWith("metrics.k8s.io", StringComparison.Ordinal))
        {
            foreach (var autoscaler in inventory.All<KubeAutoscaler>().Where(autoscaler =>
                autoscaler.Conditions.Any(condition => condition.IsFalse && condition.Message?.Contains(api.Group, StringComparison.Ordinal) == true)))
            {
                yield return new(autoscaler, LinkType.Scale, "reads " + api.Group);
            }
        }

        foreach (var ns in inventory.All<KubeNamespace>().Where(ns => ns.Conditions.Any(condition =>
            condition is { Type: "NamespaceDeletionDiscoveryFailure", IsTrue: true } && condition.Message?.Contains(api.Group, StringComparison.Ordinal) == true)))
        {
            yield return new(ns, LinkType.Route, $"cannot be emptied while {api.Name} is unavailable");
        }
    }

    private IEnumerable<Dependency> OfWorkload(KubeWorkload workload)
    {
        var pods = inventory.PodsOf(workload).ToList();
        foreach (var dependency in OfPods(workload.Namespace, pods))
        {
            yield return dependency;
        }

        // Without pods the template says which services would select them.
        foreach (var service in pods.Count > 0 ? [] : inventory.AllIn<KubeService>(workload.Namespace).Where(service => Selects(service, workload.Template.Labels)))
        {
            yield return new(service, LinkType.Pods, $"selects pods of {workload.Target}");
        }

        foreach (var autoscaler in inventory.AllIn<KubeAutoscaler>(workload.Namespace).Where(autoscaler =>
            autoscaler.ScaleTarget.Kind == workload.Kind && autoscaler.ScaleTarget.Name == workload.Name))
        {
            yield return new(autoscaler, LinkType.Scale, "scales " + workload.Target);
        }
    }

    private IEnumerable<Dependency> OfPods(string? ns, IReadOnlyCollection<KubePod> pods) =>
        from service in inventory.AllIn<KubeService>(ns)
        let pod = pods.FirstOrDefault(pod => Selects(service, pod.Labels))
        where pod is not null
        select new Dependency(service, LinkType.Pods, $"selects pods of {inventory.RootTargetOf(pod)}");

    private IEnumerable<Dependency> OfConfiguration(KubeObject item) =>
        from pod in inventory.PodsIn(item.Namespace)
        where !pod.IsFinished && Uses(pod.Spec, item)
        select new Dependency(pod, LinkType.Needs, $"needs {item.Kind} {item.Name}");

    private static bool Uses(KubePodSpec spec, KubeObject item) =>
        item.Kind == "ServiceAccount"
            ? (spec.ServiceAccount ?? "default") == item.Name
            : spec.Volumes.Any(volume => volume.References.Any(reference => reference.Kind == item.Kind && reference.Name == item.Name))
              || spec.Containers.Any(container =>
                  container.EnvFrom.Any(from => from.Kind == item.Kind && from.Name == item.Name)
                  || container.Env.Any(env => env.From is { } from && from.Kind == item.Kind && from.Name == item.Name))
              || (item.Kind == "Secret" && spec.ImagePullSecrets.Contains(item.Name));

    private IEnumerable<Dependency> Refused(Func<string, bool> names, string words, string? ns) =>
        inventory.All<KubeEvent>()
            .Where(seen => seen.Reason == "FailedCreate" && (ns is null || seen.Object.Namespace == ns) && names(seen.Message))
            .Select(seen => inventory.Find(seen.Object)).OfType<KubeObject>()
            .Select(inventory.RootOf).Distinct()
            .Select(root => new Dependency(root, LinkType.Admission, words));

    private static bool LeadsTo(KubeIngressBackend? backend, string? ns, KubeService service) =>
        backend?.Service == service.Name && (backend.Namespace ?? ns) == service.Namespace;

    private static bool IsSame(KubeTarget? target, KubeService service) => target is not null && target.Name == service.Name && target.Namespace == service.Namespace;

    private static bool Selects(KubeService service, IReadOnlyDictionary<string, string> labels) =>
        service.Selector.Count > 0 && service.Selects(labels);
}
