using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox.Api;

/// <summary>
/// What the server says instead of an answer: a <c>Status</c>, with the words of a real one (k8s.io/apimachinery/pkg/api/errors and
/// k8s.io/apiserver/pkg/endpoints/handlers/responsewriters).
/// </summary>
internal sealed record ApiStatus(int Code, string Reason, string Message)
{
    /// <summary>True when there are details, even empty ones.</summary>
    public bool HasDetails { get; init; }

    /// <summary>The object it is about; null when it is about none.</summary>
    public string? Name { get; init; }

    /// <summary>The group of the kind it is about; empty for the core one.</summary>
    public string Group { get; init; } = "";

    /// <summary>The resource it is about; null when it is about none.</summary>
    public string? Kind { get; init; }

    /// <summary>A token to go on with; null when there is none.</summary>
    public string? Continue { get; init; }

    /// <summary>What led to it: reason, message and field of each.</summary>
    public IReadOnlyList<(string Reason, string Message, string? Field)> Causes { get; init; } = [];

    /// <summary>After how many seconds to ask again; 0 for not said.</summary>
    public int RetryAfterSeconds { get; init; }

    /// <summary>The credentials are not known.</summary>
    public static ApiStatus Unauthorized { get; } = new(StatusCodes.Status401Unauthorized, "Unauthorized", "Unauthorized");

    /// <summary>There is no such resource in the group.</summary>
    public static ApiStatus NoSuchResource { get; } =
        new(StatusCodes.Status404NotFound, "NotFound", "the server could not find the requested resource") { HasDetails = true };

    /// <summary>The resource does not take the verb.</summary>
    public static ApiStatus MethodNotAllowed { get; } =
        new(StatusCodes.Status405MethodNotAllowed, "MethodNotAllowed", "the server does not allow this method on the requested resource") { HasDetails = true };

    /// <summary>None of the media types asked for can be given.</summary>
    public static ApiStatus NotAcceptable { get; } = new(
        StatusCodes.Status406NotAcceptable,
        "NotAcceptable",
        "406: Not Acceptable\n\nAvailable representations: application/json, application/yaml, application/vnd.kubernetes.protobuf, "
        + "application/json;stream=watch, application/vnd.kubernetes.protobuf;stream=watch")
    {
        HasDetails = true,
    };

    /// <summary>The body is of a media type that is not read (k8s.io/apiserver/pkg/endpoints/handlers/negotiation/errors.go).</summary>
    public static ApiStatus UnsupportedMediaType { get; } = new(
        StatusCodes.Status415UnsupportedMediaType,
        "UnsupportedMediaType",
        "the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf");

    /// <summary>There is no object of that name.</summary>
    public static ApiStatus NotFound(ResourceKind kind, string name) => new(StatusCodes.Status404NotFound, "NotFound", $"{kind.Resource} \"{name}\" not found")
    {
        HasDetails = true,
        Name = name,
        Group = kind.Group,
        Kind = kind.Plural,
    };

    /// <summary>The request makes no sense.</summary>
    public static ApiStatus BadRequest(string message) => new(StatusCodes.Status400BadRequest, "BadRequest", message);

    /// <summary>The options of a list are not valid together.</summary>
    public static ApiStatus InvalidListOptions(string field, string reason, string message) => new(
        StatusCodes.Status422UnprocessableEntity, "Invalid", $"ListOptions.meta.k8s.io \"\" is invalid: {field}: {message}")
    {
        HasDetails = true,
        Group = "meta.k8s.io",
        Kind = "ListOptions",
        Causes = [(reason, message, field)],
    };

    /// <summary>The resource version or the continue token asked for is gone.</summary>
    public static ApiStatus Expired(string message) => new(StatusCodes.Status410Gone, "Expired", message);

    /// <summary>The resource version asked for is still to come.</summary>
    public static ApiStatus TooLargeResourceVersion(long asked, long current) => new(
        StatusCodes.Status504GatewayTimeout, "Timeout", $"Timeout: Too large resource version: {asked}, current: {current}")
    {
        HasDetails = true,
        Causes = [("ResourceVersionTooLarge", "Too large resource version", null)],
        RetryAfterSeconds = 1,
    };

    /// <summary>The server itself failed.</summary>
    public static ApiStatus InternalError(string message) =>
        new(StatusCodes.Status500InternalServerError, "InternalError", "Internal error occurred: " + message) { HasDetails = true, Causes = [("", message, null)] };

    /// <summary>Writes it as a <c>Status</c>.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("kind"u8, "Status"u8);
        writer.WriteString("apiVersion"u8, "v1"u8);
        writer.WriteStartObject("metadata"u8);
        if (Continue is not null)
        {
            writer.WriteString("continue"u8, Continue);
        }

        writer.WriteEndObject();
        writer.WriteString("status"u8, "Failure"u8);
        writer.WriteString("message"u8, Message);
        writer.WriteString("reason"u8, Reason);
        if (HasDetails)
        {
            WriteDetails(writer);
        }

        writer.WriteNumber("code"u8, Code);
        writer.WriteEndObject();
    }

    private void WriteDetails(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("details"u8);
        if (Name is not null)
        {
            writer.WriteString("name"u8, Name);
        }

        if (Group.Length > 0)
        {
            writer.WriteString("group"u8, Group);
        }

        if (Kind is not null)
        {
            writer.WriteString("kind"u8, Kind);
        }

        if (Causes.Count > 0)
        {
            writer.WriteStartArray("causes"u8);
            foreach (var cause in Causes)
            {
                writer.WriteStartObject();
                if (cause.Reason.Length > 0)
                {
                    writer.WriteString("reason"u8, cause.Reason);
                }

                writer.WriteString("message"u8, cause.Message);
                if (cause.Field is not null)
                {
                    writer.WriteString("field"u8, cause.Field);
                }

                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        if (RetryAfterSeconds > 0)
        {
            writer.WriteNumber("retryAfterSeconds"u8, RetryAfterSeconds);
        }

        writer.WriteEndObject();
    }
}
