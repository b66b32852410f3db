using System.Buffers;
using System.Text;
using RunbookTools.Sandbox.Store;

namespace Benchmarks;

/// <summary>A list of one kind as an API server sends it, made as it is read, so that a list of any size takes no memory.</summary>
internal sealed class ListStream : Stream
{
    private const int Kept = 1 << 20;

    private readonly ArrayBufferWriter<byte> _buffer = new(1 << 20);
    private readonly IReadOnlyList<IStoredObject> _items;
    private int _next;
    private int _given;

    /// <summary>Begins a list.</summary>
    public ListStream(IClusterStore store, string kind)
    {
        var resource = store.Kinds.First(item => item.Kind == kind);
        _items = store.List(resource, null);
        _buffer.Write(Encoding.UTF8.GetBytes(
            $$"""{"kind":"{{resource.ListKind}}","apiVersion":"{{resource.ApiVersion}}","metadata":{"resourceVersion":"{{store.ResourceVersion}}"},"items":["""));
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        while (_buffer.WrittenCount - _given < buffer.Length && _next <= _items.Count)
        {
            if (_next == _items.Count)
            {
                _buffer.Write("]}"u8);
            }
            else
            {
                _buffer.Write(_next == 0 ? ""u8 : ","u8);
                _items[_next].WriteTo(_buffer);
            }

            _next++;
        }

        var length = Math.Min(buffer.Length, _buffer.WrittenCount - _given);
        _buffer.WrittenSpan.Slice(_given, length).CopyTo(buffer);
        _given += length;
        if (_given == _buffer.WrittenCount || _given > Kept)
        {
            var rest = _buffer.WrittenSpan[_given..].ToArray();
            _buffer.ResetWrittenCount();
            _buffer.Write(rest);
            _given = 0;
        }

        return length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
