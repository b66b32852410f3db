using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RunbookTools.Sandbox.Access;
using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox.Api;

/// <summary>Answers who asks what they may do.</summary>
internal sealed class ReviewHandler(AccessPolicy policy, ApiCatalog catalog)
{
    private const int MaxBody = 64 * 1024;

    /// <summary>Answers a review.</summary>
    public async Task AnswerAsync(HttpContext http, ResourceKind kind)
    {
        // Without a type it is taken for JSON.
        if (MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) && type.MediaType is not (null or "application/json" or "application/yaml" or "application/vnd.kubernetes.protobuf"))
        {
            throw new ApiRefusalException(ApiStatus.UnsupportedMediaType);
        }

        var review = Parse(await ReadAsync(http).ConfigureAwait(false));
        await Answers.JsonAsync(http, StatusCodes.Status201Created, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("kind"u8, kind.Kind);
            writer.WriteString("apiVersion"u8, kind.ApiVersion);
            writer.WriteStartObject("metadata"u8);
            writer.WriteEndObject();
            switch (kind.Kind)
            {
                case "SelfSubjectAccessReview":
                    WriteAccess(writer, review.At("spec"));
                    break;
                case "SelfSubjectRulesReview":
                    WriteRules(writer, review.Text("spec", "namespace") ?? "");
                    break;
                default:
                    WriteUser(writer);
                    break;
            }

            writer.WriteEndObject();
        }).ConfigureAwait(false);
    }

    private static async Task<byte[]> ReadAsync(HttpContext http)
    {
        if (http.Request.ContentLength > MaxBody)
        {
            throw new ApiRefusalException(ApiStatus.BadRequest("the review is too large"));
        }

        using var body = new MemoryStream();
        var buffer = new byte[8 * 1024];
        for (int read; (read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted).ConfigureAwait(false)) > 0;)
        {
            body.Write(buffer, 0, read);
            if (body.Length > MaxBody)
            {
                throw new ApiRefusalException(ApiStatus.BadRequest("the review is too large"));
            }
        }

        return body.ToArray();
    }

    private static JsonElement Parse(byte[] body)
    {
        try
        {
            if (ProtobufReview.Is(body))
            {
                return ProtobufReview.ToJson(body);
            }

            using var document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            throw new ApiRefusalException(ApiStatus.BadRequest("the body of the request is neither JSON nor protobuf"));
        }
    }

    private void WriteAccess(Utf8JsonWriter writer, JsonElement spec)
    {
        writer.WritePropertyName("spec"u8);
        if (spec.ValueKind == JsonValueKind.Object)
        {
            spec.WriteTo(writer);
        }
        else
        {
            writer.WriteStartObject();
            writer.WriteEndObject();
        }

        var decision = Decide(spec);
        writer.WriteStartObject("status"u8);
        writer.WriteBoolean("allowed"u8, decision.IsAllowed);
        if (decision.Reason.Length > 0)
        {
            writer.WriteString("reason"u8, decision.Reason);
        }

        writer.WriteEndObject();
    }

    private AccessDecision Decide(JsonElement spec)
    {
        if (spec.At("nonResourceAttributes") is { ValueKind: JsonValueKind.Object } path)
        {
            return new AccessDecision(path.Text("verb") == "get" && policy.MayGet(AccessPolicy.User, path.Text("path") ?? ""));
        }

        var wanted = spec.At("resourceAttributes");
        var verb = wanted.Text("verb") ?? "";
        var resource = wanted.Text("resource") ?? "";
        var group = wanted.Text("group") ?? "";
        var part = wanted.Text("subresource") is { Length: > 0 } name ? name : null;
        var ns = wanted.Text("namespace") is { Length: > 0 } scope ? scope : null;
        var kinds = catalog.Groups.SelectMany(found => found)
            .Where(kind => (resource == "*" || kind.Plural == resource) && (group == "*" || kind.Group == group || resource == "*"))
            .ToList();
        var decisions = kinds.Select(kind => policy.Decide(AccessPolicy.User, verb, kind, part, kind.IsNamespaced ? ns : null)).ToList();

        // What the server does not have nobody refuses to read.
        return decisions.Find(decision => !decision.IsAllowed) ?? new AccessDecision(decisions.Count > 0 || verb is "get" or "list" or "watch");
    }

    private void WriteRules(Utf8JsonWriter writer, string ns)
    {
        writer.WriteStartObject("spec"u8);
        writer.WriteEndObject();
        writer.WriteStartObject("status"u8);
        writer.WriteStartArray("resourceRules"u8);
        WriteRule(writer, ["create"], "authorization.k8s.io", ["selfsubjectaccessreviews", "selfsubjectrulesreviews"]);
        WriteRule(writer, ["create"], "authentication.k8s.io", ["selfsubjectreviews"]);
        foreach (var rule in policy.RulesIn(ns).GroupBy(rule => (rule.Group, Verbs: string.Join(',', rule.Verbs))))
        {
            WriteRule(writer, rule.Key.Verbs.Split(','), rule.Key.Group, rule.Select(found => found.Resource));
        }

        writer.WriteEndArray();
        writer.WriteStartArray("nonResourceRules"u8);
        writer.WriteStartObject();
        WriteStrings(writer, "verbs", ["get"]);
        WriteStrings(writer, "nonResourceURLs", ["/api", "/api/*", "/apis", "/apis/*", "/healthz", "/livez", "/openapi", "/openapi/*", "/readyz", "/version", "/version/"]);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteBoolean("incomplete"u8, false);
        writer.WriteEndObject();
    }

    private static void WriteRule(Utf8JsonWriter writer, IEnumerable<string> verbs, string group, IEnumerable<string> resources)
    {
        writer.WriteStartObject();
        WriteStrings(writer, "verbs", verbs);
        WriteStrings(writer, "apiGroups", [group]);
        WriteStrings(writer, "resources", resources);
        writer.WriteEndObject();
    }

    private static void WriteUser(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("status"u8);
        writer.WriteStartObject("userInfo"u8);
        writer.WriteString("username"u8, AccessPolicy.User);
        WriteStrings(writer, "groups", ["system:authenticated"]);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteStrings(Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }
}
