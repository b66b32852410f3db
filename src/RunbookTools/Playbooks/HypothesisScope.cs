using System.Management.Automation.Language;

namespace RunbookTools.Playbooks;

/// <summary>What is gathered while one hypothesis is tested.</summary>
/// <param name="body">The script of the test.</param>
internal sealed class HypothesisScope(Ast body)
{
    /// <summary>How the script's values hang together.</summary>
    public EvidenceFlow Flow { get; } = EvidenceFlow.Of(body);

    /// <summary>The evidence so far.</summary>
    public List<Evidence> Evidence { get; } = [];

    /// <summary>The next steps so far.</summary>
    public List<NextStep> NextSteps { get; } = [];

    /// <summary>Since when it shows (UTC), and whether at the latest: the earliest time among what speaks for it; null when nothing carries a time.</summary>
    public (DateTimeOffset At, bool AtLatest)? Since { get; set; }
}
