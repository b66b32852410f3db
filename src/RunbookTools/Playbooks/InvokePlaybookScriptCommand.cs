using System.Management.Automation;

namespace RunbookTools.Playbooks;

/// <summary>
/// The command that a worker's pipeline consists of. A script in its place would be parsed and compiled each time; what a command invokes by text the engine keeps.
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "PlaybookScript")]
public sealed class InvokePlaybookScriptCommand : PSCmdlet
{
    /// <summary>The name of the command.</summary>
    internal const string Name = VerbsLifecycle.Invoke + "-PlaybookScript";

    /// <summary>The worker. A playbook has none at hand.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public object Worker { get; set; } = null!;

    /// <inheritdoc/>
    protected override void EndProcessing() => (Worker.Unwrap() as PlaybookWorker)?.Run(InvokeCommand);
}
