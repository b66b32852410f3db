using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace RunbookTools.Engine.Sources.Live;

/// <summary>
/// The credential of a plugin. Of plugins that are the same to the letter one runs in this process, whoever asks, and again only when what it gave
/// has expired or is refused.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore of which no wait handle is taken has nothing to free.")]
internal sealed class ExecCredential : ICredentialSource
{
    private static readonly ConcurrentDictionary<string, ExecCredential> s_all = new(StringComparer.Ordinal);

    // A plugin that fails is not run for each of many requests.
    private static readonly TimeSpan s_failureKept = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim _running = new(1, 1);
    private readonly ExecPlugin _plugin;
    private readonly string _context;
    private Credential? _credential;
    private DateTimeOffset? _expires;
    private SourceException? _failure;
    private DateTimeOffset _failedAt;

    private ExecCredential(ExecPlugin plugin, string context)
    {
        _plugin = plugin;
        _context = context;
    }

    /// <summary>The source for the plugin of a context.</summary>
    public static ExecCredential Of(KubeContext context)
    {
        var plugin = new ExecPlugin(context);
        return s_all.GetOrAdd(plugin.Key, _ => new ExecCredential(plugin, context.Name));
    }

    /// <inheritdoc/>
    public ValueTask<Credential> GetAsync(CancellationToken cancellation) => GetAsync(null, cancellation);

    /// <inheritdoc/>
    public ValueTask<Credential> RenewAsync(Credential refused, CancellationToken cancellation) => GetAsync(refused, cancellation);

    /// <inheritdoc/>
    public SourceException? Late(TimeSpan waited) => _plugin.Late(waited);

    private async ValueTask<Credential> GetAsync(Credential? refused, CancellationToken cancellation)
    {
        await _running.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var now = DateTimeOffset.UtcNow;
            if (_credential is { } current && !ReferenceEquals(current, refused) && !(now >= _expires))
            {
                return current;
            }

            if (_failure is not null && now - _failedAt < s_failureKept)
            {
                throw _failure;
            }

            var status = await _plugin.RunAsync(cancellation).ConfigureAwait(false);
            _credential = Make(status);
            _expires = status.ExpirationTimestamp;
            _failure = null;
            return _credential;
        }
        catch (SourceException exception)
        {
            _failure = exception;
            _failedAt = DateTimeOffset.UtcNow;
            throw;
        }
        finally
        {
            _running.Release();
        }
    }

    private Credential Make(ExecStatusJson status)
    {
        var token = status.Token?.Trim();
        try
        {
            var certificate = string.IsNullOrEmpty(status.ClientCertificateData) ? null : ClientCertificates.WithKey(status.ClientCertificateData, status.ClientKeyData!);
            return token is { Length: > 0 } && !token.Any(char.IsControl) ? Credential.Bearer(token, certificate) : new Credential(null, certificate);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw new SourceException(
                "CredentialPluginFailed", _context, $"The credential plugin gave a certificate that cannot be used: {TerminalText.Clean(exception.Message.TrimEnd('.'))}.", exception);
        }
    }
}
