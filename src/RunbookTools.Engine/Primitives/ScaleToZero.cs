namespace RunbookTools.Engine.Primitives;

/// <summary>Whether something scales a workload to zero when nobody needs it.</summary>
public static class ScaleToZero
{
    // The operators of KEDA and Knative, and what their writes are signed with.
    private static readonly string[] s_writers = ["keda", "knative", "autoscaler"];

    /// <summary>
    /// What scales a workload to zero and back on purpose: an autoscaler with a minimum of zero, a <c>ScaledObject</c> of KEDA, Knative; null when
    /// nothing known does.
    /// </summary>
    /// <param name="inventory">The cluster.</param>
    /// <param name="workload">The workload.</param>
    public static KubeTarget? By(ClusterInventory inventory, KubeWorkload workload) =>
        inventory.AllIn<KubeAutoscaler>(workload.Namespace).FirstOrDefault(autoscaler => autoscaler.Minimum == 0 && IsOrControls(workload, autoscaler.ScaleTarget.Kind, autoscaler.ScaleTarget.Name))?.Target
        ?? inventory.OfKind("ScaledObject").FirstOrDefault(scaled => scaled.Namespace == workload.Namespace && IsOrControls(workload, null, TargetOf(scaled)))?.Target
        ?? (workload.Labels.Keys.FirstOrDefault(key => key.StartsWith("serving.knative.dev/", StringComparison.Ordinal)) is not null || IsSignedByScaler(workload) ? workload.Target : null);

    // What is scaled may not have been read; a replica set still names its deployment.
    private static bool IsOrControls(KubeWorkload workload, string? kind, string? name) =>
        (name == workload.Name && (kind ?? workload.Kind) == workload.Kind)
        || (workload.Controller is { } above && name == above.Name && (kind ?? above.Kind) == above.Kind);

    private static bool IsSignedByScaler(KubeWorkload workload) =>
        workload.DesiredBy is { } by && s_writers.Any(writer => by.Name.Contains(writer, StringComparison.OrdinalIgnoreCase));

    /// <summary><c>spec.scaleTargetRef.name</c> of keda.sh/v1alpha1.</summary>
    private static string? TargetOf(KubeObject scaled) =>
        (scaled as KubeUntypedObject)?.Properties.GetValueOrDefault("spec") is IReadOnlyDictionary<string, object?> spec
        && spec.GetValueOrDefault("scaleTargetRef") is IReadOnlyDictionary<string, object?> reference
            ? reference.GetValueOrDefault("name") as string
            : null;
}
