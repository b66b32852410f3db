using System.Text.Json;
using System.Text.Json.Serialization;
using RunbookTools.Engine.Primitives;

namespace RunbookTools.Engine.Wire;

/// <summary>The keys of a config map, and the hosts and credentials in its values. The values themselves are not kept.</summary>
internal sealed class ConfigTextConverter : JsonConverter<ConfigTextWire>
{
    // Longer values are data, certificates or dashboards rather than configuration.
    private const int MaxLength = 16 * 1024;

    public override ConfigTextWire? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException();
        }

        var text = new ConfigTextWire();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = StringPool.Read(ref reader)!;
            text.Keys.Add(key);
            reader.Read();
            if (reader.TokenType == JsonTokenType.String && !reader.HasValueSequence && reader.ValueSpan.Length is > 2 and < MaxLength)
            {
                Read(text, key, reader.GetString()!);
            }

            reader.Skip();
        }

        return text;
    }

    public override void Write(Utf8JsonWriter writer, ConfigTextWire value, JsonSerializerOptions options) => throw new NotSupportedException();

    private static void Read(ConfigTextWire text, string key, string value)
    {
        if (value.Contains(':', StringComparison.Ordinal) || value.Contains(".svc", StringComparison.Ordinal))
        {
            text.Addresses.AddRange(ConfigAddresses.In(key, value));
        }

        if (CredentialText.IsCredentialName(key) || CredentialText.MayHold(value))
        {
            ConfigurationText.MaskEntry(key, value, credential =>
            {
                text.Credentials.Add(credential);
                return CredentialText.Mask;
            });
        }
    }
}
