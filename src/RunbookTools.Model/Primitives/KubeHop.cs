namespace RunbookTools.Model;

/// <summary>One station of a route.</summary>
/// <param name="Object">The object.</param>
/// <param name="Detail">What of it: the port, the number of endpoints.</param>
/// <param name="Ok">True when the way goes on; null when that could not be read or can not be told from objects.</param>
/// <param name="Break">How it breaks.</param>
/// <param name="Message">Why it breaks, in words; null when it does not.</param>
public sealed record KubeHop(KubeTarget Object, string Detail, bool? Ok, RouteBreak Break = RouteBreak.None, string? Message = null);
