namespace RunbookTools.Model;

/// <summary>A limit range.</summary>
public sealed record KubeLimitRange : KubeObject
{
    /// <summary>Its items; never null.</summary>
    public IReadOnlyList<KubeLimit> Limits { get; init; } = [];
}
