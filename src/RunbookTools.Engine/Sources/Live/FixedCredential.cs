namespace RunbookTools.Engine.Sources.Live;

/// <summary>A credential that stays what it is.</summary>
internal sealed class FixedCredential(Credential credential) : ICredentialSource
{
    /// <inheritdoc/>
    public ValueTask<Credential> GetAsync(CancellationToken cancellation) => new(credential);

    /// <inheritdoc/>
    public ValueTask<Credential> RenewAsync(Credential refused, CancellationToken cancellation) => new(credential);
}
