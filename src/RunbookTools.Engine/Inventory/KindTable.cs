using System.Collections.Frozen;

namespace RunbookTools.Engine.Inventory;

/// <summary>Every kind with a record of its own. A new kind is one line here, a record in Model and a reader in Wire.</summary>
public static class KindTable
{
    /// <summary>The pseudo kind under which logs stand in the coverage.</summary>
    public const string PodLog = "PodLog";

    /// <summary>The pseudo kind under which usage, as kubelets measure it, stands in the coverage.</summary>
    public const string Usage = "Usage";

    /// <summary>The group in which metrics-server tells what pods and nodes use; served only where there is one.</summary>
    public const string Metrics = "metrics.k8s.io";

    /// <summary>The kinds.</summary>
    public static IReadOnlyList<KubeKind> All { get; } =
    [
        new("Pod", "", "v1", "pods", true, "po"),
        new("Node", "", "v1", "nodes", false, "no"),
        new("Event", "", "v1", "events", true, "ev"),
        new("Namespace", "", "v1", "namespaces", false, "ns"),
        new("Deployment", "apps", "v1", "deployments", true, "deploy"),
        new("ReplicaSet", "apps", "v1", "replicasets", true, "rs"),
        new("StatefulSet", "apps", "v1", "statefulsets", true, "sts"),
        new("DaemonSet", "apps", "v1", "daemonsets", true, "ds"),
        new("ControllerRevision", "apps", "v1", "controllerrevisions", true),
        new("Job", "batch", "v1", "jobs", true),
        new("CronJob", "batch", "v1", "cronjobs", true, "cj"),
        new("Service", "", "v1", "services", true, "svc"),
        new("EndpointSlice", "discovery.k8s.io", "v1", "endpointslices", true),
        new("Endpoints", "", "v1", "endpoints", true, "ep"),
        new("Ingress", "networking.k8s.io", "v1", "ingresses", true, "ing"),
        new("IngressClass", "networking.k8s.io", "v1", "ingressclasses", false),
        new("NetworkPolicy", "networking.k8s.io", "v1", "networkpolicies", true, "netpol"),
        new("Gateway", "gateway.networking.k8s.io", "v1", "gateways", true, "gtw"),
        new("HTTPRoute", "gateway.networking.k8s.io", "v1", "httproutes", true),
        new("GatewayClass", "gateway.networking.k8s.io", "v1", "gatewayclasses", false, "gc"),
        new("PersistentVolumeClaim", "", "v1", "persistentvolumeclaims", true, "pvc"),
        new("PersistentVolume", "", "v1", "persistentvolumes", false, "pv"),
        new("StorageClass", "storage.k8s.io", "v1", "storageclasses", false, "sc"),
        new("VolumeAttachment", "storage.k8s.io", "v1", "volumeattachments", false),
        new("CSINode", "storage.k8s.io", "v1", "csinodes", false),
        new("ConfigMap", "", "v1", "configmaps", true, "cm"),
        new("Secret", "", "v1", "secrets", true),
        new("ServiceAccount", "", "v1", "serviceaccounts", true, "sa"),
        new("Role", "rbac.authorization.k8s.io", "v1", "roles", true),
        new("ClusterRole", "rbac.authorization.k8s.io", "v1", "clusterroles", false),
        new("RoleBinding", "rbac.authorization.k8s.io", "v1", "rolebindings", true),
        new("ClusterRoleBinding", "rbac.authorization.k8s.io", "v1", "clusterrolebindings", false),
        new("HorizontalPodAutoscaler", "autoscaling", "v2", "horizontalpodautoscalers", true, "hpa"),
        new("PodDisruptionBudget", "policy", "v1", "poddisruptionbudgets", true, "pdb"),
        new("ResourceQuota", "", "v1", "resourcequotas", true, "quota"),
        new("LimitRange", "", "v1", "limitranges", true, "limits"),
        new("PriorityClass", "scheduling.k8s.io", "v1", "priorityclasses", false, "pc"),
        new("ValidatingWebhookConfiguration", "admissionregistration.k8s.io", "v1", "validatingwebhookconfigurations", false),
        new("MutatingWebhookConfiguration", "admissionregistration.k8s.io", "v1", "mutatingwebhookconfigurations", false),
        new("APIService", "apiregistration.k8s.io", "v1", "apiservices", false),
        new("CustomResourceDefinition", "apiextensions.k8s.io", "v1", "customresourcedefinitions", false, "crd"),
        new("Lease", "coordination.k8s.io", "v1", "leases", true),
        new("PodMetrics", Metrics, "v1beta1", "pods", true),
        new("NodeMetrics", Metrics, "v1beta1", "nodes", false),
    ];

    private static readonly FrozenDictionary<string, KubeKind> s_byName = All
        .SelectMany(kind => new[] { kind.Kind, kind.Plural, kind.Resource }.Concat(kind.ShortNames).Select(name => (name, kind)))
        .DistinctBy(pair => pair.name, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(pair => pair.name, pair => pair.kind, StringComparer.OrdinalIgnoreCase);

    /// <summary>The kind of that name: kind, plural, <c>plural.group</c> or short name, in any case; null when there is none.</summary>
    public static KubeKind? Find(string name) => s_byName.GetValueOrDefault(name);

    /// <summary>What several of a kind are called: its plural, except where that is the plural of a kind people know better, as for <c>PodMetrics</c>.</summary>
    public static string Several(KubeKind kind) => Find(kind.Plural) == kind ? kind.Plural : kind.Kind;
}
