namespace RunbookTools.Engine.Triage;

/// <summary>An entry of a file of suppressions, as written.</summary>
/// <param name="Cause">The cause, with wildcards.</param>
/// <param name="Object">The object, with wildcards; null for every one.</param>
/// <param name="Until">The last day it holds.</param>
/// <param name="Reason">Why.</param>
internal sealed record SuppressionEntry(string? Cause, string? Object, string? Until, string? Reason);
