namespace RunbookTools.Model;

/// <summary>A gateway class.</summary>
public sealed record KubeGatewayClass : KubeObject, IHasConditions
{
    /// <summary>The controller that serves it.</summary>
    public string ControllerName { get; init; } = "";

    /// <summary>Conditions; never null.</summary>
    public IReadOnlyList<KubeCondition> Conditions { get; init; } = [];
}
