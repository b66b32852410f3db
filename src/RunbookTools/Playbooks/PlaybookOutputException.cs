namespace RunbookTools.Playbooks;

/// <summary>A playbook wrote more objects than it may.</summary>
internal sealed class PlaybookOutputException : Exception;
