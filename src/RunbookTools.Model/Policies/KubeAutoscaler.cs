namespace RunbookTools.Model;

/// <summary>A horizontal pod autoscaler.</summary>
public sealed record KubeAutoscaler : KubeObject, IHasConditions
{
    /// <summary>What it scales.</summary>
    public required KubeTarget ScaleTarget { get; init; }

    /// <summary>Replicas at least.</summary>
    public int Minimum { get; init; } = 1;

    /// <summary>Replicas at most.</summary>
    public int Maximum { get; init; }

    /// <summary>Replicas now.</summary>
    public int Current { get; init; }

    /// <summary>Replicas it wants; 0 when it cannot compute.</summary>
    public int Desired { get; init; }

    /// <summary>Metrics asked for: <c>cpu 80%</c>; never null.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <summary>Metrics that are above what is aimed at, by its own last look: <c>cpu 163%, aims at 70%</c>; never null.</summary>
    public IReadOnlyList<string> AboveTarget { get; init; } = [];

    /// <summary>When it last scaled (UTC); null when never.</summary>
    public DateTimeOffset? LastScaled { get; init; }

    /// <summary>Conditions; never null.</summary>
    public IReadOnlyList<KubeCondition> Conditions { get; init; } = [];
}
