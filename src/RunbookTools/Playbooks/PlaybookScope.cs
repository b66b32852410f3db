using System.Management.Automation;
using System.Management.Automation.Language;
using RunbookTools.Engine.Hypotheses;
using RunbookTools.Engine.Inventory;
using RunbookTools.Engine.Triage;

namespace RunbookTools.Playbooks;

/// <summary>What a running playbook knows: what it runs on, the hypothesis it is at, and which reads came back empty because something could not be read.</summary>
/// <param name="playbook">The playbook's id; empty for a hypothesis tested by hand.</param>
/// <param name="target">What it runs on; null when a hypothesis is tested by hand.</param>
/// <param name="inventory">The cluster it runs on.</param>
/// <param name="causes">The causes it may name.</param>
internal sealed class PlaybookScope(string playbook, KubeObject? target, ClusterInventory inventory, CauseTable causes)
{
    private readonly List<((int Line, int Column) Position, CoverageGap Gap)> _gaps = [];

    /// <summary>The playbook's id.</summary>
    public string Playbook { get; } = playbook;

    /// <summary>What it runs on.</summary>
    public KubeObject? Target { get; } = target;

    /// <summary>The cluster it runs on.</summary>
    public ClusterInventory Inventory { get; } = inventory;

    /// <summary>Bounds the logs it may ask for; null when nothing does.</summary>
    public LogBudget? Logs { get; init; }

    /// <summary>How the values of its script hang together; null where none is run.</summary>
    public EvidenceFlow? Flow { get; set; }

    /// <summary>True when its script leaves a hypothesis by itself once a piece of evidence says that the outcome is known.</summary>
    public bool EndsByItself { get; init; }

    /// <summary>What every hypothesis of it needs, as it was found.</summary>
    public List<Evidence> Premises { get; } = [];

    /// <summary>True when a premise does not hold, so that nothing is left to test.</summary>
    public bool IsOver => Premises.Exists(premise => premise.Effect == EvidenceEffect.Refutes);

    /// <summary>The causes it may name.</summary>
    public CauseTable Causes { get; } = causes;

    /// <summary>The hypothesis that is being tested; null between two.</summary>
    public HypothesisScope? Hypothesis { get; set; }

    /// <summary>Errors of hypotheses that stumbled; the others went on.</summary>
    public List<ErrorRecord> Failures { get; } = [];

    /// <summary>What a hypothesis came to.</summary>
    /// <param name="cause">The cause supposed.</param>
    /// <param name="statement">The hypothesis in a sentence.</param>
    /// <param name="at">The object at fault; null for the workload of the object the playbook runs on.</param>
    /// <param name="found">What was gathered.</param>
    /// <param name="verdict">What that comes to.</param>
    /// <param name="reason">Why.</param>
    /// <param name="duration">How long the test took.</param>
    public HypothesisResult Conclude(Cause cause, string statement, KubeTarget? at, HypothesisScope found, Verdict verdict, string reason, TimeSpan duration)
    {
        var testedOn = Target?.Target ?? at ?? new KubeTarget("Cluster", null, Inventory.Name) { Cluster = Inventory.Name };
        return new HypothesisResult
        {
            Cluster = Inventory.Name,
            Playbook = Playbook,
            Cause = cause.Id,
            Statement = statement,
            Verdict = verdict,
            Reason = reason,
            Target = at ?? (Target is { } target ? Inventory.RootTargetOf(target) : testedOn),
            TestedOn = testedOn,
            Domain = cause.Domain,
            Severity = cause.Severity,
            Evidence = found.Evidence,
            NextSteps = found.NextSteps,
            Since = found.Since?.At,
            SinceAtLatest = found.Since is { AtLatest: true },
            Duration = duration,
        };
    }

    /// <summary>What a hypothesis comes to by the premises alone, without its test; null when its cause is not listed.</summary>
    public HypothesisResult? Conclude(StatedHypothesis hypothesis)
    {
        var found = new HypothesisScope(Premises);
        var (verdict, reason) = VerdictRule.Weigh(found.Evidence);
        return Causes.Find(hypothesis.Cause) is { } cause
            ? Conclude(cause, hypothesis.Statement, hypothesis.IsOnTarget ? Target?.Target : null, found, verdict, reason, TimeSpan.Zero)
            : null;
    }

    /// <summary>Notes that the command at a position of the script needed something that could not be read.</summary>
    public void AddGap((int Line, int Column) position, CoverageGap gap) => _gaps.Add((position, gap));

    /// <summary>True when a command needed something that could not be read.</summary>
    public bool HasGaps => _gaps.Count > 0;

    /// <summary>Gaps that commands within a part of the script met.</summary>
    public IEnumerable<CoverageGap> GapsWithin(IScriptExtent extent) => _gaps
        .Where(entry => entry.Position.CompareTo((extent.StartLineNumber, extent.StartColumnNumber)) >= 0
            && entry.Position.CompareTo((extent.EndLineNumber, extent.EndColumnNumber)) < 0)
        .Select(entry => entry.Gap);
}
