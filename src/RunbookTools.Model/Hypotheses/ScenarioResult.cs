namespace RunbookTools.Model;

/// <summary>What became of a scenario: whether what had to be concluded was.</summary>
/// <param name="Scenario">Its name.</param>
/// <param name="Passed">True when everything was as expected.</param>
/// <param name="Problems">What was not as expected, in sentences; empty when it passed.</param>
/// <param name="First">The cause found first, and on what; null when nothing above Info was found.</param>
/// <param name="About">What happened in it, in a sentence.</param>
/// <param name="Path">Its folder.</param>
public sealed record ScenarioResult(string Scenario, bool Passed, IReadOnlyList<string> Problems, string? First, string About, string Path)
{
    /// <summary>The causes that are true in it; none when it is healthy.</summary>
    public IReadOnlyList<string> TrueCauses { get; init; } = [];

    /// <summary>The causes among the findings, those of severity Info that nothing expected left out.</summary>
    public IReadOnlyList<string> FoundCauses { get; init; } = [];

    /// <summary>The causes of which a hypothesis was refuted, and none was found.</summary>
    public IReadOnlyList<string> RefutedCauses { get; init; } = [];

    /// <summary>What every hypothesis that holds says to do, each command once.</summary>
    public IReadOnlyList<NextStep> NextSteps { get; init; } = [];

    /// <summary>The causes that could not be tested.</summary>
    public IReadOnlyList<string> NotTestedCauses { get; init; } = [];
}
