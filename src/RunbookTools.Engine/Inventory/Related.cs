namespace RunbookTools.Engine.Inventory;

/// <summary>What belongs to an object: its pods, nodes, services, claims, and what stands under it.</summary>
public static class Related
{
    /// <summary>
    /// The pods of an object: a workload's through the owner chain, those a service, policy or budget selects, those on a node, in a namespace,
    /// behind an ingress or route, of an autoscaler's target, with a claim or volume, at an endpoint slice; the pod itself.
    /// </summary>
    public static IEnumerable<KubePod> Pods(ClusterInventory inventory, KubeObject item) => item switch
    {
        KubeIngress or KubeHttpRoute => Services(inventory, item).SelectMany(inventory.PodsOf).Once(),
        KubeAutoscaler autoscaler => inventory.Find(autoscaler.ScaleTarget) is { } scaled ? inventory.PodsOf(scaled) : [],
        KubeDisruptionBudget { Selector: { } selector } => Selected(inventory, item.Namespace, selector),
        KubeNetworkPolicy policy => Selected(inventory, item.Namespace, policy.PodSelector),
        KubeVolumeClaim claim => inventory.PodsIn(claim.Namespace).Where(pod => pod.Spec.Volumes.Any(volume => volume.Claim == claim.Name)),
        KubeVolume { Claim: { } claim } => inventory.Find<KubeVolumeClaim>("PersistentVolumeClaim", claim.Namespace, claim.Name) is { } bound ? Pods(inventory, bound) : [],
        KubeEndpointSlice slice => slice.Endpoints.Select(endpoint => endpoint.Object).OfType<KubeTarget>()
            .Select(target => inventory.Find<KubePod>("Pod", target.Namespace ?? slice.Namespace, target.Name)).OfType<KubePod>().Once(),
        KubeEvent seen => inventory.Find(seen.Object) is { } about and not KubeEvent ? Pods(inventory, about) : [],
        _ => inventory.PodsOf(item).InOrder(),
    };

    /// <summary>The nodes of an object: those its pods are on, the one an event or attachment names; the node itself.</summary>
    public static IEnumerable<KubeNode> Nodes(ClusterInventory inventory, KubeObject item) => item switch
    {
        KubeNode node => [node],
        KubeVolumeAttachment attachment => Named(inventory, [attachment.Node]),
        KubeCsiNode or KubeLease { Namespace: "kube-node-lease" } => Named(inventory, [item.Name]),
        KubeEvent { Object.Kind: "Node" } seen => Named(inventory, [seen.Object.Name]),
        KubeEvent { Node: { } name } => Named(inventory, [name]),
        _ => Named(inventory, Pods(inventory, item).Select(pod => pod.Node).OfType<string>().Distinct().Order(StringComparer.Ordinal)),
    };

    /// <summary>
    /// Services of an object: those an ingress or route sends to, those that select a pod or a workload's pods, the one of an endpoint slice, those in a
    /// namespace; the service itself.
    /// </summary>
    public static IEnumerable<KubeService> Services(ClusterInventory inventory, KubeObject item) => item switch
    {
        KubeService service => [service],
        KubeIngress ingress => Backends(inventory, item, ingress.Rules.Select(rule => rule.Backend).Append(ingress.DefaultBackend).OfType<KubeIngressBackend>()),
        KubeHttpRoute route => Backends(inventory, item, route.Backends),
        KubeEndpointSlice { Service: { } name } => Find(inventory, item.Namespace, name),
        KubeStatefulSet { ServiceName.Length: > 0 } set => Find(inventory, set.Namespace, set.ServiceName).Concat(Selecting(inventory, set)).Once(),
        KubeNamespace ns => inventory.AllIn<KubeService>(ns.Name),
        KubeEvent seen => inventory.Find(seen.Object) is { } about and not KubeEvent ? Services(inventory, about) : [],
        _ => Selecting(inventory, item),
    };

