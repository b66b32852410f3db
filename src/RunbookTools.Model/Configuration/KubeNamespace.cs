namespace RunbookTools.Model;

/// <summary>A namespace.</summary>
public sealed record KubeNamespace : KubeObject, IHasConditions
{
    /// <summary><c>Active</c> or <c>Terminating</c>.</summary>
    public string Phase { get; init; } = "Active";

    /// <summary>Conditions; never null.</summary>
    public IReadOnlyList<KubeCondition> Conditions { get; init; } = [];
}
