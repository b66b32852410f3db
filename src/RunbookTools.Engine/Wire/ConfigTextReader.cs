using System.Text.Json;
using RunbookTools.Engine.Sources;

namespace RunbookTools.Engine.Wire;

/// <summary>
/// Reads the texts of one config map. When all config maps of a cluster are read their values are not kept (<see cref="ConfigTextConverter"/>): this is for the few
/// that somebody looks into.
/// </summary>
internal static class ConfigTextReader
{
    /// <summary>The characters kept of one value.</summary>
    public const int MaxText = 64 * 1024;

    /// <summary>The characters kept of one config map.</summary>
    public const int MaxTexts = 256 * 1024;

    /// <summary>The texts, credentials masked, safe for a terminal, line breaks kept.</summary>
    /// <param name="json">The config map.</param>
    /// <param name="map">The same as a record.</param>
    /// <exception cref="JsonException">It is not one.</exception>
    public static IReadOnlyList<KubeConfigText> Read(ReadOnlySpan<byte> json, KubeConfigMap map)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = WireJson.MaxDepth });
        var texts = new List<KubeConfigText>();
        var left = MaxTexts;
        var hasData = WireJson.Find(ref reader, "data"u8, JsonTokenType.StartObject);
        while (hasData && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            reader.Read();
            if (reader.TokenType == JsonTokenType.String)
            {
                // Masked before it is cut: of half a credential nobody sees what it is.
                var text = Lines(ConfigurationText.MaskEntry(key, reader.GetString()!));
                var kept = text[..Math.Min(text.Length, Math.Min(MaxText, left))];
                left -= kept.Length;
                texts.Add(new KubeConfigText
                {
                    Cluster = map.Cluster,
                    Namespace = map.Namespace ?? "",
                    ConfigMap = map.Name,
                    Key = TerminalText.Clean(key),
                    Text = kept,
                    Truncated = kept.Length < text.Length,
                });
            }

            reader.Skip();
        }

        return texts;
    }

    private static string Lines(string text) => string.Join('\n', text.Split('\n').Select(line => TerminalText.Clean(line.TrimEnd('\r'))));
}
