namespace RunbookTools.Model;

/// <summary>Names one object of a cluster. Property names bind to the parameters of the next command in a pipeline.</summary>
/// <param name="Kind">The kind, as Kubernetes writes it.</param>
/// <param name="Namespace">The namespace; null for cluster-scoped objects.</param>
/// <param name="Name">The name.</param>
public sealed record KubeTarget(string Kind, string? Namespace, string Name)
{
    /// <summary>The cluster the object is in; empty when there is only one.</summary>
    public string Cluster { get; init; } = "";

    /// <summary><c>Deployment shop/payments</c>, or <c>Node worker-3</c> without a namespace.</summary>
    public override string ToString() => Namespace is null ? $"{Kind} {Name}" : $"{Kind} {Namespace}/{Name}";
}
