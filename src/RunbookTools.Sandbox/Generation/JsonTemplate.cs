using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace RunbookTools.Sandbox.Generation;

/// <summary>
/// The JSON of an object with holes: <c>$(name)</c> in a text, <c>$(=name)</c> alone in a text for any other value. To write an object is to copy the pieces between them. Templates are files beside
/// this one; what differs from another template is a merge patch on it (RFC 7396).
/// </summary>
internal sealed partial class JsonTemplate
{
    private static readonly JsonSerializerOptions s_compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly byte[][] _pieces;
    private readonly string[] _holes;

    private JsonTemplate(string json)
    {
        var holes = Hole().Matches(json);
        _holes = [.. holes.Select(hole => hole.Groups["name"].Value)];
        _pieces = [.. holes.Select((hole, index) => (Start: index == 0 ? 0 : holes[index - 1].Index + holes[index - 1].Length, End: hole.Index))
            .Append((Start: holes.Count == 0 ? 0 : holes[^1].Index + holes[^1].Length, End: json.Length))
            .Select(piece => Encoding.UTF8.GetBytes(json[piece.Start..piece.End]))];
    }

    /// <summary>Reads a template.</summary>
    /// <param name="name">The file's name without its ending.</param>
    /// <param name="patch">The name of a patch on it; null for none.</param>
    public static JsonTemplate Load(string name, string? patch = null)
    {
        var json = Read(name);
        if (patch is not null)
        {
            Merge(json, Read(patch));
        }

        return new JsonTemplate(json.ToJsonString(s_compact));
    }

    /// <summary>Writes an object.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="value">The value of a hole, as JSON.</param>
    public void WriteTo(IBufferWriter<byte> output, Func<string, string> value)
    {
        output.Write(_pieces[0]);
        for (var index = 0; index < _holes.Length; index++)
        {
            Encoding.UTF8.GetBytes(value(_holes[index]), output);
            output.Write(_pieces[index + 1]);
        }
    }

    private static JsonObject Read(string name)
    {
        using var file = typeof(JsonTemplate).Assembly.GetManifestResourceStream($"{name}.json") ?? throw new ArgumentException($"There is no template {name}.", nameof(name));
        return JsonNode.Parse(file)!.AsObject();
    }

    private static void Merge(JsonObject json, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is JsonObject inner && json[name] is JsonObject old)
            {
                Merge(old, inner);
            }
            else if (value is null)
            {
                json.Remove(name);
            }
            else
            {
                json[name] = value.DeepClone();
            }
        }
    }

    [GeneratedRegex(@"\$\((?<name>\w+)\)|""\$\(=(?<name>\w+)\)""")]
    private static partial Regex Hole();
}
