namespace RunbookTools.Model;

/// <summary>A revision of a workload's template.</summary>
/// <param name="Workload">The workload.</param>
/// <param name="Revision">The number.</param>
/// <param name="Created">When it was made (UTC); null when not known.</param>
/// <param name="IsCurrent">True for the newest.</param>
/// <param name="Images">Images by container name.</param>
/// <param name="Changes">What differs from the revision before: <c>app image 2.4.0 -> 2.4.1</c>; empty for the oldest kept.</param>
public sealed record KubeRevision(
    KubeTarget Workload, long Revision, DateTimeOffset? Created, bool IsCurrent, IReadOnlyDictionary<string, string> Images, IReadOnlyList<string> Changes)
{
    /// <summary>What its pods carry in the label <c>pod-template-hash</c> or <c>controller-revision-hash</c>; null when not known.</summary>
    public string? Hash { get; init; }

    /// <summary>True when it was there before and was rolled out again, as a rollback does; at which moment nobody writes down.</summary>
    public bool IsRolledOutAgain { get; init; }

    /// <summary>When it was last rolled out, at the earliest (UTC): for one that was not there before, when it was made; null when not known.</summary>
    public DateTimeOffset? RolledOutAfter { get; init; }

    /// <summary>When it was last rolled out, at the latest (UTC): for one that was not there before, when it was made; null when not known.</summary>
    public DateTimeOffset? RolledOutBefore { get; init; }
}
