using Microsoft.AspNetCore.Http;

namespace RunbookTools.Sandbox.Faults;

/// <summary>Lets half of what is written first through, and then loses the connection.</summary>
internal sealed class CutStream(Stream inner, HttpContext http) : WriteOnlyStream
{
    private bool _isCut;

    /// <inheritdoc/>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_isCut || buffer.IsEmpty)
        {
            return;
        }

        _isCut = true;
        await inner.WriteAsync(buffer[..(buffer.Length / 2)], cancellationToken).ConfigureAwait(false);
        await inner.FlushAsync(cancellationToken).ConfigureAwait(false);
        await LoseAsync(http).ConfigureAwait(false);
    }

    /// <summary>Loses the connection, when what was written has had the time to leave.</summary>
    public static async Task LoseAsync(HttpContext http)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(500)).ConfigureAwait(false);
        http.Abort();
    }

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => _isCut ? Task.CompletedTask : inner.FlushAsync(cancellationToken);
}
