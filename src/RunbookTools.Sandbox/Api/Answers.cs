using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace RunbookTools.Sandbox.Api;

/// <summary>Writes answers.</summary>
internal static class Answers
{
    /// <summary>The media type of plain text, as the server writes it.</summary>
    public const string PlainText = "text/plain; charset=utf-8";

    private const string JsonType = "application/json";
    private const string YamlType = "application/yaml";

    /// <summary>How JSON is written: text as it is, quotes and control characters escaped.</summary>
    public static JsonWriterOptions Compact { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonWriterOptions s_indented = Compact with { Indented = true };

    /// <summary>Sends JSON; indented for who looks at it with curl or a browser, as the server does.</summary>
    public static async Task JsonAsync(HttpContext http, int code, Action<Utf8JsonWriter> write, string contentType = JsonType)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, IsForEyes(http.Request) ? s_indented : Compact))
        {
            write(writer);
        }

        var isYaml = WantsYaml(http.Request);
        var body = isYaml ? YamlText.Of(buffer.WrittenMemory) : buffer.WrittenMemory;
        http.Response.StatusCode = code;
        http.Response.ContentType = isYaml ? YamlType : contentType;
        http.Response.ContentLength = body.Length;
        await http.Response.BodyWriter.WriteAsync(body, http.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>True when the answer is wanted in a form that is made of the whole of it: indented, or YAML.</summary>
    public static bool IsWrittenWhole(HttpRequest request) => IsForEyes(request) || WantsYaml(request);

    /// <summary>Sends a refusal.</summary>
    public static Task StatusAsync(HttpContext http, ApiStatus status)
    {
        if (status.RetryAfterSeconds > 0)
        {
            http.Response.Headers[HeaderNames.RetryAfter] = status.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        }

        return JsonAsync(http, status.Code, status.WriteTo);
    }

    /// <summary>Sends plain text.</summary>
    public static async Task TextAsync(HttpContext http, int code, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        http.Response.StatusCode = code;
        http.Response.ContentType = PlainText;
        http.Response.ContentLength = bytes.Length;
        await http.Response.BodyWriter.WriteAsync(bytes, http.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>What the server says of a path it does not have.</summary>
    public static Task NoSuchPathAsync(HttpContext http) => TextAsync(http, StatusCodes.Status404NotFound, "404 page not found\n");

    private static bool WantsYaml(HttpRequest request) => request.Headers.Accept.ToString().StartsWith(YamlType, StringComparison.Ordinal);

    // k8s.io/apiserver/pkg/endpoints/handlers/negotiation, isPrettyPrint
    private static bool IsForEyes(HttpRequest request)
    {
        if (request.Query.TryGetValue("pretty", out var pretty))
        {
            return ListOptions.IsTrue(pretty);
        }

        var agent = request.Headers.UserAgent.ToString();
        return agent.StartsWith("curl", StringComparison.Ordinal) || agent.StartsWith("Wget", StringComparison.Ordinal)
            || agent.StartsWith("Mozilla/5.0", StringComparison.Ordinal);
    }
}
