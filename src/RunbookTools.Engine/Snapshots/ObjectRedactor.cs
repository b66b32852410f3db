using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using RunbookTools.Engine.Wire;

namespace RunbookTools.Engine.Snapshots;

/// <summary>
/// Writes an object as it goes into a snapshot, from its JSON to JSON without a tree between. Values of secrets and the lists of fields in
/// <c>managedFields</c> are always left out; what else is taken out is the business of a <see cref="TextRedactor"/>.
/// </summary>
internal sealed class ObjectRedactor(TextRedactor texts)
{
    // Text in text: an annotation that holds an object that holds a configuration file. Deeper nobody writes by hand.
    private const int MaxNesting = 4;

    private static readonly JsonReaderOptions s_reading = new() { MaxDepth = WireJson.MaxDepth };

    // Relaxed: the files are for people too, and nothing of them is put into a web page as it is.
    private static readonly JsonWriterOptions s_writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Where a value stands, which tells what its name means.</summary>
    private enum Place
    {
        /// <summary>A field the API defines, or a custom resource's author.</summary>
        Field,

        /// <summary>An entry of a config map or of a configuration file: the name is a variable's.</summary>
        Entry,

        /// <summary>A label or a selector: a name of something.</summary>
        Label,
    }

    /// <summary>Writes one object.</summary>
    /// <param name="json">The object, well-formed.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="apiVersion">Group and version; empty when not known.</param>
    /// <param name="ns">The namespace, which what was read for one namespace may not repeat; null when it has none.</param>
    /// <param name="output">Where it is written.</param>
    public void Write(ReadOnlySpan<byte> json, string kind, string apiVersion, string? ns, IBufferWriter<byte> output)
    {
        using var writer = new Utf8JsonWriter(output, s_writing);
        var reader = new Utf8JsonReader(json, s_reading);
        reader.Read();
        var siblings = kind == "Secret" ? reader : default;
        writer.WriteStartObject();
        if (apiVersion.Length > 0)
        {
            writer.WriteString("apiVersion", apiVersion);
        }

        writer.WriteString("kind", kind);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("kind"u8) || reader.ValueTextEquals("apiVersion"u8))
            {
                reader.Skip();
            }
            else if (reader.ValueTextEquals("metadata"u8))
            {
                WriteMetadata(ref reader, writer, ns);
            }
            else
            {
                WriteProperty(ref reader, writer, kind, Place.Field, siblings, 0);
            }
        }

        writer.WriteEndObject();
    }

    private void WriteMetadata(ref Utf8JsonReader reader, Utf8JsonWriter writer, string? ns)
    {
        writer.WritePropertyName("metadata");
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            WriteValue(ref reader, writer, "metadata", Place.Field, 0);
            return;
        }

        writer.WriteStartObject();
        if (ns is not null)
        {
            writer.WriteString("namespace", texts.Rest(ns));
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (ns is not null && reader.ValueTextEquals("namespace"u8))
            {
                reader.Skip();
            }
            else if (reader.ValueTextEquals("managedFields"u8))
            {
                WriteManagers(ref reader, writer);
            }
            else
            {
                WriteProperty(ref reader, writer, "", Place.Field, default, 0);
            }
        }

        writer.WriteEndObject();
    }

    // Who wrote the object, without the names of all fields it has, but for the one that is asked about: the number of replicas.
    private void WriteManagers(ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        writer.WriteStartArray("managedFields");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            writer.WriteStartObject();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (!reader.ValueTextEquals("fieldsV1"u8))
                {
                    WriteProperty(ref reader, writer, "", Place.Field, default, 0);
                    continue;
                }

                reader.Read();
                if (HasReplicas(reader))
                {
                    writer.WritePropertyName("fieldsV1");
                    writer.WriteRawValue("""{"f:spec":{"f:replicas":{}}}"""u8, skipInputValidation: true);
                }

                reader.Skip();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes a property and its value.</summary>
    /// <param name="reader">Stands on the name.</param>
    /// <param name="writer">Where it is written.</param>
    /// <param name="kind">The kind of the object it is a property of; null when its siblings have to tell.</param>
    /// <param name="place">Where the object stands.</param>
    /// <param name="siblings">A reader at the start of the object, to look at its other properties.</param>
    /// <param name="nesting">How deep text is within text.</param>
    private void WriteProperty(ref Utf8JsonReader reader, Utf8JsonWriter writer, string? kind, Place place, Utf8JsonReader siblings, int nesting)
    {
        var name = TextOf(ref reader);
        reader.Read();
        writer.WritePropertyName(texts.Rest(name));
        if (name is "data" or "stringData" or "binaryData")
        {
            kind ??= TextNamed(siblings, "kind"u8);
        }

        switch (name)
        {
            case "data" or "stringData" when kind == "Secret":
                WriteKeys(ref reader, writer, isTls: TextNamed(siblings, "type"u8) == ServingCertificate.SecretType);
                break;
            case "binaryData" when kind == "ConfigMap":
                WriteMap(ref reader, writer, (_, bytes) => texts.Bytes(bytes));
                break;
            case "data" when kind == "ConfigMap":
                WriteValue(ref reader, writer, name, Place.Entry, nesting);
                break;
            case "value" when reader.TokenType == JsonTokenType.String && TextNamed(siblings, "name"u8) is { } variable:
                writer.WriteStringValue(Redacted(variable, TextOf(ref reader), Place.Entry, nesting));
                break;
            case "labels" or "matchLabels" or "selector" or "nodeSelector":
                WriteValue(ref reader, writer, name, Place.Label, nesting);
                break;
            default:
                WriteValue(ref reader, writer, name, place, nesting);
                break;
        }
    }

    private void WriteValue(ref Utf8JsonReader reader, Utf8JsonWriter writer, string name, Place place, int nesting)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                WriteObject(ref reader, writer, place, nesting);
                break;
            case JsonTokenType.StartArray:
                WriteArray(ref reader, writer, name, place, nesting);
                break;
            case JsonTokenType.String:
                writer.WriteStringValue(Redacted(name, TextOf(ref reader), place, nesting));
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

    private void WriteObject(ref Utf8JsonReader reader, Utf8JsonWriter writer, Place place, int nesting)
    {
        var siblings = reader;
        if (place == Place.Entry && TextNamed(siblings, "kind"u8) is not null && TextNamed(siblings, "apiVersion"u8) is not null)
        {
            // An object inside a configuration: its names mean what the API says.
            place = Place.Field;
        }

        writer.WriteStartObject();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("managedFields"u8))
            {
                reader.Skip();
            }
            else
            {
                WriteProperty(ref reader, writer, null, place, siblings, nesting);
            }
        }

        writer.WriteEndObject();
    }

    private void WriteArray(ref Utf8JsonReader reader, Utf8JsonWriter writer, string name, Place place, int nesting)
    {
        writer.WriteStartArray();
        if (place != Place.Label && TextsIn(reader) is { } arguments)
        {
            foreach (var argument in texts.IsOff ? arguments : texts.Arguments(arguments))
            {
                writer.WriteStringValue(argument);
            }

            reader.Skip();
        }
        else
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                WriteValue(ref reader, writer, name, place, nesting);
            }
        }

        writer.WriteEndArray();
    }

    // Names of keys are facts; what stands under them is not even read.
    // Of values nothing is left but the dates and names of a certificate that is served.
    private void WriteKeys(ref Utf8JsonReader reader, Utf8JsonWriter writer, bool isTls)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = TextOf(ref reader);
            reader.Read();
            writer.WriteString(texts.Rest(key), isTls && key == "tls.crt" && reader.TokenType == JsonTokenType.String ? texts.ServedCertificate(TextOf(ref reader)) : "");
            reader.Skip();
        }

        writer.WriteEndObject();
    }

    private void WriteMap(ref Utf8JsonReader reader, Utf8JsonWriter writer, Func<string, string, string> value)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            WriteValue(ref reader, writer, "", Place.Field, 0);
            return;
        }

        writer.WriteStartObject();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = TextOf(ref reader);
            reader.Read();
            writer.WritePropertyName(texts.Rest(name));
            if (reader.TokenType == JsonTokenType.String)
            {
                writer.WriteStringValue(value(name, TextOf(ref reader)));
            }
            else
            {
                WriteValue(ref reader, writer, name, Place.Field, 0);
            }
        }

        writer.WriteEndObject();
    }

    private string Redacted(string name, string value, Place place, int nesting)
    {
        // Also with redaction off: kubectl keeps a whole Secret, as it was applied, in an annotation.
        if (nesting < MaxNesting && Nested(value, place, nesting + 1) is { } nested)
        {
            return nested;
        }

        return texts.IsOff ? value : place switch
        {
            Place.Entry => texts.Entry(name, value),
            Place.Label => texts.Rest(value),
            _ => texts.Field(name, value),
        };
    }

    /// <summary>JSON that stands as text in a value, redacted; null when it is none, or when there is nothing to redact in it.</summary>
    private string? Nested(string value, Place place, int nesting)
    {
        var text = value.AsSpan().Trim();
        if (text is not (['{', .., '}'] or ['[', .., ']']) || (texts.IsOff && !value.Contains("Secret", StringComparison.Ordinal)))
        {
            return null;
        }

        try
        {
            var output = new ArrayBufferWriter<byte>(value.Length);
            using (var writer = new Utf8JsonWriter(output, s_writing))
            {
                var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(value), s_reading);
                reader.Read();
                WriteValue(ref reader, writer, "", place == Place.Label ? Place.Field : Place.Entry, nesting);
                if (reader.Read())
                {
                    return null;
                }
            }

            var result = Encoding.UTF8.GetString(output.WrittenSpan);
            return result == Compact(value) ? value : result;
        }
        catch (JsonException)
        {
            // Text that only looks like JSON.
            return null;
        }
    }

    private static string Compact(string json)
    {
        var output = new ArrayBufferWriter<byte>(json.Length);
        using (var writer = new Utf8JsonWriter(output, s_writing))
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json), s_reading);
            JsonText.Copy(ref reader, writer, text => text);
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static bool HasReplicas(Utf8JsonReader fields) => MoveTo(ref fields, "f:spec"u8) && MoveTo(ref fields, "f:replicas"u8);

    /// <summary>Moves a reader from the start of an object to the value of a property; false when it has none of that name.</summary>
    private static bool MoveTo(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isNamed = reader.ValueTextEquals(name);
            reader.Read();
            if (isNamed)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }

    /// <summary>The text of a property of the object a reader stands at the start of; null when it has none of that name.</summary>
    private static string? TextNamed(Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
        MoveTo(ref reader, name) && reader.TokenType == JsonTokenType.String ? TextOf(ref reader) : null;

    /// <summary>The texts of the array a reader stands at the start of; null when there is anything else in it.</summary>
    private static List<string>? TextsIn(Utf8JsonReader reader)
    {
        var found = new List<string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.String)
        {
            found.Add(TextOf(ref reader));
        }

        return reader.TokenType == JsonTokenType.EndArray ? found : null;
    }

    private static string TextOf(ref Utf8JsonReader reader) => JsonText.Of(ref reader);
}
