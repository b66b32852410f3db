namespace RunbookTools.Model;

/// <summary>A secret. Its values never enter memory; of a certificate in one of the type <c>kubernetes.io/tls</c> the dates and names are read, never its key.</summary>
public sealed record KubeSecret : KubeObject
{
    /// <summary>The type; empty when not read.</summary>
    public string Type { get; init; } = "";

    /// <summary>Key names; null when the source does not tell them.</summary>
    public IReadOnlyList<string>? Keys { get; init; }

    /// <summary>The certificate a secret of the type <c>kubernetes.io/tls</c> serves, the first in <c>tls.crt</c>; null when it is of another type, was not read, or cannot be parsed.</summary>
    public KubeCertificate? Certificate { get; init; }
}
