namespace RunbookTools.Engine.Sources;

/// <summary>Where a log stands: a file, or a part of one.</summary>
/// <param name="File">The file.</param>
/// <param name="Start">Where it starts.</param>
/// <param name="Length">How long it is.</param>
internal sealed record LogPart(SnapshotFile File, long Start, long Length)
{
    /// <summary>All of a file.</summary>
    public LogPart(SnapshotFile file)
        : this(file, 0, file.Length)
    {
    }

    /// <summary>True when lines were left out before it was written here.</summary>
    public bool IsShortened { get; init; }
}
