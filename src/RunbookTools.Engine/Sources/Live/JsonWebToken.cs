using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace RunbookTools.Engine.Sources.Live;

/// <summary>Reads claims of a token without checking it: the server does that.</summary>
internal static class JsonWebToken
{
    /// <summary>When a token expires (UTC); null when it does not say.</summary>
    public static DateTimeOffset? ExpiryOf(string token)
    {
        using var claims = Claims(token);
        return claims?.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("exp", out var value)
            && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds) && seconds is > 0 and < 250_000_000_000
            ? DateTimeOffset.FromUnixTimeSeconds((long)seconds)
            : null;
    }

    /// <summary>The service account a token is of, as the server names it; null when it is of nobody that can be told from it.</summary>
    public static string? ServiceAccountOf(string token)
    {
        using var claims = Claims(token);
        return claims?.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("sub", out var value) && value.ValueKind == JsonValueKind.String
            && value.GetString()!.StartsWith("system:serviceaccount:", StringComparison.Ordinal)
            ? TerminalText.Clean(value.GetString()!)
            : null;
    }

    private static JsonDocument? Claims(string token)
    {
        try
        {
            return token.Split('.') is [_, var claims, _] ? JsonDocument.Parse(Base64Url.DecodeFromUtf8(Encoding.ASCII.GetBytes(claims))) : null;
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            return null;
        }
    }
}
