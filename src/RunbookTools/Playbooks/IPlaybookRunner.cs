using RunbookTools.Engine.Inventory;

namespace RunbookTools.Playbooks;

/// <summary>Runs playbooks.</summary>
internal interface IPlaybookRunner
{
    /// <summary>The playbooks there are.</summary>
    IReadOnlyList<PlaybookInfo> Playbooks { get; }

    /// <summary>How far it is.</summary>
    PlaybookProgress Progress { get; }

    /// <summary>Runs each playbook on its object, several at a time. Results come in the order of the work.</summary>
    PlaybookRun Run(IEnumerable<PlaybookWork> work, ClusterInventory inventory, CancellationToken cancellation);

    /// <summary>The hypotheses of a playbook that has nothing to run on because that could not be read: none of them is tested.</summary>
    IEnumerable<HypothesisResult> Unseen(PlaybookInfo playbook, CoverageGap gap, ClusterInventory inventory);
}
