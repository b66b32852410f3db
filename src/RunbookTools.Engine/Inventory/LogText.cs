namespace RunbookTools.Engine.Inventory;

/// <summary>A log, or why there is none.</summary>
/// <param name="Lines">Its lines, oldest first; empty when there is a gap.</param>
/// <param name="Gap">What stands in the way; null when it was read.</param>
/// <param name="Truncated">True when it was longer than what is kept.</param>
public sealed record LogText(IReadOnlyList<KubeLogLine> Lines, CoverageGap? Gap, bool Truncated = false);
