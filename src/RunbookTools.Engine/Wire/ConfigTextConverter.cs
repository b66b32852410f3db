using System.Text.Json;
using System.Text.Json.Serialization;
using RunbookTools.Engine.Primitives;

namespace RunbookTools.Engine.Wire;

/// <summary>The keys of a config map, and the hosts in its values. The values themselves are not kept.</summary>
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
            if (reader.TokenType == JsonTokenType.String && !reader.HasValueSequence && reader.ValueSpan.Length is > 2 and < MaxLength && MayNameHost(reader.ValueSpan))
            {
                text.Addresses.AddRange(ConfigAddresses.In(key, reader.GetString()!));
            }

            reader.Skip();
        }

        return text;
    }

    public override void Write(Utf8JsonWriter writer, ConfigTextWire value, JsonSerializerOptions options) => throw new NotSupportedException();

    private static bool MayNameHost(ReadOnlySpan<byte> value) => value.IndexOf((byte)':') >= 0 || value.IndexOf(".svc"u8) >= 0;
}
