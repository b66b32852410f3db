namespace RunbookTools.Model;

/// <summary>What was looked at, and what was not.</summary>
/// <param name="Read">Kinds that were read.</param>
/// <param name="Gaps">What could not be read.</param>
public sealed record Coverage(IReadOnlyList<CoverageEntry> Read, IReadOnlyList<CoverageGap> Gaps);
