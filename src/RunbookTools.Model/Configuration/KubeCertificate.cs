namespace RunbookTools.Model;

/// <summary>What a certificate says of itself. The certificate, which is public, is not kept.</summary>
/// <param name="NotBefore">From when it holds (UTC).</param>
/// <param name="NotAfter">Until when it holds (UTC).</param>
/// <param name="Names">The host names it is for, as its subject alternative names have them; empty when it has none.</param>
public sealed record KubeCertificate(DateTimeOffset NotBefore, DateTimeOffset NotAfter, IReadOnlyList<string> Names);
