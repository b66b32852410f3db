namespace RunbookTools.Engine.Sources.Live;

/// <summary>Gives the credential to ask with. Safe to use from several threads.</summary>
internal interface ICredentialSource
{
    /// <summary>The credential to use now; made anew when the one before has expired.</summary>
    /// <exception cref="SourceException">There is none to be had.</exception>
    ValueTask<Credential> GetAsync(CancellationToken cancellation);

    /// <summary>The credential to use after a server refused one; the same when there is no other.</summary>
    /// <exception cref="SourceException">There is none to be had.</exception>
    ValueTask<Credential> RenewAsync(Credential refused, CancellationToken cancellation);

    /// <summary>What to say when the wait for a credential was ended because it took too long; null when there is nothing to wait for.</summary>
    /// <param name="waited">How long it was waited for.</param>
    SourceException? Late(TimeSpan waited) => null;
}
