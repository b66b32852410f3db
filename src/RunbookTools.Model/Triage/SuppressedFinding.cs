namespace RunbookTools.Model;

/// <summary>A finding that is not shown among the others, and whose decision that is.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="By">The first suppression that fits it.</param>
public sealed record SuppressedFinding(Finding Finding, Suppression By);
