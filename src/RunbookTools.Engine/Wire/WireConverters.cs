using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RunbookTools.Engine.Wire;

/// <summary>Texts, of which the short ones come from a pool because they repeat: names, reasons, labels.</summary>
internal sealed class PooledStringConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => StringPool.Read(ref reader);

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => StringPool.Read(ref reader)!;

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => throw new NotSupportedException();
}

/// <summary>Texts that are not kept in the pool, because they may turn out to be credentials.</summary>
internal sealed class PlainStringConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => WireText.Line(ref reader);

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => throw new NotSupportedException();
}

/// <summary>A list of texts that are not kept in the pool: commands and arguments.</summary>
internal sealed class PlainStringsConverter : JsonConverter<List<string>>
{
    public override List<string>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException();
        }

        var texts = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (WireText.Lines(ref reader) is { } text)
            {
                texts.Add(text);
            }
        }

        return texts;
    }

    public override void Write(Utf8JsonWriter writer, List<string> value, JsonSerializerOptions options) => throw new NotSupportedException();
}

/// <summary>A map of texts. A null value reads as an empty one, as Go reads it; a key given twice keeps the last value.</summary>
internal class StringMapConverter : JsonConverter<Dictionary<string, string>>
{
    public sealed override Dictionary<string, string>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException();
        }

        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (IsDropped(ref reader))
            {
                reader.Skip();
                continue;
            }

            var key = StringPool.Read(ref reader)!;
            reader.Read();
            map[key] = Kept(key, StringPool.Read(ref reader) ?? "");
        }

        return map;
    }

    public sealed override void Write(Utf8JsonWriter writer, Dictionary<string, string> value, JsonSerializerOptions options) => throw new NotSupportedException();

    /// <summary>True when the entry, whose name the reader stands on, is not kept.</summary>
    protected virtual bool IsDropped(ref Utf8JsonReader reader) => false;

    /// <summary>What is kept of a value.</summary>
    protected virtual string Kept(string key, string value) => value;
}

/// <summary>Annotations, without the one in which kubectl repeats the object as it was applied: it would carry what was masked or left out elsewhere. What looks like a credential is masked.</summary>
internal sealed class AnnotationsConverter : StringMapConverter
{
    protected override bool IsDropped(ref Utf8JsonReader reader) => reader.ValueTextEquals("kubectl.kubernetes.io/last-applied-configuration"u8);

    // The name alone masks nothing that is not called a credential outright: a checksum of a secret tells revisions apart.
    protected override string Kept(string key, string value) => CredentialText.IsCredentialField(key[(key.LastIndexOf('/') + 1)..].Replace('-', '_'))
        ? CredentialText.MaskValue(key, value)
        : CredentialText.MaskText(value);
}

/// <summary>RFC 3339 with or without fractions, as metav1.Time and metav1.MicroTime are written. Null, empty and Go's zero time read as null.</summary>
internal sealed class TimeConverter : JsonConverter<DateTimeOffset?>
{
    public override bool HandleNull => true;

    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ReadValue(ref reader);

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options) => throw new NotSupportedException();

    internal static DateTimeOffset? ReadValue(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException();
        }

        if (!reader.TryGetDateTimeOffset(out var time))
        {
            var text = reader.GetString();
            if (string.IsNullOrEmpty(text))
            {
                return null;
            }

            if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time))
            {
                throw new JsonException();
            }
        }

        return time.Year <= 1 ? null : time.ToUniversalTime();
    }
}

/// <summary>A number or a text, such as a port or a percentage, as text.</summary>
internal sealed class IntOrStringConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number ? reader.GetInt64().ToString(CultureInfo.InvariantCulture) : StringPool.Read(ref reader);

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => throw new NotSupportedException();
}

/// <summary>A quantity: a text, or a plain number as people write it in YAML.</summary>
internal sealed class QuantityConverter : JsonConverter<KubeQuantity>
{
    public override KubeQuantity Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ReadValue(ref reader);

    public override void Write(Utf8JsonWriter writer, KubeQuantity value, JsonSerializerOptions options) => throw new NotSupportedException();

    internal static KubeQuantity ReadValue(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            return reader.TryGetDecimal(out var number) ? new KubeQuantity(number) : throw new JsonException();
        }

        return KubeQuantity.TryParse(StringPool.Read(ref reader), out var quantity) ? quantity : throw new JsonException();
    }
}

/// <summary>Amounts of resources by name.</summary>
internal sealed class ResourceListConverter : JsonConverter<KubeResources>
{
    public override KubeResources? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException();
        }

        var amounts = new Dictionary<string, KubeQuantity>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var resource = StringPool.Read(ref reader)!;
            reader.Read();
            amounts[resource] = QuantityConverter.ReadValue(ref reader);
        }

        return amounts.Count == 0 ? KubeResources.None : new KubeResources(amounts);
    }

    public override void Write(Utf8JsonWriter writer, KubeResources value, JsonSerializerOptions options) => throw new NotSupportedException();
}
