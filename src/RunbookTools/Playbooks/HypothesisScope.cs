namespace RunbookTools.Playbooks;

/// <summary>What is gathered while one hypothesis is tested.</summary>
/// <param name="flow">How the values of its script hang together.</param>
/// <param name="premises">What every hypothesis of the playbook needs, as it was found.</param>
internal sealed class HypothesisScope(EvidenceFlow flow, IEnumerable<Evidence> premises)
{
    /// <summary>How the script's values hang together.</summary>
    public EvidenceFlow Flow { get; } = flow;

    /// <summary>The evidence so far.</summary>
    public List<Evidence> Evidence { get; } = [.. premises];

    /// <summary>The next steps so far.</summary>
    public List<NextStep> NextSteps { get; } = [];

    /// <summary>Since when it shows (UTC), and whether at the latest: the earliest time among what speaks for it; null when nothing carries a time.</summary>
    public (DateTimeOffset At, bool AtLatest)? Since { get; set; }
}
