using System.Security.Cryptography;

namespace RunbookTools.Engine.Sources.Live;

/// <summary>The cluster of the pod this runs in, as its service account (k8s.io/client-go/rest/config.go, InClusterConfig).</summary>
internal static class PodConnection
{
    /// <summary>Where the kubelet puts what a service account needs.</summary>
    public const string Folder = "/var/run/secrets/kubernetes.io/serviceaccount";

    /// <summary>True in a pod with a service account.</summary>
    public static bool IsInPod => Host is not null && File.Exists(Path.Combine(Folder, "token"));

    private static string? Host => Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST") is { Length: > 0 } host ? host : null;

    /// <summary>Makes the connection.</summary>
    /// <param name="folder">Where the service account's files are.</param>
    /// <exception cref="SourceException">This is no pod, or it has no service account (<c>NotInCluster</c>).</exception>
    public static LiveConnection Make(string folder)
    {
        var port = Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_PORT");
        if (Host is not { } host || string.IsNullOrEmpty(port))
        {
            throw Failed("KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are not set, so this is no pod");
        }

        try
        {
            var token = Path.Combine(folder, "token");
            var space = Path.Combine(folder, "namespace");
            return new LiveConnection
            {
                Name = "in-cluster",
                Server = new Uri($"https://{(host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host)}:{port}/"),
                Namespace = File.Exists(space) && File.ReadAllText(space).Trim() is { Length: > 0 } ns ? ns : null,
                Trust = new ServerTrust(ClientCertificates.Read(File.ReadAllText(Path.Combine(folder, "ca.crt"))), skip: false),
                Credentials = new TokenFileCredential(token, "in-cluster"),
                User = JsonWebToken.ServiceAccountOf(File.ReadAllText(token).Trim()),
            };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException or UriFormatException or ArgumentException)
        {
            throw Failed(TerminalText.Clean(exception.Message.TrimEnd('.')), exception);
        }
    }

    private static SourceException Failed(string why, Exception? inner = null) =>
        new("NotInCluster", "in-cluster", $"The service account of a pod cannot be used: {why}.", inner);
}
