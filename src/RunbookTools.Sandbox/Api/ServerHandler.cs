using Microsoft.AspNetCore.Http;
using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox.Api;

/// <summary>Answers what is asked about the server itself: its version, and whether it is well.</summary>
internal sealed class ServerHandler(IClusterStore store)
{
    /// <summary>Answers a path that is no resource.</summary>
    public Task AnswerAsync(HttpContext http, string path) => path.Trim('/') switch
    {
        "version" => VersionAsync(http),
        "healthz" or "livez" or "readyz" => HealthAsync(http, path.Trim('/')),
        "" => Answers.JsonAsync(http, 200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("paths"u8);
            foreach (var known in (string[])["/api", "/api/v1", "/apis", "/healthz", "/livez", "/readyz", "/version"])
            {
                writer.WriteStringValue(known);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }),
        _ => Answers.NoSuchPathAsync(http),
    };

    private Task VersionAsync(HttpContext http)
    {
        var version = store.ServerVersion;
        var parts = version.TrimStart('v').Split('.', '-', '+');
        return Answers.JsonAsync(http, 200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("major"u8, parts[0]);
            writer.WriteString("minor"u8, parts.Length > 1 ? parts[1] : "");
            writer.WriteString("gitVersion"u8, version);
            writer.WriteString("gitCommit"u8, ""u8);
            writer.WriteString("gitTreeState"u8, ""u8);
            writer.WriteString("buildDate"u8, ""u8);
            writer.WriteString("goVersion"u8, ""u8);
            writer.WriteString("compiler"u8, ""u8);
            writer.WriteString("platform"u8, ""u8);
            writer.WriteEndObject();
        });
    }

    private static Task HealthAsync(HttpContext http, string check) =>
        Answers.TextAsync(http, 200, http.Request.Query.ContainsKey("verbose") ? $"[+]ping ok\n[+]log ok\n{check} check passed\n" : "ok");
}
