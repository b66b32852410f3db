namespace RunbookTools.Model;

/// <summary>A host that stands in a config map. Of the values of a config map nothing else is kept.</summary>
/// <param name="Key">The key in whose value it stands.</param>
/// <param name="Name">What it is written beside: the key itself, or the first word of the line in a file.</param>
/// <param name="Host">The host name, in lower case, without a final dot.</param>
/// <param name="Port">The port written with it; null when none was.</param>
/// <param name="IsCertain">True when the text can hardly mean anything else than an address somebody calls.</param>
public sealed record KubeConfigAddress(string Key, string Name, string Host, int? Port, bool IsCertain);
