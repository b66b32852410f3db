namespace RunbookTools.Model;

/// <summary>A pod disruption budget.</summary>
public sealed record KubeDisruptionBudget : KubeObject, IHasConditions
{
    /// <summary>Which pods it guards; null guards none.</summary>
    public KubeSelector? Selector { get; init; }

    /// <summary>Pods that must stay: a number or a percentage; null when not set.</summary>
    public string? MinAvailable { get; init; }

    /// <summary>Pods that may be missing: a number or a percentage; null when not set.</summary>
    public string? MaxUnavailable { get; init; }

    /// <summary>Pods that may be disrupted now.</summary>
    public int DisruptionsAllowed { get; init; }

    /// <summary>Healthy pods now.</summary>
    public int CurrentHealthy { get; init; }

    /// <summary>Healthy pods needed.</summary>
    public int DesiredHealthy { get; init; }

    /// <summary>Pods it counts.</summary>
    public int ExpectedPods { get; init; }

    /// <summary>Conditions; never null.</summary>
    public IReadOnlyList<KubeCondition> Conditions { get; init; } = [];
}
