namespace RunbookTools.Model;

/// <summary>A role binding or cluster role binding; its <c>Kind</c> says which.</summary>
public sealed record KubeRoleBinding : KubeObject
{
    /// <summary>The role given.</summary>
    public required KubeTarget Role { get; init; }

    /// <summary>Who gets it: kind <c>User</c>, <c>Group</c> or <c>ServiceAccount</c>; never null.</summary>
    public IReadOnlyList<KubeTarget> Subjects { get; init; } = [];
}
