namespace RunbookTools.Model;

/// <summary>A persistent volume.</summary>
public sealed record KubeVolume : KubeObject
{
    /// <summary><c>Available</c>, <c>Bound</c>, <c>Released</c>, <c>Failed</c> or <c>Pending</c>.</summary>
    public string Phase { get; init; } = "Pending";

    /// <summary>The storage class; empty for none.</summary>
    public string Class { get; init; } = "";

    /// <summary>The size; null when not written.</summary>
    public KubeQuantity? Capacity { get; init; }

    /// <summary>Access modes it can do; never null.</summary>
    public IReadOnlyList<string> AccessModes { get; init; } = [];

    /// <summary><c>Retain</c>, <c>Delete</c> or <c>Recycle</c>.</summary>
    public string ReclaimPolicy { get; init; } = "Retain";

    /// <summary><c>Filesystem</c> or <c>Block</c>.</summary>
    public string VolumeMode { get; init; } = "Filesystem";

    /// <summary>The claim it is bound or reserved to; null when free.</summary>
    public KubeTarget? Claim { get; init; }

    /// <summary>Terms of which one must hold on a node that uses it; empty when any node may.</summary>
    public IReadOnlyList<KubeNodeTerm> NodeTerms { get; init; } = [];

    /// <summary>The field that says what it is: <c>csi</c>, <c>nfs</c>, <c>hostPath</c>, <c>local</c>, …</summary>
    public string Type { get; init; } = "";

    /// <summary>The CSI driver; null when not CSI.</summary>
    public string? Driver { get; init; }

    /// <summary>Secrets its CSI driver is given; never null.</summary>
    public IReadOnlyList<KubeTarget> Secrets { get; init; } = [];

    /// <summary>Why it is in its phase; null mostly.</summary>
    public string? Reason { get; init; }

    /// <summary>The message to <see cref="Phase"/>; null mostly.</summary>
    public string? Message { get; init; }
}
