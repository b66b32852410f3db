using System.Collections.Frozen;
using System.Globalization;

namespace RunbookTools.Engine.Primitives;

/// <summary>Versions of the Kubernetes API that have been, or will be, taken away.</summary>
public static class ApiVersions
{
    // https://kubernetes.io/docs/reference/using-api/deprecation-guide/
    private static readonly FrozenDictionary<(string Kind, string Version), Version> s_removed = new (string In, string Version, string[] Kinds)[]
    {
        ("1.16", "extensions/v1beta1", ["DaemonSet", "Deployment", "ReplicaSet", "NetworkPolicy"]),
        ("1.16", "apps/v1beta1", ["Deployment", "StatefulSet"]),
        ("1.16", "apps/v1beta2", ["DaemonSet", "Deployment", "ReplicaSet", "StatefulSet"]),
        ("1.22", "extensions/v1beta1", ["Ingress"]),
        ("1.22", "networking.k8s.io/v1beta1", ["Ingress", "IngressClass"]),
        ("1.22", "admissionregistration.k8s.io/v1beta1", ["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"]),
        ("1.22", "apiextensions.k8s.io/v1beta1", ["CustomResourceDefinition"]),
        ("1.22", "apiregistration.k8s.io/v1beta1", ["APIService"]),
        ("1.22", "rbac.authorization.k8s.io/v1beta1", ["Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding"]),
        ("1.22", "scheduling.k8s.io/v1beta1", ["PriorityClass"]),
        ("1.22", "storage.k8s.io/v1beta1", ["StorageClass"]),
        ("1.25", "batch/v1beta1", ["CronJob"]),
        ("1.25", "autoscaling/v2beta1", ["HorizontalPodAutoscaler"]),
        ("1.25", "policy/v1beta1", ["PodDisruptionBudget"]),
        ("1.26", "autoscaling/v2beta2", ["HorizontalPodAutoscaler"]),
    }.SelectMany(row => row.Kinds.Select(kind => ((kind, row.Version), row.In))).ToFrozenDictionary(pair => pair.Item1, pair => Version.Parse(pair.In));

    /// <summary>The kinds that were once served in a version that is gone or going.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. s_removed.Keys.Select(key => key.Kind).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The release that no longer serves a kind in a version; null when none is known.</summary>
    public static Version? RemovedIn(string kind, string apiVersion) => s_removed.GetValueOrDefault((kind, apiVersion));

    /// <summary>The release of a server that calls itself <c>v1.27.4+k3s1</c>: 1.27. Null when that cannot be told.</summary>
    public static Version? ReleaseOf(string? server)
    {
        var parts = server?.TrimStart('v').Split('.');
        return parts is [var major, var minor, ..]
            && int.TryParse(major, NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && int.TryParse(string.Concat(minor.TakeWhile(char.IsAsciiDigit)), NumberStyles.None, CultureInfo.InvariantCulture, out var second)
            ? new Version(first, second)
            : null;
    }
}
