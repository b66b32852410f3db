namespace RunbookTools.Model;

/// <summary>An ingress.</summary>
public sealed record KubeIngress : KubeObject
{
    /// <summary>The class, from the field or else the old annotation; null when neither is set.</summary>
    public string? Class { get; init; }

    /// <summary>Where requests go that no rule takes; null when none.</summary>
    public KubeIngressBackend? DefaultBackend { get; init; }

    /// <summary>Rules, one for each host and path; never null.</summary>
    public IReadOnlyList<KubeIngressRule> Rules { get; init; } = [];

    /// <summary>TLS sections; never null.</summary>
    public IReadOnlyList<KubeIngressTls> Tls { get; init; } = [];

    /// <summary>Addresses its controller reported; never null.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];
}
