namespace RunbookTools.Playbooks;

/// <summary>One playbook to run on one object.</summary>
/// <param name="Playbook">The playbook.</param>
/// <param name="Target">The object.</param>
internal sealed record PlaybookWork(PlaybookInfo Playbook, KubeObject Target);
