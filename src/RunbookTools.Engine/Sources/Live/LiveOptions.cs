namespace RunbookTools.Engine.Sources.Live;

/// <summary>Which live cluster to read, and how.</summary>
public sealed record LiveOptions
{
    /// <summary>The kubeconfig file; null for the files of <c>KUBECONFIG</c>, else <c>~/.kube/config</c>, else the cluster this runs in.</summary>
    public string? KubeConfig { get; init; }

    /// <summary>The context; null for the current one.</summary>
    public string? Context { get; init; }

    /// <summary>True to use the service account of the pod this runs in, whatever kubeconfig files there are.</summary>
    public bool InCluster { get; init; }

    /// <summary>The namespaces to read when reading all is refused; empty for all that can be listed, else that of the context.</summary>
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    /// <summary>True to read the type and the key names of secrets too. Their values are skipped as they arrive.</summary>
    public bool IncludeSecretKeys { get; init; }

    /// <summary>How long one read may take, with its repetitions.</summary>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a question aside may take: which kinds there are, what one may, a log. Without its answer the reading goes on.</summary>
    public TimeSpan AsideTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long reading the whole cluster may take. What is not read by then is named in the coverage.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>Where requests and warnings are told; null for nowhere.</summary>
    public LiveLog? Log { get; init; }
}
