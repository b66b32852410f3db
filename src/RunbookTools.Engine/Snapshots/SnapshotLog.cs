namespace RunbookTools.Engine.Snapshots;

/// <summary>A log of a snapshot, or why there is none.</summary>
/// <param name="Namespace">The pod's namespace.</param>
/// <param name="Pod">The pod.</param>
/// <param name="Container">The container.</param>
/// <param name="Previous">True for the run before.</param>
/// <param name="Path">The file that holds it; null when there is none.</param>
/// <param name="Truncated">True when it was longer than what is kept.</param>
/// <param name="Gap">What stood in the way; null when it was read.</param>
internal sealed record SnapshotLog(string Namespace, string Pod, string Container, bool Previous, string? Path, bool Truncated, CoverageGap? Gap);
