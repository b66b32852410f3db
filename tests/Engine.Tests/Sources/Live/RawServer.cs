using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Engine.Tests.Sources.Live;

/// <summary>A server that says byte for byte what a test wants, also what no server should say, over TLS when it has a certificate.</summary>
internal sealed class RawServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<string, Stream, Task> _answer;
    private readonly X509Certificate2? _certificate;
    private readonly CancellationTokenSource _over = new();

    /// <param name="answer">Gets the head of a request and writes the answer.</param>
    /// <param name="certificate">The certificate; null for plain HTTP.</param>
    public RawServer(Func<string, Stream, Task> answer, X509Certificate2? certificate = null)
    {
        _answer = answer;
        _certificate = certificate;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = Task.Run(AcceptAsync);
    }

    public int Port { get; }

    /// <summary>The heads of the requests.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>The client certificates that were shown.</summary>
    public ConcurrentQueue<string?> Clients { get; } = new();

    public static Task SayAsync(Stream stream, int code, string body, string headers = "") =>
        stream.WriteAsync(Encoding.UTF8.GetBytes($"HTTP/1.1 {code} X\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{headers}\r\n{body}")).AsTask();

    public void Dispose()
    {
        _over.Cancel();
        _listener.Dispose();
        _over.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync(_over.Token);
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                return;
            }

            _ = Task.Run(() => ServeAsync(client));
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using var stream = await OpenAsync(client);
                while (await ReadHeadAsync(stream) is { Length: > 0 } head)
                {
                    Requests.Enqueue(head);
                    await _answer(head, stream);
                }
            }
            catch (Exception exception) when (exception is IOException or System.Security.Authentication.AuthenticationException or OperationCanceledException or ObjectDisposedException)
            {
                // The client has gone, as it may.
            }
        }
    }

    private async Task<Stream> OpenAsync(TcpClient client)
    {
        if (_certificate is null)
        {
            return client.GetStream();
        }

        var tls = new SslStream(client.GetStream());
#pragma warning disable CA5359 // A server of a test takes any client: what it was shown is what is tested.
        await tls.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions
            {
                ServerCertificate = _certificate,
                ClientCertificateRequired = true,
                RemoteCertificateValidationCallback = (_, shown, _, _) =>
                {
                    Clients.Enqueue(shown?.Subject);
                    return true;
                },
            },
            _over.Token);
#pragma warning restore CA5359
        return tls;
    }

    // A body is read with the head; requests here are small.
    private async Task<string> ReadHeadAsync(Stream stream)
    {
        var buffer = new byte[16 * 1024];
        var filled = 0;
        while (true)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(filled), _over.Token);
            filled += read;
            var text = Encoding.UTF8.GetString(buffer, 0, filled);
            if (read == 0 || text.Contains("\r\n\r\n", StringComparison.Ordinal))
            {
                return text;
            }
        }
    }
}
