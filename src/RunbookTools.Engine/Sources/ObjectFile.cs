namespace RunbookTools.Engine.Sources;

/// <summary>A file of objects and what its place in the snapshot tells about it.</summary>
/// <param name="File">The file.</param>
/// <param name="KindHint">The kind of its objects; null when not known.</param>
/// <param name="NamespaceHint">The namespace it was read for; null for all.</param>
internal sealed record ObjectFile(SnapshotFile File, string? KindHint = null, string? NamespaceHint = null);
