namespace RunbookTools.Model;

/// <summary>A statement, whether it is true, and what that means.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="Answer">Whether it is true.</param>
/// <param name="Effect">What that means for the hypothesis; <c>None</c> when it means nothing or is unknown.</param>
public sealed record Evidence(string Statement, EvidenceAnswer Answer, EvidenceEffect Effect)
{
    /// <summary>What it would mean if true.</summary>
    public EvidenceEffect Then { get; init; }

    /// <summary>What it would mean if false.</summary>
    public EvidenceEffect Else { get; init; }

    /// <summary>Objects that show it; never null.</summary>
    public IReadOnlyList<Exhibit> Exhibits { get; init; } = [];

    /// <summary>What could not be read, when <see cref="Answer"/> is Unknown; never null.</summary>
    public IReadOnlyList<CoverageGap> Gaps { get; init; } = [];

    /// <summary>The statement, and whether it is true.</summary>
    public override string ToString() => Answer switch
    {
        EvidenceAnswer.True => Statement,
        EvidenceAnswer.False => "not so: " + Statement,
        _ => "not known: " + Statement,
    };
}
