namespace RunbookTools.Playbooks;

/// <summary>A hypothesis as it stands in a playbook, read without running it.</summary>
/// <param name="Cause">The cause supposed.</param>
/// <param name="Statement">The hypothesis in a sentence.</param>
/// <param name="IsOnTarget">True when the object the playbook runs on is itself at fault, not the workload of it.</param>
internal sealed record StatedHypothesis(string Cause, string Statement, bool IsOnTarget);
