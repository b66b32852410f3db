namespace RunbookTools.Model;

/// <summary>An aggregated API.</summary>
public sealed record KubeApiService : KubeObject, IHasConditions
{
    /// <summary>The service that answers; null when the API server does itself.</summary>
    public KubeTarget? Service { get; init; }

    /// <summary>The group; empty for the core one.</summary>
    public string Group { get; init; } = "";

    /// <summary>The version.</summary>
    public string Version { get; init; } = "";

    /// <summary>When the last certificate that the API server trusts it by ends (UTC); null when none is given or it cannot be read.</summary>
    public DateTimeOffset? TrustEnds { get; init; }

    /// <summary>Conditions; never null.</summary>
    public IReadOnlyList<KubeCondition> Conditions { get; init; } = [];

    /// <summary>True when the <c>Available</c> condition is true.</summary>
    public bool IsAvailable => Conditions.Any(condition => condition is { Type: "Available", IsTrue: true });
}
