namespace Engine.Tests.Wire;

/// <summary>Gives a few bytes at each read, then ends, breaks or waits for ever.</summary>
internal sealed class DrippingStream(ReadOnlyMemory<byte> bytes, int step, Func<CancellationToken, Task<int>>? end = null) : Stream
{
    private int _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position == bytes.Length && end is not null)
        {
            return await end(cancellationToken);
        }

        return Read(buffer.Span);
    }

    public override int Read(Span<byte> buffer)
    {
        var length = Math.Min(Math.Min(step, buffer.Length), bytes.Length - _position);
        bytes.Span.Slice(_position, length).CopyTo(buffer);
        _position += length;
        return length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
