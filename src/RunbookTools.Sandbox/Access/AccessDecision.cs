namespace RunbookTools.Sandbox.Access;

/// <summary>Whether something may be done.</summary>
/// <param name="IsAllowed">True when it may.</param>
/// <param name="Reason">Why not, beyond that no rule allows it; empty otherwise.</param>
internal sealed record AccessDecision(bool IsAllowed, string Reason = "");
