using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RunbookTools.Engine.Wire;

/// <summary>Objects of kinds without a record of their own, as properties by name.</summary>
internal static class UntypedWire
{
    /// <summary>The types that belong to no family.</summary>
    public static UntypedJson Json { get; } = new(WireJson.NewOptions());

    public static KubeUntypedObject Read(ReadOnlySpan<byte> json, string apiVersion, string kind, WireContext context)
    {
        MetaWire? meta = null;
        var properties = new Dictionary<string, object?>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = WireJson.MaxDepth });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("metadata"u8))
            {
                reader.Read();
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                meta = JsonSerializer.Deserialize(json[start..(int)reader.BytesConsumed], Json.MetaWire);
            }
            else if (reader.ValueTextEquals("kind"u8) || reader.ValueTextEquals("apiVersion"u8))
            {
                reader.Skip();
            }
            else
            {
                var name = StringPool.Read(ref reader)!;
                reader.Read();
                properties[name] = ReadValue(ref reader, name);
            }
        }

        return WireCommon.With(
            new KubeUntypedObject { Kind = kind, Name = meta.RequiredName(), Properties = properties, Conditions = ConditionsIn(properties) },
            meta, context, kind, apiVersion);
    }

    private static object? ReadValue(ref Utf8JsonReader reader, string name)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return ReadObject(ref reader);
            case JsonTokenType.StartArray:
                var list = new List<object?>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    list.Add(ReadValue(ref reader, ""));
                }

                return name is "args" or "command" && list.TrueForAll(item => item is string)
                    ? CredentialText.MaskArguments([.. list.Cast<string>()]).Cast<object?>().ToList()
                    : list;
            case JsonTokenType.Number:
                return reader.TryGetInt64(out var whole) ? (object)whole : reader.GetDouble();
            case JsonTokenType.String:
                return CredentialText.IsCredentialField(name) && reader.ValueSpan.Length > 0 ? CredentialText.Mask : CredentialText.MaskText(WireText.Lines(ref reader)!);
            default:
                return reader.TokenType == JsonTokenType.Null ? null : reader.TokenType == JsonTokenType.True;
        }
    }

    private static Dictionary<string, object?> ReadObject(ref Utf8JsonReader reader)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = StringPool.Read(ref reader)!;
            reader.Read();
            values[name] = ReadValue(ref reader, name);
        }

        // An environment variable of a pod template inside a custom resource.
        if (values.TryGetValue("name", out var variable) && variable is string key && values.TryGetValue("value", out var value) && value is string text)
        {
            values["value"] = CredentialText.MaskValue(key, text);
        }

        // A secret inside a template.
        if (values.TryGetValue("kind", out var kind) && kind is "Secret")
        {
            values.Remove("data");
            values.Remove("stringData");
        }

        return values;
    }

    private static List<KubeCondition> ConditionsIn(Dictionary<string, object?> properties)
    {
        if (properties.GetValueOrDefault("status") is not Dictionary<string, object?> status || status.GetValueOrDefault("conditions") is not List<object?> list)
        {
            return [];
        }

        var conditions = new List<KubeCondition>();
        foreach (var item in list.OfType<Dictionary<string, object?>>())
        {
            if (item.GetValueOrDefault("type") is string type && item.GetValueOrDefault("status") is string value)
            {
                conditions.Add(new KubeCondition(type, value, Text(item, "reason"), Text(item, "message"), Time(item, "lastTransitionTime"))
                {
                    LastSeen = Time(item, "lastHeartbeatTime") ?? Time(item, "lastUpdateTime"),
                });
            }
        }

        return conditions;
    }

    private static string? Text(Dictionary<string, object?> values, string name) => (values.GetValueOrDefault(name) as string).NullIfEmpty();

    private static DateTimeOffset? Time(Dictionary<string, object?> values, string name) =>
        DateTimeOffset.TryParse(Text(values, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time.ToUniversalTime() : null;
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(MetaWire))]
[JsonSerializable(typeof(StatusWire))]
internal sealed partial class UntypedJson : JsonSerializerContext;

/// <summary>What the API server answers when it has no object to answer with.</summary>
internal sealed class StatusWire
{
    public string? Status { get; set; }

    public string? Reason { get; set; }

    public string? Message { get; set; }

    public int Code { get; set; }

    public ObjectReferenceWire? Details { get; set; }
}
