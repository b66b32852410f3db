namespace RunbookTools.Model;

/// <summary>A volume of a pod.</summary>
/// <param name="Name">The name in the pod.</param>
/// <param name="Type">The field that was set: <c>secret</c>, <c>configMap</c>, <c>persistentVolumeClaim</c>, <c>emptyDir</c>, <c>hostPath</c>, <c>projected</c>, <c>csi</c>, <c>ephemeral</c>, …</param>
public sealed record KubePodVolume(string Name, string Type)
{
    /// <summary>The claim's name; null unless a claim. For <c>ephemeral</c> it is pod name, hyphen, volume name.</summary>
    public string? Claim { get; init; }

    /// <summary>The host path, NFS path or CSI driver; null when the type has none.</summary>
    public string? Source { get; init; }

    /// <summary>The host path's required type (<c>Directory</c>, <c>File</c>, …); null when not asked.</summary>
    public string? HostPathType { get; init; }

    /// <summary>
    /// The config map and secret keys it needs, several for a projected volume. A key that is empty stands for the whole object; never null.
    /// </summary>
    public IReadOnlyList<KubeKeyReference> References { get; init; } = [];
}
