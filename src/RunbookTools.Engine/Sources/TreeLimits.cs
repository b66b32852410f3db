namespace RunbookTools.Engine.Sources;

/// <summary>How much of a folder or an archive is read.</summary>
internal sealed record TreeLimits
{
    /// <summary>The limits used everywhere but in tests.</summary>
    public static TreeLimits Default { get; } = new();

    /// <summary>How many files.</summary>
    public int Entries { get; init; } = 200_000;

    /// <summary>How many bytes of one file of objects.</summary>
    public long FileBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>How many bytes of all files of objects, and of all logs an archive keeps in memory.</summary>
    public long TotalBytes { get; init; } = 2L * 1024 * 1024 * 1024;

    /// <summary>How many bytes an archive may unpack to, kept or not.</summary>
    public long UnpackedBytes { get; init; } = 16L * 1024 * 1024 * 1024;

    /// <summary>How deep folders are looked into.</summary>
    public int Depth { get; init; } = 32;
}
