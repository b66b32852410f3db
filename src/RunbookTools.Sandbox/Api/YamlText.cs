using System.Text;
using System.Text.Json;
using RunbookTools.Sandbox.Store;
using YamlDotNet.Serialization;

namespace RunbookTools.Sandbox.Api;

/// <summary>Writes JSON as YAML.</summary>
internal static class YamlText
{
    private static readonly ISerializer s_serializer = new SerializerBuilder().WithQuotingNecessaryStrings().Build();

    /// <summary>The same document as YAML.</summary>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> json)
    {
        using var document = ObjectJson.Parse(json);
        return Encoding.UTF8.GetBytes(s_serializer.Serialize(ToGraph(document.RootElement)));
    }

    private static object? ToGraph(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().ToDictionary(property => property.Name, property => ToGraph(property.Value)),
        JsonValueKind.Array => value.EnumerateArray().Select(ToGraph).ToList(),
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.TryGetInt64(out var number) ? number : value.GetDouble(),
        JsonValueKind.True or JsonValueKind.False => value.GetBoolean(),
        _ => null,
    };
}
