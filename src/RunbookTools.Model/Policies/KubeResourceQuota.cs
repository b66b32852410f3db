namespace RunbookTools.Model;

/// <summary>A resource quota.</summary>
public sealed record KubeResourceQuota : KubeObject
{
    /// <summary>Limits by resource; never null.</summary>
    public KubeResources Hard { get; init; } = KubeResources.None;

    /// <summary>What is used of them; never null.</summary>
    public KubeResources Used { get; init; } = KubeResources.None;

    /// <summary>Resources of which nothing is left, by name; never null.</summary>
    public IReadOnlyList<string> Exhausted => [.. Hard.Amounts.Where(hard => Used[hard.Key] is { } used && used >= hard.Value).Select(hard => hard.Key).Order(StringComparer.Ordinal)];

    /// <summary>Scopes it is limited to; never null.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];
}
