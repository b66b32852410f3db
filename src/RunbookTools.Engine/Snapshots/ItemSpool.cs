using Microsoft.Win32.SafeHandles;

namespace RunbookTools.Engine.Snapshots;

/// <summary>
/// Keeps objects on disk while a source is read, in the order they come, until the files they belong to can be written one after another. May be
/// used from several threads. The file is gone when this is disposed.
/// </summary>
internal sealed class ItemSpool : IDisposable
{
    private readonly SafeFileHandle _file;
    private long _end;

    /// <summary>Makes a spool.</summary>
    /// <param name="path">A file that does not exist yet.</param>
    public ItemSpool(string path) => _file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);

    /// <summary>Keeps bytes.</summary>
    /// <returns>Where they are.</returns>
    public SpoolSlice Add(ReadOnlySpan<byte> bytes)
    {
        var start = Interlocked.Add(ref _end, bytes.Length) - bytes.Length;
        RandomAccess.Write(_file, bytes, start);
        return new SpoolSlice(start, bytes.Length);
    }

    /// <summary>Gives bytes back.</summary>
    public byte[] Read(SpoolSlice slice)
    {
        var bytes = new byte[slice.Length];
        for (var read = 0; read < bytes.Length;)
        {
            var got = RandomAccess.Read(_file, bytes.AsSpan(read), slice.Start + read);
            read += got > 0 ? got : throw new EndOfStreamException("The spool of the snapshot is shorter than what was written to it.");
        }

        return bytes;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
