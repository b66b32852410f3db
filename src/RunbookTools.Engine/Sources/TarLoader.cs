using System.Formats.Tar;
using System.IO.Compression;

namespace RunbookTools.Engine.Sources;

/// <summary>Reads the files of a tar archive, gzipped or not, into memory, within limits.</summary>
internal sealed class TarLoader(string location, TreeLimits limits, CancellationToken cancellation)
{
    private readonly Dictionary<string, SnapshotFile> _files = new(StringComparer.Ordinal);
    private readonly List<(string Path, string Target)> _links = [];
    private readonly byte[] _buffer = new byte[128 * 1024];
    private long _kept;
    private long _unpacked;

    /// <summary>What was left out, and why.</summary>
    public List<CoverageGap> Gaps { get; } = [];

    /// <summary>True when the file is gzipped, or a plain tar archive.</summary>
    public static bool IsArchive(string path)
    {
        using var stream = File.OpenRead(path);
        Span<byte> head = stackalloc byte[262];
        var read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return IsGzip(head[..read]) || (read == head.Length && head[257..].SequenceEqual("ustar"u8));
    }

    /// <summary>Reads the archive. A damaged one gives what stands before the damage.</summary>
    /// <exception cref="SourceException">Nothing in it could be read.</exception>
    public IReadOnlyCollection<SnapshotFile> Load()
    {
        try
        {
            using var file = File.OpenRead(location);
            var head = new byte[2];
            var isGzip = file.ReadAtLeast(head, 2, throwOnEndOfStream: false) == 2 && IsGzip(head);
            file.Position = 0;
            using Stream unpacked = isGzip ? new GZipStream(file, CompressionMode.Decompress) : file;
            ReadEntries(unpacked);
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or FormatException or ArgumentException or OverflowException or InvalidOperationException)
        {
            if (_files.Count == 0)
            {
                throw new SourceException("PathNotReadable", location, $"'{location}' is not an archive that can be read (.tar.gz or .tar): {exception.Message}", exception);
            }

            Gaps.Add(FileTree.LeftOut(Path.GetFileName(location), $"the archive is damaged, what follows was not read: {exception.Message}"));
        }

        ResolveLinks();
        return _files.Values;
    }

    private static bool IsGzip(ReadOnlySpan<byte> head) => head is [0x1f, 0x8b, ..];

    private void ReadEntries(Stream stream)
    {
        using var reader = new TarReader(stream);
        for (var count = 0; reader.GetNextEntry() is { } entry; count++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (count == limits.Entries)
            {
                Gaps.Add(FileTree.LeftOut(entry.Name, $"more than {limits.Entries} files; this one and those after it were not read"));
                return;
            }

            if (PathOf(entry.Name) is not { } path)
            {
                Gaps.Add(FileTree.LeftOut(entry.Name, "its path leads outside the archive"));
            }
            else if (entry.EntryType is TarEntryType.SymbolicLink or TarEntryType.HardLink)
            {
                var folder = entry.EntryType is TarEntryType.HardLink ? "" : path[..(path.LastIndexOf('/') + 1)];
                _links.Add((path, entry.LinkName.StartsWith('/') ? "/" : folder + entry.LinkName));
            }
            else if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile && !IsHidden(path) && !Keep(entry, path))
            {
                return;
            }
        }
    }

    private static bool IsHidden(string path) => path.StartsWith('.') || path.Contains("/.", StringComparison.Ordinal);

    // False when no more files are taken.
    private bool Keep(TarEntry entry, string path)
    {
        var file = new SnapshotFile(path, entry.Length, () => Stream.Null);
        var isLog = file.HasExtension(".log");
        var isKept = isLog || file.IsData || file.HasExtension(".txt");
        if (isKept && !isLog && entry.Length > limits.FileBytes)
        {
            Gaps.Add(FileTree.LeftOut(path, $"larger than {limits.FileBytes / (1024 * 1024)} MiB"));
            isKept = false;
        }

        var length = (int)(!isKept ? 0 : isLog ? Math.Min(entry.Length, LogParser.MaxBytes) : entry.Length);
        _kept += length;
        _unpacked += entry.Length;
        if (_kept > limits.TotalBytes || _unpacked > limits.UnpackedBytes)
        {
            var limit = _kept > limits.TotalBytes ? limits.TotalBytes : limits.UnpackedBytes;
            Gaps.Add(FileTree.LeftOut(path, $"more than {limit / (1024 * 1024)} MiB in all; this file and those after it were not read"));
            return false;
        }

        if (!isKept)
        {
            return true;
        }

        var bytes = new byte[length];
        if (entry.DataStream is { } data)
        {
            Skip(data, entry.Length - length);
            for (var read = 0; read < length;)
            {
                cancellation.ThrowIfCancellationRequested();
                var got = data.Read(bytes, read, Math.Min(length - read, _buffer.Length));
                read += got > 0 ? got : throw new EndOfStreamException("The archive ends within a file.");
            }
        }

        _files[path] = new SnapshotFile(path, length, () => new MemoryStream(bytes, writable: false), truncated: length < entry.Length);
        return true;
    }

    private void Skip(Stream data, long count)
    {
        while (count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var got = data.Read(_buffer, 0, (int)Math.Min(count, _buffer.Length));
            count -= got > 0 ? got : throw new EndOfStreamException("The archive ends within a file.");
        }
    }

    private void ResolveLinks()
    {
        // Links may point at links; a few rounds resolve what is sane, and what is left leads nowhere.
        for (var round = 0; round < 4 && _links.Count > 0; round++)
        {
            _links.RemoveAll(link =>
            {
                if (PathOf(link.Target) is not { } target || !_files.TryGetValue(target, out var file))
                {
                    return false;
                }

                _files.TryAdd(link.Path, file.At(link.Path));
                return true;
            });
        }

        Gaps.AddRange(_links.Where(link => PathOf(link.Target) is null).Select(link => FileTree.LeftOut(link.Path, "a link that leads outside the archive")));
    }

    // The path with its dots resolved; null when it leads outside.
    private static string? PathOf(string name)
    {
        if (name.StartsWith('/') || name.Contains('\\', StringComparison.Ordinal) || name.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        var segments = new List<string>();
        foreach (var segment in name.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (segment == "..")
            {
                if (segments.Count == 0)
                {
                    return null;
                }

                segments.RemoveAt(segments.Count - 1);
            }
            else if (segment != ".")
            {
                segments.Add(segment);
            }
        }

        return string.Join('/', segments);
    }
}
