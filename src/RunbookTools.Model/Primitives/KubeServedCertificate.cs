namespace RunbookTools.Model;

/// <summary>A certificate an ingress or a gateway serves.</summary>
/// <param name="From">The ingress or gateway.</param>
/// <param name="Secret">The secret it is in.</param>
public sealed record KubeServedCertificate(KubeTarget From, KubeTarget Secret)
{
    /// <summary>Host names it has to be for; empty when whoever serves it does not say.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Host names it is for; empty when it names none, or was not read.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Those of <see cref="Hosts"/> that none of <see cref="Names"/> covers; empty when it names none.</summary>
    public IReadOnlyList<string> Uncovered { get; init; } = [];

    /// <summary>Until when it holds (UTC); null when it was not read.</summary>
    public DateTimeOffset? Ends { get; init; }

    /// <summary>True when it holds no more.</summary>
    public bool IsExpired { get; init; }

    /// <summary>True when it ends within a week and a tenth of its life: what renews certificates does so long before.</summary>
    public bool IsEnding { get; init; }

    /// <summary>Why the certificate that should be in the secret was not issued, as cert-manager says; null when it was, or nobody was asked for one.</summary>
    public string? NotIssued { get; init; }
}
