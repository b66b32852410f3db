namespace RunbookTools.Model;

/// <summary>Something that it is not.</summary>
/// <param name="Area">What, in a word or two: <c>nodes</c>, <c>image pulls</c>.</param>
/// <param name="Reason">How that is known.</param>
/// <param name="Hypotheses">The hypotheses refuted there.</param>
public sealed record RuledOut(string Area, string Reason, int Hypotheses);
