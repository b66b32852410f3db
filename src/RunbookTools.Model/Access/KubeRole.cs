namespace RunbookTools.Model;

/// <summary>A role or cluster role; its <c>Kind</c> says which.</summary>
public sealed record KubeRole : KubeObject
{
    /// <summary>Rules; never null.</summary>
    public IReadOnlyList<KubeAccessRule> Rules { get; init; } = [];
}
