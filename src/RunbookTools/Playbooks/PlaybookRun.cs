namespace RunbookTools.Playbooks;

/// <summary>What became of playbooks that ran.</summary>
/// <param name="Results">Their results, in the order of the work.</param>
/// <param name="Failures">Playbooks that did not run to their end.</param>
/// <param name="NotAsked">Logs that were not asked for because there would have been too many; null when all were.</param>
internal sealed record PlaybookRun(IReadOnlyList<HypothesisResult> Results, IReadOnlyList<PlaybookFailure> Failures, CoverageGap? NotAsked = null);
