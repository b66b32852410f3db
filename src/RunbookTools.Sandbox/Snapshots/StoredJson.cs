using System.Buffers;
using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox.Snapshots;

/// <summary>An object kept as the JSON that is served.</summary>
/// <param name="Namespace">The namespace; null for objects that have none.</param>
/// <param name="Name">The name.</param>
/// <param name="ResourceVersion">The resource version.</param>
/// <param name="Json">The JSON, without kind and apiVersion.</param>
internal sealed record StoredJson(string? Namespace, string Name, long ResourceVersion, byte[] Json) : IStoredObject
{
    /// <inheritdoc/>
    public void WriteTo(IBufferWriter<byte> output) => output.Write(Json);
}
