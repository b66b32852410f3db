namespace RunbookTools.Sandbox.Faults;

/// <summary>Lets bytes through at a rate.</summary>
internal sealed class DripStream(Stream inner, int bytesPerSecond) : WriteOnlyStream
{
    // Ten drops a second, or drops of a byte where that is too much.
    private readonly TimeSpan _pause = TimeSpan.FromSeconds(1.0 / Math.Clamp(bytesPerSecond, 1, 10));

    /// <inheritdoc/>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var drop = Math.Max(1, bytesPerSecond / 10);
        while (!buffer.IsEmpty)
        {
            var part = buffer[..Math.Min(drop, buffer.Length)];
            buffer = buffer[part.Length..];
            await inner.WriteAsync(part, cancellationToken).ConfigureAwait(false);
            await inner.FlushAsync(cancellationToken).ConfigureAwait(false);
            await Task.Delay(_pause, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);
}
