namespace RunbookTools.Model;

/// <summary>A network policy.</summary>
public sealed record KubeNetworkPolicy : KubeObject
{
    /// <summary>Which pods of its namespace it holds for.</summary>
    public required KubeSelector PodSelector { get; init; }

    /// <summary>True when it limits what reaches them.</summary>
    public bool LimitsIngress { get; init; }

    /// <summary>True when it limits what they reach.</summary>
    public bool LimitsEgress { get; init; }

    /// <summary>What may reach them; empty with <see cref="LimitsIngress"/> means nothing may.</summary>
    public IReadOnlyList<KubePolicyRule> Ingress { get; init; } = [];

    /// <summary>What they may reach; empty with <see cref="LimitsEgress"/> means nothing.</summary>
    public IReadOnlyList<KubePolicyRule> Egress { get; init; } = [];
}
