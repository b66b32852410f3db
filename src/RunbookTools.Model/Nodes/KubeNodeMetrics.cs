namespace RunbookTools.Model;

/// <summary>What is used of a node, as metrics-server tells (<c>metrics.k8s.io</c>).</summary>
public sealed record KubeNodeMetrics : KubeObject
{
    /// <summary>When it was measured (UTC); null when not written.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>How much of what: <c>cpu</c> in cores, <c>memory</c> in bytes, the working set; never null.</summary>
    public KubeResources Usage { get; init; } = KubeResources.None;
}
