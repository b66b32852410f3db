using System.Buffers;
using System.Text;

namespace RunbookTools.Engine.Wire;

/// <summary>
/// Reads Kubernetes objects from JSON: one object, a typed list (<c>PodList</c>), a <c>List</c> of anything, a bare array, or several of these
/// one after the other. Each object is read on its own, so that one that cannot be read costs no other. Never throws for what the bytes hold:
/// what cannot be read is named in the coverage.
/// </summary>
public static class WireReader
{
    /// <summary>
    /// The bytes one object of a stream may have; a larger one is left out and named in the coverage. An API server takes none above 3 MiB
    /// (MaxRequestBodyBytes in k8s.io/apiserver/pkg/server/config.go), etcd none above 1.5 MiB by default.
    /// </summary>
    public const int MaxItemBytes = 8 * 1024 * 1024;

    private const int BufferBytes = 256 * 1024;

    /// <summary>Reads a document into the context: objects, kinds read (also when there were none of a kind), and what could not be read.</summary>
    /// <param name="utf8Json">The document, in UTF-8; UTF-16 with a byte order mark, as Windows PowerShell redirects it, is understood too.</param>
    /// <param name="context">What is known about the document, and where to put what it holds.</param>
    /// <returns>What the document says about itself.</returns>
    public static WireList Read(ReadOnlyMemory<byte> utf8Json, WireContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var document = new WireDocument(context);
        document.Read(ToUtf8(utf8Json).Span, isFinal: true);
        return document.ToList();
    }

    /// <summary>
    /// Reads a document from a stream, one object at a time: no more than the largest of them is in memory as text. The objects that were read
    /// are in the context also when reading fails.
    /// </summary>
    /// <param name="utf8Json">The document, in UTF-8. A list names its kind before its items, or the context has a hint, as for what a server sends.</param>
    /// <param name="context">What is known about the document, and where to put what it holds.</param>
    /// <param name="cancellation">Ends the wait for bytes.</param>
    /// <returns>What the document says about itself.</returns>
    /// <exception cref="IOException">The stream broke. Nothing of it stands in the coverage, because who opened it may try again.</exception>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    public static async Task<WireList> ReadAsync(Stream utf8Json, WireContext context, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(utf8Json);
        ArgumentNullException.ThrowIfNull(context);
        var document = new WireDocument(context);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            var filled = 0;
            for (var isFinal = false; !isFinal && !document.IsBroken;)
            {
                var read = await utf8Json.ReadAsync(buffer.AsMemory(filled), cancellation).ConfigureAwait(false);
                filled += read;
                isFinal = read == 0;
                var consumed = document.Read(buffer.AsSpan(0, filled), isFinal);
                filled -= consumed;
                buffer.AsSpan(consumed, filled).CopyTo(buffer);
                if (filled < buffer.Length)
                {
                    continue;
                }

                if (filled < MaxItemBytes)
                {
                    var larger = ArrayPool<byte>.Shared.Rent(2 * buffer.Length);
                    buffer.AsSpan(0, filled).CopyTo(larger);
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = larger;
                }
                else
                {
                    document.LeaveOut(buffer.AsSpan(0, filled));
                    filled = 0;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return document.ToList();
    }

    private static ReadOnlyMemory<byte> ToUtf8(ReadOnlyMemory<byte> bytes) => bytes.Span switch
    {
        [0xFF, 0xFE, ..] => Encoding.Convert(Encoding.Unicode, Encoding.UTF8, bytes[2..].ToArray()),
        [0xFE, 0xFF, ..] => Encoding.Convert(Encoding.BigEndianUnicode, Encoding.UTF8, bytes[2..].ToArray()),
        _ => bytes,
    };
}
