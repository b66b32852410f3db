using System.Management.Automation;

namespace RunbookTools.Playbooks;

/// <summary>
/// Leaves a hypothesis, or a playbook, of which the outcome is known: how a script ends, not a failure. The engine passes on this type without wrapping it or
/// noting it as an error.
/// </summary>
internal sealed class OutcomeKnownException : PipelineStoppedException
{
    public OutcomeKnownException()
        : base("A condition that the hypothesis cannot do without is not met.")
    {
    }
}
