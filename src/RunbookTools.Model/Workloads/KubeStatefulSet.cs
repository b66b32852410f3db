namespace RunbookTools.Model;

/// <summary>A stateful set.</summary>
public sealed record KubeStatefulSet : KubeWorkload
{
    /// <summary>The headless service that names its pods; empty when not set.</summary>
    public string ServiceName { get; init; } = "";

    /// <summary><c>RollingUpdate</c> or <c>OnDelete</c>.</summary>
    public string UpdateStrategy { get; init; } = "RollingUpdate";

    /// <summary>Pods below this ordinal are not updated; 0 updates all.</summary>
    public int Partition { get; init; }

    /// <summary><c>OrderedReady</c> or <c>Parallel</c>.</summary>
    public string PodManagementPolicy { get; init; } = "OrderedReady";

    /// <summary>The claims each pod gets, by template name; never null.</summary>
    public IReadOnlyList<KubeVolumeClaim> ClaimTemplates { get; init; } = [];

    /// <summary>The name of the revision its pods have; null when not written.</summary>
    public string? CurrentRevision { get; init; }

    /// <summary>The name of the revision its pods shall have; null when not written.</summary>
    public string? UpdateRevision { get; init; }
}
