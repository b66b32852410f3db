using System.Text;
using System.Text.Json;

namespace RunbookTools.Sandbox.Api;

/// <summary>
/// Reads access reviews from protobuf, which is what kubectl sends: an envelope (k8s.io/apimachinery/pkg/runtime/generated.proto, Unknown) around the
/// review (k8s.io/api/authorization/v1/generated.proto). The numbers are those of the fields there.
/// </summary>
internal static class ProtobufReview
{
    private static readonly string[] s_resourceAttributes = ["", "namespace", "verb", "group", "version", "resource", "subresource", "name"];
    private static readonly string[] s_pathAttributes = ["", "path", "verb"];

    private static ReadOnlySpan<byte> Magic => "k8s\0"u8;

    /// <summary>True when the bytes are an object in protobuf.</summary>
    public static bool Is(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Magic);

    /// <summary>The review as JSON: what of its spec decides.</summary>
    /// <exception cref="FormatException">It is cut off or not protobuf.</exception>
    public static JsonElement ToJson(ReadOnlyMemory<byte> bytes)
    {
        var spec = Field(Field(bytes[Magic.Length..], 2), 2);
        var resource = Texts(Field(spec, 1), s_resourceAttributes);
        var path = Texts(Field(spec, 2), s_pathAttributes);
        var parts = new Dictionary<string, object>();
        if (resource.Count > 0)
        {
            parts["resourceAttributes"] = resource;
        }

        if (path.Count > 0)
        {
            parts["nonResourceAttributes"] = path;
        }

        // The spec of a rules review is a namespace in the place where that of an access review has attributes.
        var text = Encoding.UTF8.GetString(Field(spec, 1).Span);
        if (text.All(character => char.IsAsciiLetterOrDigit(character) || character == '-'))
        {
            parts["namespace"] = text;
        }

        return JsonSerializer.SerializeToElement(new Dictionary<string, object> { ["spec"] = parts });
    }

    private static Dictionary<string, string> Texts(ReadOnlyMemory<byte> message, string[] names)
    {
        var texts = new Dictionary<string, string>();
        try
        {
            foreach (var (number, value) in Fields(message).Where(field => field.Number < names.Length))
            {
                texts[names[number]] = Encoding.UTF8.GetString(value.Span);
            }
        }
        catch (FormatException)
        {
            // A text, not a message.
            return [];
        }

        return texts;
    }

    private static ReadOnlyMemory<byte> Field(ReadOnlyMemory<byte> message, int number) => Fields(message).LastOrDefault(field => field.Number == number).Value;

    // The fields that have a length: texts and messages. Others are passed over.
    private static IEnumerable<(int Number, ReadOnlyMemory<byte> Value)> Fields(ReadOnlyMemory<byte> message)
    {
        for (var at = 0; at < message.Length;)
        {
            var tag = Number(message, ref at);
            switch (tag & 7)
            {
                case 0:
                    _ = Number(message, ref at);
                    break;
                case 2:
                    var length = Number(message, ref at);
                    if (length > (ulong)(message.Length - at))
                    {
                        throw new FormatException("a field is longer than the message");
                    }

                    yield return ((int)(tag >> 3), message.Slice(at, (int)length));
                    at += (int)length;
                    break;
                default:
                    throw new FormatException("a field of a type that reviews do not have");
            }
        }
    }

    private static ulong Number(ReadOnlyMemory<byte> message, ref int at)
    {
        ulong number = 0;
        for (var shift = 0; shift < 64 && at < message.Length; shift += 7)
        {
            var value = message.Span[at++];
            number |= (ulong)(value & 0x7f) << shift;
            if (value < 0x80)
            {
                return number;
            }
        }

        throw new FormatException("a number is cut off");
    }
}
