using System.Collections.Frozen;

namespace RunbookTools.Sandbox.Store;

/// <summary>The kinds every API server brings, as discovery of a Kubernetes 1.36 server tells of them.</summary>
public static class BuiltInKinds
{
    private static readonly string[] s_proxyVerbs = ["create", "delete", "get", "patch", "update"];
    private static readonly SubResource s_status = new("status", null, "get", "patch", "update");
    private static readonly SubResource s_scale = new("scale", "Scale", "get", "patch", "update") { Group = "autoscaling", Version = "v1" };

    /// <summary>The kinds.</summary>
    public static IReadOnlyList<ResourceKind> All { get; } =
    [
        new("ConfigMap", "", "v1", "configmaps", true) { ShortNames = ["cm"] },
        new("Endpoints", "", "v1", "endpoints", true) { ShortNames = ["ep"] },
        new("Event", "", "v1", "events", true) { ShortNames = ["ev"] },
        new("LimitRange", "", "v1", "limitranges", true) { ShortNames = ["limits"] },
        new("Namespace", "", "v1", "namespaces", false)
        {
            ShortNames = ["ns"],
            Verbs = ["create", "delete", "get", "list", "patch", "update", "watch"],
            SubResources = [new("finalize", null, "update"), s_status],
        },
        new("Node", "", "v1", "nodes", false) { ShortNames = ["no"], SubResources = [new("proxy", "NodeProxyOptions", s_proxyVerbs), s_status] },
        new("PersistentVolumeClaim", "", "v1", "persistentvolumeclaims", true) { ShortNames = ["pvc"], SubResources = [s_status] },
        new("PersistentVolume", "", "v1", "persistentvolumes", false) { ShortNames = ["pv"], SubResources = [s_status] },
        new("Pod", "", "v1", "pods", true)
        {
            ShortNames = ["po"],
            Categories = ["all"],
            SubResources =
            [
                new("attach", "PodAttachOptions", "create", "get"),
                new("binding", "Binding", "create"),
                new("ephemeralcontainers", null, "get", "patch", "update"),
                new("eviction", "Eviction", "create") { Group = "policy", Version = "v1" },
                new("exec", "PodExecOptions", "create", "get"),
                new("log", null, "get"),
                new("portforward", "PodPortForwardOptions", "create", "get"),
                new("proxy", "PodProxyOptions", s_proxyVerbs),
                new("resize", null, "get", "patch", "update"),
                s_status,
            ],
        },
        new("PodTemplate", "", "v1", "podtemplates", true),
        new("ReplicationController", "", "v1", "replicationcontrollers", true)
        {
            ShortNames = ["rc"],
            Categories = ["all"],
            SubResources = [s_scale, s_status],
        },
        new("ResourceQuota", "", "v1", "resourcequotas", true) { ShortNames = ["quota"], SubResources = [s_status] },
        new("Secret", "", "v1", "secrets", true),
        new("ServiceAccount", "", "v1", "serviceaccounts", true)
        {
            ShortNames = ["sa"],
            SubResources =
            [
                new("token", "TokenRequest", "create") { Group = "authentication.k8s.io", Version = "v1" },
            ],
        },
        new("Service", "", "v1", "services", true)
        {
            ShortNames = ["svc"],
            Categories = ["all"],
            SubResources = [new("proxy", "ServiceProxyOptions", s_proxyVerbs), s_status],
        },
        new("APIService", "apiregistration.k8s.io", "v1", "apiservices", false) { Categories = ["api-extensions"], SubResources = [s_status] },
        new("ControllerRevision", "apps", "v1", "controllerrevisions", true),
        new("DaemonSet", "apps", "v1", "daemonsets", true) { ShortNames = ["ds"], Categories = ["all"], SubResources = [s_status] },
        new("Deployment", "apps", "v1", "deployments", true) { ShortNames = ["deploy"], Categories = ["all"], SubResources = [s_scale, s_status] },
        new("ReplicaSet", "apps", "v1", "replicasets", true) { ShortNames = ["rs"], Categories = ["all"], SubResources = [s_scale, s_status] },
        new("StatefulSet", "apps", "v1", "statefulsets", true) { ShortNames = ["sts"], Categories = ["all"], SubResources = [s_scale, s_status] },
        new("Event", "events.k8s.io", "v1", "events", true) { ShortNames = ["ev"] },
        new("HorizontalPodAutoscaler", "autoscaling", "v2", "horizontalpodautoscalers", true)
        {
            ShortNames = ["hpa"],
            Categories = ["all"],
            SubResources = [s_status],
        },
        new("CronJob", "batch", "v1", "cronjobs", true) { ShortNames = ["cj"], Categories = ["all"], SubResources = [s_status] },
        new("Job", "batch", "v1", "jobs", true) { Categories = ["all"], SubResources = [s_status] },
        new("CertificateSigningRequest", "certificates.k8s.io", "v1", "certificatesigningrequests", false)
        {
            ShortNames = ["csr"],
            SubResources = [new("approval", null, "get", "patch", "update"), s_status],
        },
        new("IngressClass", "networking.k8s.io", "v1", "ingressclasses", false),
        new("Ingress", "networking.k8s.io", "v1", "ingresses", true) { ShortNames = ["ing"], SubResources = [s_status] },
        new("IPAddress", "networking.k8s.io", "v1", "ipaddresses", false) { Since = 33, ShortNames = ["ip"] },
        new("NetworkPolicy", "networking.k8s.io", "v1", "networkpolicies", true) { ShortNames = ["netpol"] },
        new("ServiceCIDR", "networking.k8s.io", "v1", "servicecidrs", false) { Since = 33, SubResources = [s_status] },
        new("PodDisruptionBudget", "policy", "v1", "poddisruptionbudgets", true) { ShortNames = ["pdb"], SubResources = [s_status] },
        new("ClusterRoleBinding", "rbac.authorization.k8s.io", "v1", "clusterrolebindings", false),
        new("ClusterRole", "rbac.authorization.k8s.io", "v1", "clusterroles", false),
        new("RoleBinding", "rbac.authorization.k8s.io", "v1", "rolebindings", true),
        new("Role", "rbac.authorization.k8s.io", "v1", "roles", true),
        new("CSIDriver", "storage.k8s.io", "v1", "csidrivers", false),
        new("CSINode", "storage.k8s.io", "v1", "csinodes", false),
        new("CSIStorageCapacity", "storage.k8s.io", "v1", "csistoragecapacities", true) { Since = 24 },
        new("StorageClass", "storage.k8s.io", "v1", "storageclasses", false) { ShortNames = ["sc"] },
        new("VolumeAttachment", "storage.k8s.io", "v1", "volumeattachments", false) { SubResources = [s_status] },
        new("VolumeAttributesClass", "storage.k8s.io", "v1", "volumeattributesclasses", false) { Since = 34, ShortNames = ["vac"] },
        new("MutatingAdmissionPolicy", "admissionregistration.k8s.io", "v1", "mutatingadmissionpolicies", false) { Since = 36, Categories = ["api-extensions"] },
        new("MutatingAdmissionPolicyBinding", "admissionregistration.k8s.io", "v1", "mutatingadmissionpolicybindings", false)
        {
            Since = 36,
            Categories = ["api-extensions"],
        },
        new("MutatingWebhookConfiguration", "admissionregistration.k8s.io", "v1", "mutatingwebhookconfigurations", false) { Categories = ["api-extensions"] },
        new("ValidatingAdmissionPolicy", "admissionregistration.k8s.io", "v1", "validatingadmissionpolicies", false)
        {
            Since = 30,
            Categories = ["api-extensions"],
            SubResources = [s_status],
        },
        new("ValidatingAdmissionPolicyBinding", "admissionregistration.k8s.io", "v1", "validatingadmissionpolicybindings", false)
        {
            Since = 30,
            Categories = ["api-extensions"],
        },
        new("ValidatingWebhookConfiguration", "admissionregistration.k8s.io", "v1", "validatingwebhookconfigurations", false)
        {
            Categories = ["api-extensions"],
        },
        new("CustomResourceDefinition", "apiextensions.k8s.io", "v1", "customresourcedefinitions", false)
        {
            ShortNames = ["crd", "crds"],
            Categories = ["api-extensions"],
            SubResources = [s_status],
        },
        new("PriorityClass", "scheduling.k8s.io", "v1", "priorityclasses", false) { ShortNames = ["pc"] },
        new("Lease", "coordination.k8s.io", "v1", "leases", true),
        new("RuntimeClass", "node.k8s.io", "v1", "runtimeclasses", false),
        new("EndpointSlice", "discovery.k8s.io", "v1", "endpointslices", true),
        new("DeviceClass", "resource.k8s.io", "v1", "deviceclasses", false) { Since = 34 },
        new("ResourceClaim", "resource.k8s.io", "v1", "resourceclaims", true) { Since = 34, SubResources = [s_status] },
        new("ResourceClaimTemplate", "resource.k8s.io", "v1", "resourceclaimtemplates", true) { Since = 34 },
        new("ResourceSlice", "resource.k8s.io", "v1", "resourceslices", false) { Since = 34 },
        new("FlowSchema", "flowcontrol.apiserver.k8s.io", "v1", "flowschemas", false) { Since = 29, SubResources = [s_status] },
        new("PriorityLevelConfiguration", "flowcontrol.apiserver.k8s.io", "v1", "prioritylevelconfigurations", false) { Since = 29, SubResources = [s_status] },
    ];

    /// <summary>What is only posted: questions about one's own rights.</summary>
    public static IReadOnlyList<ResourceKind> Reviews { get; } =
    [
        new("SelfSubjectReview", "authentication.k8s.io", "v1", "selfsubjectreviews", false) { Verbs = ["create"] },
        new("SelfSubjectAccessReview", "authorization.k8s.io", "v1", "selfsubjectaccessreviews", false) { Verbs = ["create"] },
        new("SelfSubjectRulesReview", "authorization.k8s.io", "v1", "selfsubjectrulesreviews", false) { Verbs = ["create"] },
    ];

    private static readonly FrozenDictionary<(string Group, string Kind), ResourceKind> s_byKind = All.ToFrozenDictionary(kind => (kind.Group, kind.Kind));

    /// <summary>The kind of that group and name; null when no server brings it.</summary>
    public static ResourceKind? Find(string group, string kind) => s_byKind.GetValueOrDefault((group, kind));
}
