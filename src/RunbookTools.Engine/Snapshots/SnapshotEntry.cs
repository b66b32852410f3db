namespace RunbookTools.Engine.Snapshots;

/// <summary>A file of a snapshot.</summary>
/// <param name="Path">Its path from the root of the snapshot, with slashes.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">The SHA-256 of its content, in lower-case hexadecimal digits.</param>
internal sealed record SnapshotEntry(string Path, long Bytes, string Sha256);
