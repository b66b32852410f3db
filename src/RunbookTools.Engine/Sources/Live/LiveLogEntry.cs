namespace RunbookTools.Engine.Sources.Live;

/// <summary>Something told while a cluster is read.</summary>
/// <param name="IsWarning">True when a user should see it unasked.</param>
/// <param name="Text">What, safe for a terminal and without credentials.</param>
public readonly record struct LiveLogEntry(bool IsWarning, string Text);
