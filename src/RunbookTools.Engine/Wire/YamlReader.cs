namespace RunbookTools.Engine.Wire;

/// <summary>
/// Turns YAML into JSON the way Kubernetes does: scalars mean what they mean to sigs.k8s.io/yaml, of a key given twice the last counts.
/// </summary>
public static class YamlReader
{
    /// <summary>Reads documents one after the other; those before a mistake are given before it is thrown.</summary>
    /// <param name="yaml">One or more YAML documents. JSON is YAML too.</param>
    /// <returns>One JSON document (UTF-8) for each document that is not empty.</returns>
    /// <exception cref="WireException">The text is not YAML, nests deeper than 64, or its aliases expand beyond bounds.</exception>
    public static IEnumerable<ReadOnlyMemory<byte>> ToJson(TextReader yaml)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        return Documents(new YamlDocuments(yaml));
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Documents(YamlDocuments documents)
    {
        while (documents.Next() is { } json)
        {
            yield return json;
        }
    }
}
