using System.Buffers;
using System.Text.Json;

namespace RunbookTools.Sandbox.Store;

/// <summary>Reads fields of an object that may lack them, or have something else in their place.</summary>
internal static class ObjectJson
{
    // Deeper than any object of a cluster is, schemas of definitions included.
    private static readonly JsonDocumentOptions s_deep = new() { MaxDepth = 512 };

    /// <summary>Reads an object.</summary>
    public static JsonDocument Parse(ReadOnlyMemory<byte> json) => JsonDocument.Parse(json, s_deep);

    /// <summary>Reads an object as the store has it.</summary>
    public static JsonDocument Parse(IStoredObject item)
    {
        var buffer = new ArrayBufferWriter<byte>();
        item.WriteTo(buffer);
        return Parse(buffer.WrittenMemory);
    }

    /// <summary>The value at a path; default (undefined) when there is none.</summary>
    public static JsonElement At(this JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return default;
            }
        }

        return element;
    }

    /// <summary>True when there is a value at the path, and it is not null.</summary>
    public static bool Has(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path).ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    /// <summary>The text at a path; numbers and booleans as they are written; null when there is none.</summary>
    public static string? Text(this JsonElement element, params ReadOnlySpan<string> path)
    {
        var value = element.At(path);
        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => null,
        };
    }

    /// <summary>The whole number at a path; 0 when there is none.</summary>
    public static long Number(this JsonElement element, params ReadOnlySpan<string> path) => element.NumberOrNull(path) ?? 0;

    /// <summary>The whole number at a path; null when there is none.</summary>
    public static long? NumberOrNull(this JsonElement element, params ReadOnlySpan<string> path)
    {
        var value = element.At(path);
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;
    }

    /// <summary>True when the value at a path is true.</summary>
    public static bool IsTrue(this JsonElement element, params ReadOnlySpan<string> path) => element.At(path).ValueKind == JsonValueKind.True;

    /// <summary>The items of the array at a path; none when it is not one.</summary>
    public static JsonElement[] Items(this JsonElement element, params ReadOnlySpan<string> path)
    {
        var value = element.At(path);
        return value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [];
    }

    /// <summary>The pairs of the object at a path; none when it is not one.</summary>
    public static JsonProperty[] Pairs(this JsonElement element, params ReadOnlySpan<string> path)
    {
        var value = element.At(path);
        return value.ValueKind == JsonValueKind.Object ? [.. value.EnumerateObject()] : [];
    }

    /// <summary>The moment at a path; null when there is none.</summary>
    public static DateTimeOffset? Time(this JsonElement element, params ReadOnlySpan<string> path)
    {
        var value = element.At(path);
        return value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out var time) ? time : null;
    }
}
