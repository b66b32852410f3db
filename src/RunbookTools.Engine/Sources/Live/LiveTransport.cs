using System.Net;

namespace RunbookTools.Engine.Sources.Live;

/// <summary>The one pool of connections to a cluster. Nothing but reads goes through it.</summary>
internal static class LiveTransport
{
    /// <summary>Makes a pool.</summary>
    /// <param name="connection">Where to.</param>
    /// <param name="credential">Whose client certificate is shown, when it has one.</param>
    public static HttpMessageInvoker Open(LiveConnection connection, Credential credential)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = connection.IsCompressed ? DecompressionMethods.GZip : DecompressionMethods.None,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            KeepAlivePingDelay = TimeSpan.FromSeconds(30),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(15),

            // A page of pods is megabytes: HTTP/2's usual window would make it wait for round trips.
            InitialHttp2StreamWindowSize = 4 * 1024 * 1024,
            Proxy = connection.Proxy ?? new EnvironmentProxy(Environment.GetEnvironmentVariable),
            SslOptions = connection.Trust.ToOptions(credential.Certificate ?? connection.Certificate),
        };
        return new HttpMessageInvoker(new ReadOnlyHandler(connection.Server.AbsolutePath) { InnerHandler = handler });
    }
}
