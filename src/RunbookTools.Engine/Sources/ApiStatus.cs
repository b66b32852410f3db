using System.Text.Json;
using System.Text.RegularExpressions;

namespace RunbookTools.Engine.Sources;

/// <summary>What an API server said instead of an answer.</summary>
/// <param name="Message">The message, safe for a terminal.</param>
/// <param name="Reason">The reason in one word; empty when not written.</param>
/// <param name="Continue">The token to go on with a list of which the version is too old; null when there is none.</param>
internal sealed partial record ApiStatus(string Message, string Reason, string? Continue = null)
{
    /// <summary>Reads a Status; text that is none is the message itself.</summary>
    public static ApiStatus Parse(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("kind", out var kind) && kind.ValueEquals("Status"u8))
            {
                return new ApiStatus(
                    root.TryGetProperty("message", out var message) ? TerminalText.Clean(message.GetString() ?? "") : "",
                    root.TryGetProperty("reason", out var reason) ? reason.GetString() ?? "" : "",
                    root.TryGetProperty("metadata", out var metadata) && metadata.ValueKind == JsonValueKind.Object && metadata.TryGetProperty("continue", out var next)
                        && next.GetString() is { Length: > 0 } token ? token : null);
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Not a Status: priority and fairness, and aggregation, answer in plain text.
        }

        var text = TerminalText.Clean(body).Trim();
        return new ApiStatus(text.Length > 300 ? text[..300] + "…" : text, "");
    }

    /// <summary>Who was refused, from the authorizer's message; null when it does not say.</summary>
    public static string? UserOf(string message) => User().Match(message) is { Success: true } match ? match.Groups["user"].Value : null;

    // pods is forbidden: User "jane" cannot list resource "pods" (k8s.io/apiserver/pkg/endpoints/handlers/responsewriters/errors.go)
    [GeneratedRegex(@" is forbidden: User ""(?<user>[^""]+)"" cannot ")]
    private static partial Regex User();
}
