namespace RunbookTools.Engine.Sources;

/// <summary>Which live cluster to read.</summary>
public sealed record LiveOptions
{
    /// <summary>The kubeconfig file; null for the files of <c>KUBECONFIG</c>, else <c>~/.kube/config</c>, else the cluster this runs in.</summary>
    public string? KubeConfig { get; init; }

    /// <summary>The context; null for the current one.</summary>
    public string? Context { get; init; }

    /// <summary>True to use the service account of the pod this runs in, whatever kubeconfig files there are.</summary>
    public bool InCluster { get; init; }

    /// <summary>The namespace to read when reading all is refused; null for that of the context.</summary>
    public string? Namespace { get; init; }
}
