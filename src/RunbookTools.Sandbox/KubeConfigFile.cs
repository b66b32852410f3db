using System.Text;
using System.Text.Json;

namespace RunbookTools.Sandbox;

/// <summary>The kubeconfig by which a server is reached. It goes with the server unless it was asked for by path.</summary>
internal sealed class KubeConfigFile : IDisposable
{
    private const string Mark = "# Written by runbook-sandbox, and overwritten by it.";

    private readonly bool _isTemporary;

    private KubeConfigFile(string path, bool isTemporary)
    {
        Path = path;
        _isTemporary = isTemporary;
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Writes it, readable for its owner only.</summary>
    /// <param name="path">Where to; null for a temporary file.</param>
    /// <param name="server">The server.</param>
    /// <param name="authority">The certificate of its authority, as PEM; null without TLS.</param>
    /// <param name="token">The token; null when none is needed.</param>
    /// <exception cref="IOException">There is another file at the path already, or it cannot be written.</exception>
    public static KubeConfigFile Write(string? path, Uri server, string? authority, string? token)
    {
        var location = path is null ? System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"runbook-sandbox-{Guid.NewGuid():N}.yaml") : System.IO.Path.GetFullPath(path);
        if (File.Exists(location) && File.ReadLines(location).FirstOrDefault() != Mark)
        {
            throw new IOException($"'{path}' exists and is not a kubeconfig of a sandbox. Give a path that is free.");
        }

        // Removed first, so that the rights are those given here and a link is not followed.
        File.Delete(location);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(location, options);
        // Over TLS kubectl asks for a name and a password when there is no credential at all; any is taken where none is needed.
        writer.Write(Text(server, authority, token ?? (authority is null ? null : "none")));
        return new KubeConfigFile(location, path is null);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isTemporary)
        {
            File.Delete(Path);
        }
    }

    private static string Text(Uri server, string? authority, string? token) => $"""
        {Mark}
        apiVersion: v1
        kind: Config
        current-context: sandbox
        clusters:
        - name: sandbox
          cluster:
            server: {server.ToString().TrimEnd('/')}{(authority is null ? "" : "\n    certificate-authority-data: " + Convert.ToBase64String(Encoding.ASCII.GetBytes(authority)))}
        users:
        - name: sandbox
          user: {(token is null ? "{}" : "\n    token: " + JsonSerializer.Serialize(token))}
        contexts:
        - name: sandbox
          context:
            cluster: sandbox
            user: sandbox

        """;
}
