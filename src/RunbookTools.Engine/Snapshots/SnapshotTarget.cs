using System.Formats.Tar;
using System.IO.Compression;
using RunbookTools.Engine.Sources;

namespace RunbookTools.Engine.Snapshots;

/// <summary>
/// Where a snapshot is to be: an archive or a folder, by the ending of its name. It is made beside that place and moved there when it is whole, so
/// that nothing half-written ever has the name.
/// </summary>
internal sealed class SnapshotTarget : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _path;
    private readonly string _work;
    private readonly bool _force;

    /// <summary>Makes a place to work in.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="force">True to replace a snapshot that is already there.</param>
    /// <exception cref="SourceException">There is something already, or nothing can be written there.</exception>
    public SnapshotTarget(string path, bool force)
    {
        _path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        _force = force;
        Check(path);
        _work = Path.Combine(Path.GetDirectoryName(_path)!, $".{Path.GetFileName(_path)}.{Guid.NewGuid():N}.partial");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            MakeFolder(_work);
            Content = new BundleFolder(Path.Combine(_work, "content"));
            MakeFolder(Content.Root);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SourceException("CannotWrite", path, $"'{path}' cannot be written: {exception.Message}", exception);
        }
    }

    /// <summary>What the snapshot holds.</summary>
    public BundleFolder Content { get; }

    /// <summary>A place for a file that is not part of the snapshot.</summary>
    public string SpoolPath => Path.Combine(_work, "spool");

    private bool IsArchive => IsGzip || EndsWith(".tar");

    private bool IsGzip => EndsWith(".tar.gz") || EndsWith(".tgz");

    /// <summary>Puts the snapshot where it is to be.</summary>
    /// <param name="captured">The time its files carry in an archive.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>The file or folder.</returns>
    public FileSystemInfo Finish(DateTimeOffset captured, CancellationToken cancellation)
    {
        if (!IsArchive)
        {
            MoveFolder();
            return new DirectoryInfo(_path);
        }

        var packed = Path.Combine(_work, "packed");
        using (var file = new FileStream(packed, Options()))
        using (Stream stream = IsGzip ? new GZipStream(file, CompressionLevel.Optimal) : file)
        using (var tar = new TarWriter(stream, TarEntryFormat.Pax))
        {
            Pack(tar, captured, cancellation);
        }

        cancellation.ThrowIfCancellationRequested();
        File.Move(packed, _path, overwrite: _force);
        return new FileInfo(_path);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Directory.Delete(_work, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What is left has a name that says what it is.
        }
    }

    private void Check(string path)
    {
        if (Array.Find([".zip", ".7z", ".gz", ".bz2", ".xz", ".zst", ".json", ".yaml", ".yml"], EndsWith) is { } ending && !IsArchive)
        {
            throw new SourceException("UnknownExtension", path, $"A snapshot cannot be written as '{ending}'. Use .tar.gz, .tgz or .tar for an archive, anything else for a folder.");
        }

        if (IsArchive ? Directory.Exists(_path) : File.Exists(_path))
        {
            throw new SourceException("PathExists", path, $"'{path}' is a {(IsArchive ? "folder" : "file")}, and a snapshot of that name would be {(IsArchive ? "an archive" : "a folder")}. Choose another name.");
        }

        if (!_force && Path.Exists(_path))
        {
            throw new SourceException("PathExists", path, $"'{path}' is there already. -Force replaces it.");
        }

        if (Directory.Exists(_path) && Directory.EnumerateFileSystemEntries(_path).Any() && !File.Exists(Path.Combine(_path, SnapshotManifest.FileName)))
        {
            throw new SourceException("NotASnapshot", path, $"The folder '{path}' is not empty and holds no snapshot, so it is not replaced. Choose another name.");
        }
    }

    // A folder cannot be moved onto another, so that one goes out of the way first, and comes back when the move fails.
    private void MoveFolder()
    {
        var replaced = Path.Combine(_work, "replaced");
        if (Directory.Exists(_path))
        {
            Directory.Move(_path, replaced);
        }

        try
        {
            Directory.Move(Content.Root, _path);
        }
        catch when (Directory.Exists(replaced))
        {
            Directory.Move(replaced, _path);
            throw;
        }
    }

    // Only the owner may read what others may not have been meant to see.
    private static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerOnly);
        }
    }

    private bool EndsWith(string ending) => _path.EndsWith(ending, StringComparison.OrdinalIgnoreCase);

    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    // Entries are made by hand: made from files they would carry the name and number of who wrote them.
    private void Pack(TarWriter tar, DateTimeOffset captured, CancellationToken cancellation)
    {
        var folder = BundlePaths.Escape(FileTree.NameOf(_path));
        foreach (var path in Content.Files.Select(file => file.Path).OrderBy(path => path == SnapshotManifest.FileName ? 0 : 1))
        {
            cancellation.ThrowIfCancellationRequested();
            using var data = File.OpenRead(Path.Combine(Content.Root, path.Replace('/', Path.DirectorySeparatorChar)));
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, $"{folder}/{path}")
            {
                DataStream = data,
                ModificationTime = captured < DateTimeOffset.UnixEpoch ? DateTimeOffset.UnixEpoch : captured,
                Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
            });
        }
    }
}
