namespace RunbookTools.Engine.Wire;

/// <summary>
/// What is written the same is read once, and kept once: by its bytes. Bounded, as <see cref="StringPool"/> is: a newcomer takes the place of who was
/// there. For one thread at a time.
/// </summary>
internal sealed class ByteCache<T>(int places)
    where T : class
{
    private readonly Entry[] _entries = new Entry[places];

    /// <summary>The value, read now or before.</summary>
    public T Read(ReadOnlySpan<byte> json, Func<ReadOnlySpan<byte>, T> read)
    {
        var code = new HashCode();
        code.AddBytes(json);
        var hash = code.ToHashCode();
        ref var entry = ref _entries[(uint)hash % (uint)_entries.Length];
        if (entry.Value is null || entry.Hash != hash || !json.SequenceEqual(entry.Json))
        {
            entry = new Entry(hash, json.ToArray(), read(json));
        }

        return entry.Value;
    }

    private readonly record struct Entry(int Hash, byte[] Json, T Value);
}
