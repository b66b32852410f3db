using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace RunbookTools.Playbooks;

/// <summary>
/// How the runner starts a playbook in its runspace. A script that is added to a pipeline as text is parsed and compiled each time; what a command invokes by text
/// the engine keeps.
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "PlaybookScript")]
public sealed class InvokePlaybookScriptCommand : PSCmdlet
{
    /// <summary>The name of the command.</summary>
    internal const string Name = VerbsLifecycle.Invoke + "-PlaybookScript";

    /// <summary>The playbook.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public ScriptBlock Script { get; set; } = null!;

    /// <summary>The object it runs on.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public object Target { get; set; } = null!;

    /// <inheritdoc/>
    protected override void EndProcessing() =>
        InvokeCommand.InvokeScript("& $args[0] -Target $args[1]", useNewScope: true, PipelineResultTypes.Output, null, Script, Target);
}
