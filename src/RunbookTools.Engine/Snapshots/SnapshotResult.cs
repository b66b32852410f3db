namespace RunbookTools.Engine.Snapshots;

/// <summary>What came of writing a snapshot.</summary>
/// <param name="File">The file or folder.</param>
/// <param name="Inventory">What was read for it.</param>
/// <param name="Logs">How many logs it holds.</param>
public sealed record SnapshotResult(FileSystemInfo File, ClusterInventory Inventory, int Logs);
