namespace RunbookTools.Model;

/// <summary>
/// How much of something is used, as the kubelet measured it (k8s.io/kubelet/pkg/apis/stats/v1alpha1/types.go): of a bundle by its own words, of a live cluster
/// by those of metrics-server, who tells memory and processor time only.
/// </summary>
/// <param name="Object">Whose it is: a pod, or a node.</param>
/// <param name="Resource">What.</param>
/// <param name="Used">How much of it is used.</param>
public sealed record KubeUsage(KubeTarget Object, UsageResource Resource, KubeQuantity Used)
{
    /// <summary>The node it was measured on; empty when not known.</summary>
    public string Node { get; init; } = "";

    /// <summary>The container; null when it is not that of one.</summary>
    public string? Container { get; init; }

    /// <summary>The volume of the pod; null when it is not that of one.</summary>
    public string? Volume { get; init; }

    /// <summary>The claim behind the volume; null when there is none.</summary>
    public KubeTarget? Claim { get; init; }

    /// <summary>How much there is: of a file system its size, of a container its limit; null when nothing limits it.</summary>
    public KubeQuantity? Capacity { get; init; }

    /// <summary>How much is left; null when nothing limits it.</summary>
    public KubeQuantity? Available { get; init; }

    /// <summary>When it was measured (UTC); null when not written.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>How much of what there is cannot be used any more, from 0 to 1; null when nothing limits it.</summary>
    public double? Share => Capacity is { Value: > 0 } capacity && Available is { } available
        ? Math.Clamp((double)(1 - (available.Value / capacity.Value)), 0, 1)
        : null;

    /// <summary>
    /// True when it counts as all but full: the alert KubePersistentVolumeFillingUp of kubernetes-mixin (alerts/storage_alerts.libsonnet) is critical when less
    /// than 3 of 100 are left.
    /// </summary>
    public bool IsFull => Share >= 0.97;
}