    /// <summary>Claims of an object: those its pods mount or its template names, the one of a volume, those in a namespace; the claim itself.</summary>
    public static IEnumerable<KubeVolumeClaim> Claims(ClusterInventory inventory, KubeObject item) => item switch
    {
        KubeVolumeClaim claim => [claim],
        KubeNamespace ns => inventory.AllIn<KubeVolumeClaim>(ns.Name),
        KubeVolume { Claim: { } bound } => Claim(inventory, bound.Namespace, bound.Name),
        KubeStorageClass storage => inventory.All<KubeVolumeClaim>().Where(claim => claim.Class == storage.Name),
        KubeEvent seen => inventory.Find(seen.Object) is { } about and not KubeEvent ? Claims(inventory, about) : [],
        KubeStatefulSet set => Mounted(inventory, item).Concat(inventory.AllIn<KubeVolumeClaim>(set.Namespace).Where(claim => IsOf(set, claim))).Once(),
        _ => Mounted(inventory, item),
    };

    /// <summary>
    /// The workloads of an object: the top of the owner chain of a pod or of anything a workload controls, those of a node's or claim's pods, those whose pods a
    /// service selects, whether there are such pods or not, those at the top in a namespace, those that serve an ingress class or a gateway class.
    /// </summary>
    public static IEnumerable<KubeWorkload> Workloads(ClusterInventory inventory, KubeObject item) => item switch
    {
        KubeNamespace ns => TopLevel(inventory, inventory.AllIn<KubeWorkload>(ns.Name)),
        KubeIngressClass or KubeGatewayClass => Primitives.ClassControllers.Of(inventory, item is KubeIngressClass ingress ? ingress.ControllerName : ((KubeGatewayClass)item).ControllerName),
        KubeWorkload or KubePod => Top(inventory, item),
        KubeService { Selector.Count: > 0 } service => Pods(inventory, service).SelectMany(pod => Top(inventory, pod))
            .Concat(TopLevel(inventory, inventory.AllIn<KubeWorkload>(service.Namespace)).Where(workload => service.Selects(workload.Template.Labels)))
            .Once().InOrder(),
        _ => Pods(inventory, item).SelectMany(pod => Top(inventory, pod)).Once(),
    };

    /// <summary>Workloads that nothing in the inventory controls.</summary>
    public static IEnumerable<KubeWorkload> TopLevel(ClusterInventory inventory) => TopLevel(inventory, inventory.All<KubeWorkload>());

    /// <summary>Those of some workloads that nothing in the inventory controls.</summary>
    public static IEnumerable<KubeWorkload> TopLevel(ClusterInventory inventory, IEnumerable<KubeWorkload> workloads) =>
        workloads.Where(workload => inventory.OwnerOf(workload) is not KubeWorkload);

    /// <summary>Disruption budgets that guard a pod, or the pods a workload has or would have.</summary>
    public static IEnumerable<KubeDisruptionBudget> Budgets(ClusterInventory inventory, KubeObject item)
    {
        var pods = PodLabels(inventory, item);
        return inventory.AllIn<KubeDisruptionBudget>(item.Namespace).Where(budget => budget.Selector is { } selector && pods.Any(pod => selector.Matches(pod.Labels)));
    }

    /// <summary>Autoscalers that scale a workload.</summary>
    public static IEnumerable<KubeAutoscaler> Autoscalers(ClusterInventory inventory, KubeObject item) =>
        inventory.AllIn<KubeAutoscaler>(item.Namespace)
            .Where(autoscaler => autoscaler.ScaleTarget.Kind == item.Kind && autoscaler.ScaleTarget.Name == item.Name);

    /// <summary>
    /// Everything under an object: what it controls, what a service or node carries, everything in a namespace. The object itself is not in it.
    /// </summary>
    public static IEnumerable<KubeObject> Under(ClusterInventory inventory, KubeObject item) => AllUnder(inventory, item).InOrder();

    /// <summary>Kinds that must have been read for the pods of an object to be all there are.</summary>
    public static IReadOnlyList<string> KindsForPods(KubeObject item) => item switch
    {
        KubeDeployment => ["ReplicaSet", "Pod"],
        KubeCronJob => ["Job", "Pod"],
        KubeService { Selector.Count: 0 } => ["EndpointSlice", "Pod"],
        KubeIngress or KubeHttpRoute => ["Service", "Pod"],
        KubePod => [],
        _ => ["Pod"],
    };

