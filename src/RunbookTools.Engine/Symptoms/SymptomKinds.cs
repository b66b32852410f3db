namespace RunbookTools.Engine.Symptoms;

/// <summary>The objects a symptom shows on: who may not read them does not see it, and must not take that for its absence.</summary>
public static class SymptomKinds
{
    // What has pods that should be there all the time.
    private static readonly string[] s_workloads = ["Deployment", "StatefulSet", "DaemonSet"];

    /// <summary>What stands in the way of seeing a symptom at all; null when some objects it shows on were read, or there are none.</summary>
    /// <param name="inventory">The cluster.</param>
    /// <param name="symptom">The symptom's id: <c>Pod.CrashLoop</c>.</param>
    /// <param name="namespaces">Namespaces looked at; empty for all.</param>
    /// <remarks>What a source never held is not in the way: a dump of pods says nothing of gateways, and nobody takes it to.</remarks>
    public static CoverageGap? GapFor(ClusterInventory inventory, string symptom, IReadOnlyCollection<string> namespaces)
    {
        var kinds = Of(symptom);
        var gaps = kinds.Select(kind => GapForKind(inventory, kind, namespaces)).OfType<CoverageGap>().ToList();
        return gaps.Count == kinds.Count ? gaps.Find(gap => gap.Kind != GapKind.Absent) : null;
    }

    /// <summary>The kinds of object a symptom shows on; any of them. Empty when it may show on all.</summary>
    /// <param name="symptom">The symptom's id.</param>
    public static IReadOnlyList<string> Of(string symptom) => symptom.Split('.') switch
    {
        ["Pod" or "ControlPlane", _] => ["Pod"],
        ["Node", _] => ["Node"],
        ["Workload", _] => s_workloads,
        [("Job" or "CronJob" or "ReplicaSet" or "DaemonSet" or "Service" or "Ingress" or "Gateway" or "Namespace" or "Lease") and var kind, _] => [kind],
        ["Route", _] => ["HTTPRoute"],
        ["Claim", _] => ["PersistentVolumeClaim"],
        ["Volume", _] => ["PersistentVolume"],
        ["ApiService", _] => ["APIService"],
        ["Autoscaler", _] => ["HorizontalPodAutoscaler"],
        ["Budget", _] => ["PodDisruptionBudget"],
        ["Quota", _] => ["ResourceQuota"],
        ["Events", _] => ["Event"],
        ["Definition", _] => ["CustomResourceDefinition"],
        ["Webhook", _] => ["ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"],
        ["Trust", _] => ["ValidatingWebhookConfiguration", "MutatingWebhookConfiguration", "APIService", "CustomResourceDefinition"],
        ["Object", _] => Primitives.ApiVersions.Kinds,

        // Of Flux and of Argo CD.
        ["Apply", _] => ["Kustomization", "HelmRelease", "Application"],
        ["Hygiene", "Workload"] => [.. s_workloads, "CronJob", "Pod"],
        ["Hygiene", "Unused"] => [.. Primitives.Referrers.Kinds],
        ["Hygiene", "Access"] => ["Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding"],
        ["Hygiene", "Network"] => ["Service", "Ingress", "NetworkPolicy", "HorizontalPodAutoscaler"],
        ["Hygiene", "Namespace"] => ["Namespace"],
        _ => [],
    };

    private static CoverageGap? GapForKind(ClusterInventory inventory, string kind, IReadOnlyCollection<string> namespaces)
    {
        if (namespaces.Count == 0 || KindTable.Find(kind) is not { IsNamespaced: true })
        {
            return inventory.OfKind(kind).Count > 0 ? null : inventory.GapFor(kind);
        }

        var gaps = namespaces.Where(ns => inventory.OfKind(kind, ns).Count == 0).Select(ns => inventory.GapFor(kind, ns)).OfType<CoverageGap>().ToList();
        return gaps.Count == namespaces.Count ? gaps[0] : null;
    }
}
