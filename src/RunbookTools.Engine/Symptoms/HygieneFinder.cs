namespace RunbookTools.Engine.Symptoms;

/// <summary>
/// What can be looked at for tidiness, when somebody asks for it: nothing of this is broken, and nothing of it is ever among the symptoms of a triage that was
/// not asked.
/// </summary>
public static class HygieneFinder
{
    private static readonly TimeSpan s_settled = TimeSpan.FromHours(1);

    private static readonly HashSet<string> s_ofCluster = new(StringComparer.Ordinal) { "kube-system", "kube-public", "kube-node-lease" };

    /// <summary>One symptom of severity Info for each object a playbook of hygiene runs on, ordered by object.</summary>
    /// <param name="inventory">The cluster.</param>
    /// <param name="namespaces">Namespaces to look at; empty for all.</param>
    public static IReadOnlyList<Symptom> Find(ClusterInventory inventory, IReadOnlyCollection<string> namespaces) =>
    [
        .. Workloads(inventory).Select(item => Of("Hygiene.Workload", item))
            .Concat(Holdings(inventory).Select(item => Of("Hygiene.Unused", item)))
            .Concat(inventory.All<KubeRoleBinding>().Concat<KubeObject>(inventory.All<KubeRole>()).Where(item => !IsBuiltIn(item)).Select(item => Of("Hygiene.Access", item)))
            .Concat(inventory.All<KubeNamespace>().Where(item => !s_ofCluster.Contains(item.Name)).Select(item => Of("Hygiene.Namespace", item)))
            .Concat(Network(inventory).Select(item => Of("Hygiene.Network", item)))
            .Where(pair => pair.Item.Deleted is null)
            .Select(pair => Signs.Of(inventory, pair.Id, pair.Item, "looked at for tidiness", null, Severity.Info, pair.Item.ToString()))
            .Where(symptom => SymptomFinder.IsInScope(inventory, symptom, namespaces))
            .OrderBy(symptom => symptom.Object.Namespace, StringComparer.Ordinal)
            .ThenBy(symptom => symptom.Object.Name, StringComparer.Ordinal)
            .ThenBy(symptom => symptom.Id, StringComparer.Ordinal),
    ];

    private static (string Id, KubeObject Item) Of(string id, KubeObject item) => (id, item);

    /// <summary>Workloads nothing controls, and pods made by hand. What has run to its end is history; static pods are the node's.</summary>
    private static IEnumerable<KubeObject> Workloads(ClusterInventory inventory) =>
        Related.TopLevel(inventory).Where(workload => workload is not KubeJob { IsFinished: true })
            .Concat<KubeObject>(inventory.All<KubePod>().Where(pod => pod.Owners.Count == 0 && !pod.IsFinished && !pod.Annotations.ContainsKey("kubernetes.io/config.mirror")));

    /// <summary>
    /// What may lie about unused. Left out is what the cluster and its controllers keep for themselves: what has an owner, what is named after its purpose, and
    /// what is too young to be used yet.
    /// </summary>
    private static IEnumerable<KubeObject> Holdings(ClusterInventory inventory) =>
        Primitives.Referrers.Kinds.SelectMany(inventory.OfKind).Concat(inventory.All<KubeJob>().Where(job => job.IsFinished))
            .Where(item => item.Owners.Count == 0 && (item is KubeVolumeClaim || !s_ofCluster.Contains(item.Namespace ?? "")))
            .Where(item => !(inventory.CapturedAt - item.Created < s_settled) && !IsKept(item));

    private static bool IsKept(KubeObject item) => item switch
    {
        // pkg/controller/certificates/rootcacertpublisher, leader election of old, Helm 2, and what OpenShift and Istio put into every namespace.
        KubeConfigMap => item.Name is "kube-root-ca.crt" or "openshift-service-ca.crt" or "istio-ca-root-cert"
            || item.Annotations.ContainsKey("control-plane.alpha.kubernetes.io/leader") || item.Labels.GetValueOrDefault("OWNER") == "TILLER",
        KubeSecret secret => secret.Type is "kubernetes.io/service-account-token" or "bootstrap.kubernetes.io/token" or "helm.sh/release.v1"
            || item.Annotations.ContainsKey("kubernetes.io/service-account.name") || item.Name.StartsWith("sh.helm.release.v1.", StringComparison.Ordinal),
        KubeServiceAccount => item.Name == "default",
        _ => false,
    };

    private static IEnumerable<KubeObject> Network(ClusterInventory inventory) =>
        inventory.All<KubeService>().Where(service => service is not { Namespace: "default", Name: "kubernetes" })
            .Concat<KubeObject>(inventory.All<KubeIngress>())
            .Concat(inventory.All<KubeNetworkPolicy>())
            .Concat(inventory.All<KubeAutoscaler>());

    /// <summary>Roles and bindings that the API server (plugin/pkg/auth/authorizer/rbac/bootstrappolicy) and kubeadm make.</summary>
    private static bool IsBuiltIn(KubeObject item) => item.Labels.ContainsKey("kubernetes.io/bootstrapping")
        || item.Name.StartsWith("system:", StringComparison.Ordinal) || item.Name.StartsWith("kubeadm:", StringComparison.Ordinal);
}
