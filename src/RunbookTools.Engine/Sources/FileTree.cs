namespace RunbookTools.Engine.Sources;

/// <summary>The files of a snapshot: a folder, one file, or what an archive holds. Nothing outside of it is ever opened, nothing is unpacked to disk.</summary>
internal sealed class FileTree
{
    private FileTree(string name, string location, IEnumerable<SnapshotFile> files, IReadOnlyList<CoverageGap> gaps)
    {
        Name = name;
        Location = location;
        Files = [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
        Gaps = gaps;
    }

    /// <summary>The name of the folder or file, without the ending.</summary>
    public string Name { get; }

    /// <summary>The full path of the folder or file.</summary>
    public string Location { get; }

    /// <summary>The files, ordered by path.</summary>
    public IReadOnlyList<SnapshotFile> Files { get; }

    /// <summary>What was left out, and why.</summary>
    public IReadOnlyList<CoverageGap> Gaps { get; }

    /// <summary>Lists a folder, or reads an archive into memory.</summary>
    /// <exception cref="SourceException">There is no such path, or it cannot be opened.</exception>
    public static FileTree Open(string path, TreeLimits limits, CancellationToken cancellation)
    {
        try
        {
            var location = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
            if (Directory.Exists(location))
            {
                var folder = new FolderLister(location, limits, cancellation);
                return new FileTree(Path.GetFileName(location), location, folder.List(), folder.Gaps);
            }

            if (!File.Exists(location))
            {
                throw new SourceException("PathNotFound", path, $"There is no file or folder '{path}'.");
            }

            if (TarLoader.IsArchive(location))
            {
                var archive = new TarLoader(location, limits, cancellation);
                return new FileTree(NameOf(location), location, archive.Load(), archive.Gaps);
            }

            var file = new SnapshotFile(Path.GetFileName(location), new FileInfo(location).Length, () => File.OpenRead(location));
            return new FileTree(NameOf(location), location, [file], []);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new SourceException("PathNotReadable", path, $"'{path}' cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>The gap for a file that is left out.</summary>
    public static CoverageGap LeftOut(string path, string reason) => new(GapKind.Unreadable, "", null, reason) { Path = TerminalText.Clean(path) };

    /// <summary>The name of a file without the ending of an archive or a document.</summary>
    internal static string NameOf(string location)
    {
        var name = Path.GetFileName(location);
        var ending = Array.Find([".tar.gz", ".tgz", ".tar", ".json", ".yaml", ".yml", ".txt"], ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
        return ending is null || ending.Length == name.Length ? name : name[..^ending.Length];
    }
}
