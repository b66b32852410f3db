using System.Buffers;

namespace RunbookTools.Sandbox.Store;

/// <summary>An object as the server serves it.</summary>
public interface IStoredObject
{
    /// <summary>The namespace; null for objects that have none.</summary>
    string? Namespace { get; }

    /// <summary>The name.</summary>
    string Name { get; }

    /// <summary>The resource version, as the JSON has it too.</summary>
    long ResourceVersion { get; }

    /// <summary>
    /// Writes the object as compact JSON in UTF-8, without <c>kind</c> and <c>apiVersion</c>: it begins with <c>{"metadata":{</c>. The server adds
    /// the two where the API has them; the items of a list do not.
    /// </summary>
    void WriteTo(IBufferWriter<byte> output);
}
