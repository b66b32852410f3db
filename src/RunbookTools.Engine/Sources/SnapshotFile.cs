namespace RunbookTools.Engine.Sources;

/// <summary>One file of a snapshot, on disk or in an archive.</summary>
internal sealed class SnapshotFile
{
    private readonly Func<Stream> _open;

    /// <summary>Makes a file.</summary>
    /// <param name="path">The path in the snapshot, with slashes.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="open">Opens it; the stream can seek.</param>
    /// <param name="truncated">True when the start of the file was left out.</param>
    public SnapshotFile(string path, long length, Func<Stream> open, bool truncated = false)
    {
        Path = path;
        Length = length;
        Truncated = truncated;
        _open = open;
    }

    /// <summary>The path in the snapshot, with slashes.</summary>
    public string Path { get; }

    /// <summary>The length in bytes.</summary>
    public long Length { get; }

    /// <summary>True when the start of the file was left out.</summary>
    public bool Truncated { get; }

    /// <summary>The file name.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>True when it may hold objects.</summary>
    public bool IsData => HasExtension(".json") || HasExtension(".yaml") || HasExtension(".yml");

    /// <summary>The same file under another path.</summary>
    public SnapshotFile At(string path) => new(path, Length, _open, Truncated);

    /// <summary>True when the file name ends so, in any case.</summary>
    public bool HasExtension(string extension) => Path.EndsWith(extension, StringComparison.OrdinalIgnoreCase);

    /// <summary>Opens the file.</summary>
    public Stream OpenRead() => _open();

    /// <summary>Reads a part of the file.</summary>
    /// <param name="start">Where it starts.</param>
    /// <param name="length">How long it is.</param>
    public byte[] Read(long start, long length)
    {
        using var stream = _open();
        stream.Position = start;
        var bytes = new byte[Math.Min(length, stream.Length - start)];
        var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return read == bytes.Length ? bytes : bytes[..read];
    }

    /// <summary>Reads all of the file.</summary>
    public byte[] Read() => Read(0, Length);
}
