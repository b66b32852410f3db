using System.Text.Json;

namespace RunbookTools.Engine.Wire;

/// <summary>How every family of kinds is deserialised.</summary>
internal static class WireJson
{
    /// <summary>Levels a single object may be nested. The schemas inside custom resource definitions reach about forty.</summary>
    public const int MaxDepth = 128;

    /// <summary>
    /// New options for one family's source-generated context: camel case, case-sensitive, unknown fields skipped. A context needs options of its own.
    /// </summary>
    public static JsonSerializerOptions NewOptions() => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        MaxDepth = MaxDepth,
        Converters =
        {
            new PooledStringConverter(),
            new StringMapConverter(),
            new TimeConverter(),
            new QuantityConverter(),
            new ResourceListConverter(),
        },
    };

    /// <summary>Goes to the value of a property, passing over all others; false when it is not there, or of another type.</summary>
    /// <param name="reader">Before an object or on its start; afterwards on the value.</param>
    /// <param name="name">The name of the property.</param>
    /// <param name="type">The type its value must have.</param>
    public static bool Find(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, JsonTokenType type)
    {
        if (reader.TokenType == JsonTokenType.None)
        {
            reader.Read();
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isMeant = reader.ValueTextEquals(name);
            reader.Read();
            if (isMeant)
            {
                return reader.TokenType == type;
            }

            reader.Skip();
        }

        return false;
    }
}