    private static IEnumerable<KubeObject> AllUnder(ClusterInventory inventory, KubeObject item) => item switch
    {
        KubeNamespace ns => inventory.Objects.Where(other => other.Namespace == ns.Name),
        KubeWorkload or KubePod => inventory.Descendants(item).Concat(Claims(inventory, item)).Once(),
        _ => inventory.Descendants(item).Concat(Pods(inventory, item)).Where(other => !ReferenceEquals(other, item)).Once(),
    };

    private static IEnumerable<KubeNode> Named(ClusterInventory inventory, IEnumerable<string> names) =>
        names.Select(name => inventory.Find<KubeNode>("Node", null, name)).OfType<KubeNode>();

    private static IEnumerable<KubeService> Find(ClusterInventory inventory, string? ns, string name) =>
        inventory.Find<KubeService>("Service", ns, name) is { } service ? [service] : [];

    private static IEnumerable<KubeService> Backends(ClusterInventory inventory, KubeObject item, IEnumerable<KubeIngressBackend> backends) =>
        backends.Where(backend => backend.Service is not null).SelectMany(backend => Find(inventory, backend.Namespace ?? item.Namespace, backend.Service!)).Once();

    private static IEnumerable<KubeService> Selecting(ClusterInventory inventory, KubeObject item) =>
        PodLabels(inventory, item).GroupBy(pod => pod.Namespace).SelectMany(group => inventory.AllIn<KubeService>(group.Key)
            .Where(service => service.Selector.Count > 0 && group.Any(pod => service.Selects(pod.Labels))));

    /// <summary>The sets of labels that the pods of an object have, each once; those of its template when it has no pods.</summary>
    private static List<(string? Namespace, IReadOnlyDictionary<string, string> Labels)> PodLabels(ClusterInventory inventory, KubeObject item)
    {
        var labels = Pods(inventory, item).Select(pod => (pod.Namespace, pod.Labels)).DistinctBy(pod => (pod.Namespace, LabelText(pod.Labels))).ToList();
        return labels.Count == 0 && item is KubeWorkload workload ? [(workload.Namespace, workload.Template.Labels)] : labels;
    }

    private static string LabelText(IReadOnlyDictionary<string, string> labels) =>
        string.Join('\n', labels.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));

    private static IEnumerable<KubeVolumeClaim> Claim(ClusterInventory inventory, string? ns, string name) =>
        inventory.Find<KubeVolumeClaim>("PersistentVolumeClaim", ns, name) is { } claim ? [claim] : [];

    private static IEnumerable<KubeVolumeClaim> Mounted(ClusterInventory inventory, KubeObject item) => Pods(inventory, item)
        .Select(pod => (pod.Namespace, pod.Spec))
        .Concat(item is KubeWorkload workload ? [(workload.Namespace, workload.Template.Spec)] : [])
        .SelectMany(user => user.Spec.Volumes.Select(volume => volume.Claim).OfType<string>().SelectMany(name => Claim(inventory, user.Namespace, name)))
        .Once();

    private static IEnumerable<KubeWorkload> Top(ClusterInventory inventory, KubeObject item) =>
        Primitives.Owners.Chain(inventory, item).OfType<KubeWorkload>().TakeLast(1);

    private static IEnumerable<KubePod> Selected(ClusterInventory inventory, string? ns, KubeSelector selector) =>
        inventory.PodsIn(ns).Where(pod => selector.Matches(pod.Labels));

    // A stateful set names its claims <template>-<set>-<ordinal> (pkg/controller/statefulset/stateful_set_utils.go, getPersistentVolumeClaimName).
    private static bool IsOf(KubeStatefulSet set, KubeVolumeClaim claim) =>
        set.ClaimTemplates.Any(template => claim.Name.StartsWith($"{template.Name}-{set.Name}-", StringComparison.Ordinal));

    private static IEnumerable<T> InOrder<T>(this IEnumerable<T> items)
        where T : KubeObject => items.OrderBy(item => item.Kind, StringComparer.Ordinal).ThenBy(item => item.Namespace, StringComparer.Ordinal).ThenBy(item => item.Name, StringComparer.Ordinal);

    // Records compare by value, field by field: here the object itself is meant.
    private static IEnumerable<T> Once<T>(this IEnumerable<T> items)
        where T : KubeObject => items.Distinct<T>(ReferenceEqualityComparer.Instance);
}
