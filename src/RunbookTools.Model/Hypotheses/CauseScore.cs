namespace RunbookTools.Model;

/// <summary>How well a cause is told apart, over scenarios whose truth is known.</summary>
/// <param name="Cause">The cause.</param>
/// <param name="Playbooks">The playbooks that test it, ordered.</param>
/// <param name="True">In how many scenarios it is true.</param>
/// <param name="Found">In how many of those it was found, confirmed or likely.</param>
/// <param name="False">In how many scenarios it is not true.</param>
/// <param name="Claimed">In how many of those it was claimed all the same.</param>
/// <param name="Refuted">In how many of those a hypothesis of it was tested and refuted; in the others nothing pointed at it.</param>
/// <param name="NotTested">In how many scenarios what it needs could not be read, and that was said.</param>
public sealed record CauseScore(
    string Cause, IReadOnlyList<string> Playbooks, int True, int Found, int False, int Claimed, int Refuted, int NotTested);
