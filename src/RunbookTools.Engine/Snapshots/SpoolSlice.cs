namespace RunbookTools.Engine.Snapshots;

/// <summary>Where something stands in a spool.</summary>
/// <param name="Start">The first byte.</param>
/// <param name="Length">How many bytes.</param>
internal readonly record struct SpoolSlice(long Start, int Length);
