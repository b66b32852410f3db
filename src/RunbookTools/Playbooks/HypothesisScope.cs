namespace RunbookTools.Playbooks;

/// <summary>What is gathered while one hypothesis is tested.</summary>
/// <param name="premises">What every hypothesis of the playbook needs, as it was found.</param>
internal sealed class HypothesisScope(IEnumerable<Evidence> premises)
{
    /// <summary>The evidence so far.</summary>
    public List<Evidence> Evidence { get; } = [.. premises];

    /// <summary>
    /// True when a condition it cannot do without is not met, and nothing found before says that it holds: what would follow is not asked. What excludes it
    /// (<c>-Then Refutes</c>) does not end it, for that may be contradicted.
    /// </summary>
    public bool IsOver => Evidence is [.., { Answer: EvidenceAnswer.False, Effect: EvidenceEffect.Refutes }] && !Evidence.Exists(piece => piece.Effect == EvidenceEffect.Confirms);

    /// <summary>The next steps so far.</summary>
    public List<NextStep> NextSteps { get; } = [];

    /// <summary>Since when it shows (UTC), and whether at the latest: the earliest time among what speaks for it; null when nothing carries a time.</summary>
    public (DateTimeOffset At, bool AtLatest)? Since { get; set; }
}
