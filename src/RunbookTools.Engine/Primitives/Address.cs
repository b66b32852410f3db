namespace RunbookTools.Engine.Primitives;

/// <summary>A host somebody wrote into a text.</summary>
/// <param name="Host">The host name, in lower case, without a final dot.</param>
/// <param name="Port">The port written with it; null when none was.</param>
/// <param name="IsCertain">
/// True when the text can hardly mean anything else: a URL of a network protocol, or a value that is nothing but <c>host:port</c>. What is not certain
/// is worth following when there is such a service, and no reason to miss one.
/// </param>
internal sealed record Address(string Host, int? Port, bool IsCertain);
