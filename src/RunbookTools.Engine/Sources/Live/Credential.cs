using System.Net.Security;

namespace RunbookTools.Engine.Sources.Live;

/// <summary>What a request says about who asks. Compared by reference: another one is a newer one.</summary>
/// <param name="authorization">The header; null when there is none.</param>
/// <param name="certificate">The client certificate; null when there is none.</param>
internal sealed class Credential(string? authorization, SslStreamCertificateContext? certificate)
{
    /// <summary>The value of the header <c>Authorization</c>; null when there is none.</summary>
    public string? Authorization => authorization;

    /// <summary>The client certificate; null when there is none.</summary>
    public SslStreamCertificateContext? Certificate => certificate;

    /// <summary>A credential with a bearer token.</summary>
    public static Credential Bearer(string token, SslStreamCertificateContext? certificate = null) => new("Bearer " + token, certificate);
}
