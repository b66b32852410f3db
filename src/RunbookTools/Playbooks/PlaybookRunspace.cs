using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
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
    public static Runspace Open()
    {
        var runspace = RunspaceFactory.CreateRunspace(s_state.Value);
        runspace.ThreadOptions = PSThreadOptions.UseCurrentThread;
        runspace.Open();
        return runspace;
    }

    /// <summary>
    /// A script as the engine keeps it by its text, so that the same one is parsed and compiled once for all runspaces. A script that is added to a pipeline as
    /// text is not kept.
    /// </summary>
    public static ScriptBlock Compile(Runspace runspace, string text)
    {
        // A script block takes its language mode from the runspace of the thread it is made on: it must be this one, which is constrained.
        var outer = Runspace.DefaultRunspace;
        Runspace.DefaultRunspace = runspace;
        try
        {
            return runspace.SessionStateProxy.InvokeCommand.NewScriptBlock(text);
        }
        finally
        {
            Runspace.DefaultRunspace = outer;
        }
    }

    private static InitialSessionState Build()
    {
        var state = InitialSessionState.Create();
        state.LanguageMode = PSLanguageMode.ConstrainedLanguage;
        state.Commands.Add(new SessionStateCmdletEntry("Where-Object", typeof(WhereObjectCommand), null));
        state.Commands.Add(new SessionStateCmdletEntry("ForEach-Object", typeof(ForEachObjectCommand), null));
        state.Commands.Add(new SessionStateCmdletEntry(InvokePlaybookScriptCommand.Name, typeof(InvokePlaybookScriptCommand), null));
        foreach (var type in typeof(PlaybookRunspace).Assembly.GetTypes())
        {
            if (type.GetCustomAttribute<PlaybookCommandAttribute>() is not null && type.GetCustomAttribute<CmdletAttribute>() is { } cmdlet)
            {
                state.Commands.Add(new SessionStateCmdletEntry($"{cmdlet.VerbName}-{cmdlet.NounName}", type, null));
            }
        }

        // A playbook that stumbles stops: half a test is no test.
        state.Variables.Add(new SessionStateVariableEntry("ErrorActionPreference", ActionPreference.Stop, null));
        return state;
    }
}
