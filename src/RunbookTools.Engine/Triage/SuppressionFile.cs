namespace RunbookTools.Engine.Triage;

/// <summary>What a file of suppressions holds.</summary>
/// <param name="Suppressions">The entries; null when the list is missing.</param>
internal sealed record SuppressionFile(IReadOnlyList<SuppressionEntry>? Suppressions);
