namespace RunbookTools.Model;

/// <summary>An HTTP route.</summary>
public sealed record KubeHttpRoute : KubeObject
{
    /// <summary>Host names; never null.</summary>
    public IReadOnlyList<string> Hostnames { get; init; } = [];

    /// <summary>The gateways or other parents it attaches to, with what each parent says of it; never null.</summary>
    public IReadOnlyList<KubeRouteParent> Parents { get; init; } = [];

    /// <summary>Where it sends requests, over all rules; never null.</summary>
    public IReadOnlyList<KubeIngressBackend> Backends { get; init; } = [];
}
