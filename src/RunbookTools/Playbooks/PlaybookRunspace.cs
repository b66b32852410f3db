using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Microsoft.PowerShell.Commands;

namespace RunbookTools.Playbooks;

/// <summary>
/// Where a playbook runs: the language in constrained mode, Where-Object, ForEach-Object and the commands of this module that read. There is no
/// file, no process and no network of its own, so a playbook from anyone can be run.
/// </summary>
internal static class PlaybookRunspace
{
    private static readonly Lazy<InitialSessionState> s_state = new(Build);

    /// <summary>Opens a new one.</summary>
    /// <param name="calls">The commands that are called there.</param>
    public static Runspace Open(PlaybookCalls calls)
    {
        var runspace = RunspaceFactory.CreateRunspace(s_state.Value);
        runspace.ThreadOptions = PSThreadOptions.UseCurrentThread;
        runspace.Open();
        runspace.SessionStateProxy.PSVariable.Set(new PSVariable(PlaybookCalls.Variable, calls, ScopedItemOptions.Constant));
        return runspace;
    }

    private static InitialSessionState Build()
    {
        var state = InitialSessionState.Create();
        state.LanguageMode = PSLanguageMode.ConstrainedLanguage;
        state.Commands.Add(new SessionStateCmdletEntry("Where-Object", typeof(WhereObjectCommand), null));
        state.Commands.Add(new SessionStateCmdletEntry("ForEach-Object", typeof(ForEachObjectCommand), null));
        state.Commands.Add(new SessionStateCmdletEntry(InvokePlaybookScriptCommand.Name, typeof(InvokePlaybookScriptCommand), null));
        foreach (var (name, type) in PlaybookCommands.All)
        {
            state.Commands.Add(new SessionStateCmdletEntry(name, type, null));
        }

        // Every command there is was added above: none is looked for in modules.
        state.Variables.Add(new SessionStateVariableEntry("PSModuleAutoLoadingPreference", PSModuleAutoLoadingPreference.None, null));

        // A playbook that stumbles stops: half a test is no test.
        state.Variables.Add(new SessionStateVariableEntry("ErrorActionPreference", ActionPreference.Stop, null));
        return state;
    }
}
