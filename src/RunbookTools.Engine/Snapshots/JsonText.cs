using System.Text;
using System.Text.Json;

namespace RunbookTools.Engine.Snapshots;

/// <summary>Texts in JSON, also where they are not what JSON allows.</summary>
internal static class JsonText
{
    /// <summary>The text or property name the reader stands on. Bytes that are not UTF-8, and halves of characters, become the replacement character.</summary>
    public static string Of(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Encoding.UTF8.GetString(reader.ValueSpan);
        }
    }

    /// <summary>Copies everything the reader has left, each text and property name through a function.</summary>
    public static void Copy(ref Utf8JsonReader reader, Utf8JsonWriter writer, Func<string, string> convert)
    {
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    writer.WriteStartObject();
                    break;
                case JsonTokenType.EndObject:
                    writer.WriteEndObject();
                    break;
                case JsonTokenType.StartArray:
                    writer.WriteStartArray();
                    break;
                case JsonTokenType.EndArray:
                    writer.WriteEndArray();
                    break;
                case JsonTokenType.PropertyName:
                    writer.WritePropertyName(convert(Of(ref reader)));
                    break;
                case JsonTokenType.String:
                    writer.WriteStringValue(convert(Of(ref reader)));
                    break;
                case JsonTokenType.Number:
                    writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                    break;
                case JsonTokenType.True or JsonTokenType.False:
                    writer.WriteBooleanValue(reader.TokenType == JsonTokenType.True);
                    break;
                default:
                    writer.WriteNullValue();
                    break;
            }
        }
    }
}
