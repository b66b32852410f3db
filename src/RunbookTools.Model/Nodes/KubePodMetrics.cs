namespace RunbookTools.Model;

/// <summary>What the containers of a pod use, as metrics-server tells (<c>metrics.k8s.io</c>).</summary>
public sealed record KubePodMetrics : KubeObject
{
    /// <summary>When it was measured (UTC); null when not written.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The containers; never null.</summary>
    public IReadOnlyList<KubeContainerMetrics> Containers { get; init; } = [];
}
