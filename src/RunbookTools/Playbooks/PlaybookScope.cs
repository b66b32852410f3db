using System.Management.Automation;
using System.Management.Automation.Language;
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
    private readonly List<(int Line, int Column, CoverageGap Gap)> _gaps = [];

    /// <summary>The playbook's id.</summary>
    public string Playbook { get; } = playbook;

    /// <summary>What it runs on.</summary>
    public KubeObject? Target { get; } = target;

    /// <summary>The cluster it runs on.</summary>
    public ClusterInventory Inventory { get; } = inventory;

    /// <summary>Bounds the logs it may ask for; null when nothing does.</summary>
    public LogBudget? Logs { get; init; }

    /// <summary>The causes it may name.</summary>
    public CauseTable Causes { get; } = causes;

    /// <summary>The hypothesis that is being tested; null between two.</summary>
    public HypothesisScope? Hypothesis { get; set; }

    /// <summary>Errors of hypotheses that stumbled; the others went on.</summary>
    public List<ErrorRecord> Failures { get; } = [];

    /// <summary>Notes that the command at a position of the script needed something that could not be read.</summary>
    public void AddGap(int line, int column, CoverageGap gap) => _gaps.Add((line, column, gap));

    /// <summary>Gaps that commands within a part of the script met.</summary>
    public IEnumerable<CoverageGap> GapsWithin(IScriptExtent extent) => _gaps
        .Where(entry => (entry.Line, entry.Column).CompareTo((extent.StartLineNumber, extent.StartColumnNumber)) >= 0
            && (entry.Line, entry.Column).CompareTo((extent.EndLineNumber, extent.EndColumnNumber)) < 0)
        .Select(entry => entry.Gap);
}
