namespace RunbookTools.Engine.Sources.Live;

/// <summary>
/// A token in a file that somebody else renews, such as the kubelet for a service account. It is read again every minute, as client-go does
/// (k8s.io/client-go/transport/token_source.go), and when the server refuses it.
/// </summary>
internal sealed class TokenFileCredential(string path, string context) : ICredentialSource
{
    private const int MaxBytes = 1024 * 1024;
    private static readonly TimeSpan s_period = TimeSpan.FromMinutes(1);
    private readonly Lock _lock = new();
    private Credential? _credential;
    private long _readAt;

    /// <inheritdoc/>
    public ValueTask<Credential> GetAsync(CancellationToken cancellation)
    {
        lock (_lock)
        {
            return new(_credential is null || TimeProvider.System.GetElapsedTime(_readAt) > s_period ? Read() : _credential);
        }
    }

    /// <inheritdoc/>
    public ValueTask<Credential> RenewAsync(Credential refused, CancellationToken cancellation)
    {
        lock (_lock)
        {
            return new(ReferenceEquals(refused, _credential) ? Read() : _credential ?? Read());
        }
    }

    private Credential Read()
    {
        string token;
        try
        {
            token = new FileInfo(path).Length > MaxBytes ? throw new InvalidDataException("it is too large for a token") : File.ReadAllText(path).Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new SourceException("TokenFileUnreadable", path, $"The token file {path} of context '{context}' cannot be read: {TerminalText.Clean(exception.Message.TrimEnd('.'))}.", exception);
        }

        if (token.Length == 0 || token.Any(char.IsControl))
        {
            throw new SourceException("TokenFileUnreadable", path, $"The token file {path} of context '{context}' holds no token.");
        }

        _readAt = TimeProvider.System.GetTimestamp();
        return _credential = _credential?.Authorization == "Bearer " + token ? _credential : Credential.Bearer(token);
    }
}
