using RunbookTools.Engine.Inventory;

namespace RunbookTools.Playbooks;

/// <summary>A runner that knows only some of the playbooks.</summary>
/// <param name="runner">The runner behind it.</param>
/// <param name="ids">Ids of those playbooks.</param>
internal sealed class PlaybookSelection(IPlaybookRunner runner, IReadOnlySet<string> ids) : IPlaybookRunner
{
    /// <inheritdoc/>
    public IReadOnlyList<PlaybookInfo> Playbooks { get; } = [.. runner.Playbooks.Where(playbook => ids.Contains(playbook.Id))];

    /// <inheritdoc/>
    public PlaybookProgress Progress => runner.Progress;

    /// <inheritdoc/>
    public PlaybookRun Run(IEnumerable<PlaybookWork> work, ClusterInventory inventory, CancellationToken cancellation) => runner.Run(work, inventory, cancellation);

    /// <inheritdoc/>
    public IEnumerable<HypothesisResult> Unseen(PlaybookInfo playbook, CoverageGap gap, ClusterInventory inventory) => runner.Unseen(playbook, gap, inventory);
}
