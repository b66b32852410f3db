using System.Net.Security;
using System.Security.Cryptography;

namespace RunbookTools.Engine.Sources.Live;

/// <summary>
/// A client certificate in files that somebody else renews. They are read again every five minutes, as client-go does
/// (k8s.io/client-go/transport/cert_rotation.go), and when the server refuses the one before.
/// </summary>
internal sealed class CertificateFileCredential : ICredentialSource
{
    private static readonly TimeSpan s_period = TimeSpan.FromMinutes(5);
    private readonly Func<(string Certificates, string Key)> _read;
    private readonly ICredentialSource _other;
    private readonly Lock _lock = new();
    private (string Certificates, string Key) _text;
    private SslStreamCertificateContext _certificate;
    private Credential? _given;
    private Credential? _joined;
    private long _readAt;

    /// <param name="read">Reads certificates and key, in PEM.</param>
    /// <param name="other">What goes with the certificate: a token, or nothing.</param>
    /// <exception cref="CryptographicException">They do not parse, or do not belong together.</exception>
    /// <exception cref="IOException">They cannot be read.</exception>
    public CertificateFileCredential(Func<(string Certificates, string Key)> read, ICredentialSource other)
    {
        _read = read;
        _other = other;
        _text = read();
        _certificate = ClientCertificates.WithKey(_text.Certificates, _text.Key);
        _readAt = TimeProvider.System.GetTimestamp();
    }

    /// <summary>The certificate shown now.</summary>
    public SslStreamCertificateContext Certificate => _certificate;

    /// <inheritdoc/>
    public async ValueTask<Credential> GetAsync(CancellationToken cancellation)
    {
        var given = await _other.GetAsync(cancellation).ConfigureAwait(false);
        lock (_lock)
        {
            if (TimeProvider.System.GetElapsedTime(_readAt) > s_period)
            {
                ReadAgain();
            }

            return Join(given);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<Credential> RenewAsync(Credential refused, CancellationToken cancellation)
    {
        Credential? before;
        lock (_lock)
        {
            if (!ReferenceEquals(refused, _joined) && _joined is not null)
            {
                return _joined;
            }

            ReadAgain();
            before = _given;
        }

        var given = before is null ? await _other.GetAsync(cancellation).ConfigureAwait(false) : await _other.RenewAsync(before, cancellation).ConfigureAwait(false);
        lock (_lock)
        {
            return Join(given);
        }
    }

    /// <inheritdoc/>
    public SourceException? Late(TimeSpan waited) => _other.Late(waited);

    // The same as before as long as nothing has changed: another one is a newer one.
    private Credential Join(Credential given)
    {
        if (_joined is null || !ReferenceEquals(given, _given) || !ReferenceEquals(_joined.Certificate, _certificate))
        {
            _given = given;
            _joined = new Credential(given.Authorization, _certificate);
        }

        return _joined;
    }

    // What is being written does not fit together yet: until it does, the certificate before is used.
    private void ReadAgain()
    {
        _readAt = TimeProvider.System.GetTimestamp();
        try
        {
            var text = _read();
            if (text != _text)
            {
                _certificate = ClientCertificates.WithKey(text.Certificates, text.Key);
                _text = text;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException or CryptographicException or ArgumentException)
        {
            // The one before is asked with, and the files are looked at again when it is their time.
        }
    }
}
