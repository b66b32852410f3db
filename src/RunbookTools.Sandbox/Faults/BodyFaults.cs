using System.Text.Json;
using System.Text.Json.Nodes;

namespace RunbookTools.Sandbox.Faults;

/// <summary>Spoils the body of an answer.</summary>
internal static class BodyFaults
{
    private const int HugeMegabytes = 20;

    /// <summary>Spoils a body.</summary>
    public static byte[] Apply(FaultRule fault, byte[] body, bool isJson) => fault.Type switch
    {
        FaultType.Cut or FaultType.Truncate => body[..(body.Length / 2)],
        FaultType.InvalidUtf8 => WithInvalidText(body, isJson),
        FaultType.WrongType when isJson => Edit(body, item => ChangeType(item, fault.Value)),
        FaultType.Huge when isJson => Edit(body, item => Enlarge(item, fault.Number(HugeMegabytes))),
        _ => body,
    };

    /// <summary>Writes a body that never ends: more lines of a log, or a document whose last bracket never comes.</summary>
    public static async Task WriteEndlessAsync(Stream output, byte[] body, bool isLog, CancellationToken cancellation)
    {
        await output.WriteAsync(isLog ? body : body.AsMemory(0, Math.Max(0, body.TrimEnd().Length - 1)), cancellation).ConfigureAwait(false);
        var line = isLog ? "2026-01-01T00:00:00.000000000Z still going, with nothing new to say\n"u8.ToArray() : " "u8.ToArray();
        var chunk = isLog ? [.. Enumerable.Repeat(line, 500).SelectMany(text => text)] : line;
        while (true)
        {
            await output.WriteAsync(chunk, cancellation).ConfigureAwait(false);
            await output.FlushAsync(cancellation).ConfigureAwait(false);
            await Task.Delay(50, cancellation).ConfigureAwait(false);
        }
    }

    private static ReadOnlySpan<byte> TrimEnd(this byte[] body) => body.AsSpan().TrimEnd("\r\n "u8);

    private static byte[] WithInvalidText(byte[] body, bool isJson)
    {
        var spoiled = body.ToArray();
        var index = isJson ? TextAfter(spoiled, spoiled.Length / 2) : spoiled.Length / 2;
        index = index < 0 ? TextAfter(spoiled, 0) : index;
        if (index >= 0 && index < spoiled.Length)
        {
            // A byte that no text in UTF-8 has.
            spoiled[index] = 0xff;
        }

        return spoiled;
    }

    // The first letter of a text that is a value.
    private static int TextAfter(byte[] body, int start)
    {
        for (var i = start; i + 2 < body.Length; i++)
        {
            if (body[i] == ':' && body[i + 1] == '"' && char.IsAsciiLetterOrDigit((char)body[i + 2]))
            {
                return i + 2;
            }
        }

        return -1;
    }

    // One object of a list, in its middle, or the object itself.
    private static byte[] Edit(byte[] body, Action<JsonObject> edit)
    {
        try
        {
            if (JsonNode.Parse(body) is not JsonObject root)
            {
                return body;
            }

            var items = root["items"] as JsonArray ?? root["rows"] as JsonArray;
            if (items is null || (items.Count > 0 && items[items.Count / 2] is JsonObject))
            {
                edit(items is null ? root : (JsonObject)items[items.Count / 2]!);
            }

            return JsonSerializer.SerializeToUtf8Bytes(root);
        }
        catch (JsonException)
        {
            return body;
        }
    }

    private static void ChangeType(JsonObject item, string path)
    {
        var names = path.Length > 0 ? path.Split('.') : [item.Select(pair => pair.Key).FirstOrDefault(key => key is not ("kind" or "apiVersion" or "metadata")) ?? "metadata"];
        foreach (var name in names[..^1])
        {
            if (item[name] is not JsonObject inner)
            {
                item[name] = inner = [];
            }

            item = inner;
        }

        item[names[^1]] = item[names[^1]] is JsonObject or JsonArray or null ? "not of this type" : new JsonObject { ["not"] = "of this type" };
    }

    private static void Enlarge(JsonObject item, int megabytes)
    {
        var metadata = item["metadata"] as JsonObject ?? item;
        if (metadata["annotations"] is not JsonObject annotations)
        {
            metadata["annotations"] = annotations = [];
        }

        annotations["sandbox.example.com/huge"] = new string('x', megabytes * 1024 * 1024);
    }
}
