namespace RunbookTools.Model;

/// <summary>A priority class.</summary>
public sealed record KubePriorityClass : KubeObject
{
    /// <summary>The priority.</summary>
    public int Value { get; init; }

    /// <summary>True when pods without a class get it.</summary>
    public bool IsDefault { get; init; }

    /// <summary><c>PreemptLowerPriority</c> or <c>Never</c>.</summary>
    public string PreemptionPolicy { get; init; } = "PreemptLowerPriority";
}
