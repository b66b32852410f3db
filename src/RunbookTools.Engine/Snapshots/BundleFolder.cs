using System.Security.Cryptography;

namespace RunbookTools.Engine.Snapshots;

/// <summary>A folder a bundle is made in, file by file, each with its hash.</summary>
internal sealed class BundleFolder(string root)
{
    private readonly HashSet<string> _paths = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<SnapshotEntry> _files = [];

    /// <summary>Where it is.</summary>
    public string Root { get; } = root;

    /// <summary>The files written so far, in that order.</summary>
    public IReadOnlyList<SnapshotEntry> Files => _files;

    /// <summary>Writes a file.</summary>
    /// <param name="stem">Its path from the root, with slashes, without the ending. When that is taken, a number is added to it.</param>
    /// <param name="extension">The ending, with its dot.</param>
    /// <param name="write">Writes the content.</param>
    /// <returns>The path it got.</returns>
    public string Add(string stem, string extension, Action<Stream> write)
    {
        var path = stem + extension;
        for (var number = 2; !_paths.Add(path); number++)
        {
            // A dot is in no name of a namespace, so this is not taken for another one.
            path = $"{stem}.part-{number}{extension}";
        }

        var location = System.IO.Path.Combine(Root, path.Replace('/', System.IO.Path.DirectorySeparatorChar));
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(location)!);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using (var file = new FileStream(location, FileMode.CreateNew, FileAccess.ReadWrite))
        {
            write(file);
            file.Position = 0;
            var buffer = new byte[128 * 1024];
            for (int read; (read = file.Read(buffer)) > 0;)
            {
                hash.AppendData(buffer, 0, read);
            }

            _files.Add(new SnapshotEntry(path, file.Length, Convert.ToHexStringLower(hash.GetHashAndReset())));
        }

        return path;
    }
}
