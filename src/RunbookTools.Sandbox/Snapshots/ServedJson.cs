using System.Buffers;
using System.Globalization;
using System.Text.Json;
using RunbookTools.Sandbox.Api;
using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox.Snapshots;

/// <summary>Writes an object the way a server stores it: compact, metadata first, without kind and apiVersion.</summary>
internal static class ServedJson
{
    /// <summary>Writes an object.</summary>
    /// <param name="item">The object.</param>
    /// <param name="ns">Its namespace, where the object itself does not say; null for none.</param>
    /// <param name="version">The resource version to give it; null for the one it has, or 1.</param>
    /// <param name="shift">By how much every time in it is moved.</param>
    public static byte[] Write(JsonElement item, string? ns, long? version, TimeSpan shift)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Answers.Compact))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("metadata"u8);
            var metadata = item.At("metadata");
            foreach (var property in metadata.Pairs())
            {
                if (property.NameEquals("resourceVersion"u8) && version is not null)
                {
                    continue;
                }

                writer.WritePropertyName(property.Name);
                Write(writer, property.Value, shift);
            }

            if (ns is not null && !metadata.Has("namespace"))
            {
                writer.WriteString("namespace"u8, ns);
            }

            if (version is not null || !metadata.Has("resourceVersion"))
            {
                writer.WriteString("resourceVersion"u8, (version ?? 1).ToString(CultureInfo.InvariantCulture));
            }

            writer.WriteEndObject();
            foreach (var property in item.Pairs().Where(property => property.Name is not ("kind" or "apiVersion" or "metadata")))
            {
                writer.WritePropertyName(property.Name);
                Write(writer, property.Value, shift);
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value, TimeSpan shift)
    {
        if (shift == TimeSpan.Zero)
        {
            value.WriteTo(writer);
            return;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in value.EnumerateObject())
                {
                    writer.WritePropertyName(property.Name);
                    Write(writer, property.Value, shift);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(writer, item, shift);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String when Shifted(value.GetString()!, shift) is { } moved:
                writer.WriteStringValue(moved);
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    // The two forms Kubernetes writes times in: whole seconds, and micro time.
    private static string? Shifted(string text, TimeSpan shift)
    {
        var format = text.Length switch
        {
            20 => "yyyy-MM-dd'T'HH:mm:ss'Z'",
            27 => "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'",
            _ => null,
        };
        return format is not null && DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var time)
            ? (time + shift).ToString(format, CultureInfo.InvariantCulture)
            : null;
    }
}
