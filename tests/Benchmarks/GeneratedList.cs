using System.Buffers;
using System.Text;
using RunbookTools.Sandbox.Store;

namespace Benchmarks;

/// <summary>A list of one kind as the API server would send it, kept in pieces so that it may be larger than an array.</summary>
internal static class GeneratedList
{
    /// <summary>Writes the list of a kind.</summary>
    /// <param name="store">The cluster.</param>
    /// <param name="kind">The kind.</param>
    public static byte[] Of(IClusterStore store, string kind)
    {
        var resource = store.Kinds.First(item => item.Kind == kind);
        var output = new ArrayBufferWriter<byte>(1 << 20);
        output.Write(Encoding.UTF8.GetBytes(
            $$"""{"kind":"{{resource.ListKind}}","apiVersion":"{{resource.ApiVersion}}","metadata":{"resourceVersion":"{{store.ResourceVersion}}"},"items":["""));
        var isFirst = true;
        foreach (var item in store.List(resource, null))
        {
            if (!isFirst)
            {
                output.Write(","u8);
            }

            item.WriteTo(output);
            isFirst = false;
        }

        output.Write("]}"u8);
        return output.WrittenSpan.ToArray();
    }
}
