namespace RunbookTools.Model;

/// <summary>A gateway.</summary>
public sealed record KubeGateway : KubeObject, IHasConditions
{
    /// <summary>The gateway class.</summary>
    public string Class { get; init; } = "";

    /// <summary>Listeners; never null.</summary>
    public IReadOnlyList<KubeListener> Listeners { get; init; } = [];

    /// <summary>Addresses its controller reported; never null.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>Conditions; never null.</summary>
    public IReadOnlyList<KubeCondition> Conditions { get; init; } = [];
}
