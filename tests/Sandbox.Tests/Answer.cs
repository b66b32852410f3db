using System.Net.Http.Headers;
using System.Text.Json;

namespace Sandbox.Tests;

/// <summary>What a server answered.</summary>
internal sealed record Answer(int Code, string Body, HttpResponseHeaders Headers, string ContentType)
{
    private JsonElement? _json;

    /// <summary>The body as JSON.</summary>
    public JsonElement Json => _json ??= JsonDocument.Parse(Body).RootElement.Clone();

    /// <summary>The value at a path of names, with dots between them.</summary>
    public JsonElement At(string path) => path.Split('.').Aggregate(Json, (element, name) => element.GetProperty(name));

    /// <summary>The names of the objects of a list.</summary>
    public string[] Names => [.. Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("metadata").GetProperty("name").GetString()!)];
}
