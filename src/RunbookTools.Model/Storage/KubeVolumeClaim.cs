namespace RunbookTools.Model;

/// <summary>A persistent volume claim.</summary>
public sealed record KubeVolumeClaim : KubeObject, IHasConditions
{
    /// <summary><c>Pending</c>, <c>Bound</c> or <c>Lost</c>.</summary>
    public string Phase { get; init; } = "Pending";

    /// <summary>The storage class asked for; null means the default one, empty means none.</summary>
    public string? Class { get; init; }

    /// <summary>The volume it is bound to or asks for; null when neither.</summary>
    public string? VolumeName { get; init; }

    /// <summary>Access modes asked for; never null.</summary>
    public IReadOnlyList<string> AccessModes { get; init; } = [];

    /// <summary>The size asked for; null when not written.</summary>
    public KubeQuantity? Requested { get; init; }

    /// <summary>The size it has; null before it is bound.</summary>
    public KubeQuantity? Capacity { get; init; }

    /// <summary><c>Filesystem</c> or <c>Block</c>.</summary>
    public string VolumeMode { get; init; } = "Filesystem";

    /// <summary>Which volumes it takes; null for any.</summary>
    public KubeSelector? Selector { get; init; }

    /// <summary>Conditions; never null.</summary>
    public IReadOnlyList<KubeCondition> Conditions { get; init; } = [];

    /// <summary>The bound volume; filled by <c>Get-KubeVolumeClaim</c>, null when unbound or not readable.</summary>
    public KubeVolume? Volume { get; init; }

    /// <summary>The storage class that serves it; filled by <c>Get-KubeVolumeClaim</c>, null when there is none or it is not readable.</summary>
    public KubeStorageClass? StorageClass { get; init; }
}
