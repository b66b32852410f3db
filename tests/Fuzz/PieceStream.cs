namespace Fuzz;

/// <summary>Gives bytes in pieces of a length that the bytes themselves say, so that a fuzzer finds where a piece must end to do harm.</summary>
internal sealed class PieceStream(byte[] bytes) : MemoryStream(bytes, writable: false)
{
    private readonly int _length = bytes.Length == 0 ? 1 : 1 + (bytes[^1] % 64);

    public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, _length)]);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));
}
