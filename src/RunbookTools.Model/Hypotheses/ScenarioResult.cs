namespace RunbookTools.Model;

/// <summary>What became of a scenario: whether what had to be concluded was.</summary>
/// <param name="Scenario">Its name.</param>
/// <param name="Passed">True when everything was as expected.</param>
/// <param name="Problems">What was not as expected, in sentences; empty when it passed.</param>
/// <param name="First">The cause found first, and on what; null when nothing above Info was found.</param>
/// <param name="About">What happened in it, in a sentence.</param>
/// <param name="Path">Its folder.</param>
public sealed record ScenarioResult(string Scenario, bool Passed, IReadOnlyList<string> Problems, string? First, string About, string Path);
