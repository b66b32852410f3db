using System.Buffers;

namespace RunbookTools.Engine.Snapshots;

/// <summary>Takes the objects of a source while it is read, redacts them and keeps them on disk. May be used from several threads.</summary>
internal sealed class ItemCollector(string spoolPath, TextRedactor texts) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly ItemSpool _spool = new(spoolPath);
    private readonly ObjectRedactor _redactor = new(texts);
    private readonly Dictionary<(string Kind, string? Namespace, string Name), List<(KubeObject Item, SpoolSlice Slice)>> _items = [];

    /// <summary>What takes text out of objects.</summary>
    public TextRedactor Texts => texts;

    /// <summary>Takes an object; the form of <see cref="Wire.WireItemTap"/>.</summary>
    public void Add(ReadOnlySpan<byte> json, string kind, string apiVersion, KubeObject item)
    {
        var output = new ArrayBufferWriter<byte>(json.Length + 256);
        _redactor.Write(json, kind, apiVersion, item.Namespace, output);
        var slice = _spool.Add(output.WrittenSpan);
        lock (_lock)
        {
            var key = (item.Kind, item.Namespace, item.Name);
            if (_items.TryGetValue(key, out var found))
            {
                found.Add((item, slice));
            }
            else
            {
                _items[key] = [(item, slice)];
            }
        }
    }

    /// <summary>The JSON of an object of the inventory, redacted; null when the source gave none for it. Of one that was given twice it is that which counts.</summary>
    public byte[]? JsonOf(KubeObject item) => SliceOf(item) is { } slice ? _spool.Read(slice) : null;

    /// <summary>How long that JSON is.</summary>
    public int LengthOf(KubeObject item) => SliceOf(item)?.Length ?? 0;

    /// <inheritdoc/>
    public void Dispose() => _spool.Dispose();

    private SpoolSlice? SliceOf(KubeObject item)
    {
        if (!_items.TryGetValue((item.Kind, item.Namespace, item.Name), out var found))
        {
            return null;
        }

        var index = found.FindIndex(pair => ReferenceEquals(pair.Item, item));
        return found[index < 0 ? ^1 : index].Slice;
    }
}
