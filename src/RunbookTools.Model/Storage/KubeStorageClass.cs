namespace RunbookTools.Model;

/// <summary>A storage class.</summary>
public sealed record KubeStorageClass : KubeObject
{
    /// <summary>The provisioner; <c>kubernetes.io/no-provisioner</c> makes nothing.</summary>
    public string Provisioner { get; init; } = "";

    /// <summary><c>Immediate</c> or <c>WaitForFirstConsumer</c>.</summary>
    public string BindingMode { get; init; } = "Immediate";

    /// <summary><c>Delete</c> or <c>Retain</c>.</summary>
    public string ReclaimPolicy { get; init; } = "Delete";

    /// <summary>True when claims may grow.</summary>
    public bool AllowsExpansion { get; init; }

    /// <summary>True when claims without a class get it.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Secrets its driver is given, as far as they are named in full; never null.</summary>
    public IReadOnlyList<KubeTarget> Secrets { get; init; } = [];

    /// <summary>Terms of which one must hold where volumes are made; empty when anywhere.</summary>
    public IReadOnlyList<KubeNodeTerm> AllowedTopologies { get; init; } = [];
}
