namespace RunbookTools.Model;

/// <summary>A cause, as listed in <c>playbooks/causes.psd1</c>.</summary>
/// <param name="Id">The id, in one word.</param>
/// <param name="Meaning">What it means, in one line.</param>
/// <param name="Domain">Where the fault lies.</param>
/// <param name="Severity">How bad it is when confirmed.</param>
public sealed record Cause(string Id, string Meaning, FaultDomain Domain, Severity Severity);
