namespace RunbookTools.Engine.Sources.Live;

/// <summary>A context of a kubeconfig with what it names; paths in it are absolute.</summary>
/// <param name="Name">The context.</param>
/// <param name="Cluster">The cluster.</param>
/// <param name="User">Who asks; empty for nobody in particular.</param>
/// <param name="Namespace">The namespace; null when none is set.</param>
internal sealed record KubeContext(string Name, ClusterJson Cluster, UserJson User, string? Namespace);
