namespace RunbookTools.Model;

/// <summary>A custom resource definition.</summary>
public sealed record KubeCustomResourceDefinition : KubeObject, IHasConditions
{
    /// <summary>The group.</summary>
    public string Group { get; init; } = "";

    /// <summary>The kind it defines.</summary>
    public string DefinedKind { get; init; } = "";

    /// <summary>The plural name in URLs.</summary>
    public string Plural { get; init; } = "";

    /// <summary>True when its objects are in namespaces.</summary>
    public bool IsNamespaced { get; init; }

    /// <summary>Versions served; never null.</summary>
    public IReadOnlyList<string> Versions { get; init; } = [];

    /// <summary>Versions in which objects may still be stored; never null.</summary>
    public IReadOnlyList<string> StoredVersions { get; init; } = [];

    /// <summary>The service that converts between versions; null when nothing must be converted.</summary>
    public KubeTarget? Converter { get; init; }

    /// <summary>When the last certificate that the API server trusts the converter by ends (UTC); null when none is given or it cannot be read.</summary>
    public DateTimeOffset? TrustEnds { get; init; }

    /// <summary>Conditions; never null.</summary>
    public IReadOnlyList<KubeCondition> Conditions { get; init; } = [];
}
