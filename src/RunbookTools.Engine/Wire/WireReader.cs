using System.Text;

namespace RunbookTools.Engine.Wire;

/// <summary>
/// Reads Kubernetes objects from JSON: one object, a typed list (<c>PodList</c>), a <c>List</c> of anything, a bare array, or several of these
/// one after the other. Each object is read on its own, so that one that cannot be read costs no other. Never throws for what the bytes hold:
/// what cannot be read is named in the coverage.
/// </summary>
public static class WireReader
{
    /// <summary>Reads a document into the context: objects, kinds read (also when there were none of a kind), and what could not be read.</summary>
    /// <param name="utf8Json">The document, in UTF-8; UTF-16 with a byte order mark, as Windows PowerShell redirects it, is understood too.</param>
    /// <param name="context">What is known about the document, and where to put what it holds.</param>
    public static void Read(ReadOnlyMemory<byte> utf8Json, WireContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        new WireDocument(ToUtf8(utf8Json), context).Read();
    }

    private static ReadOnlyMemory<byte> ToUtf8(ReadOnlyMemory<byte> bytes) => bytes.Span switch
    {
        [0xEF, 0xBB, 0xBF, ..] => bytes[3..],
        [0xFF, 0xFE, ..] => Encoding.Convert(Encoding.Unicode, Encoding.UTF8, bytes[2..].ToArray()),
        [0xFE, 0xFF, ..] => Encoding.Convert(Encoding.BigEndianUnicode, Encoding.UTF8, bytes[2..].ToArray()),
        _ => bytes,
    };
}
