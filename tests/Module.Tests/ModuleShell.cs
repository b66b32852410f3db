using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace Module.Tests;

/// <summary>A PowerShell engine with the built module imported.</summary>
internal sealed class ModuleShell : IDisposable
{
    private readonly ScreenHost _host;
    private readonly Runspace _runspace;

    /// <param name="width">How wide the screen is.</param>
    public ModuleShell(int width = 120)
    {
        _host = new ScreenHost(width);
        _runspace = RunspaceFactory.CreateRunspace(_host, InitialSessionState.CreateDefault2());
        _runspace.Open();
        Run("Import-Module $args[0] -ErrorAction Stop", Path.Combine(Root, "RunbookTools.psd1"));
    }

    /// <summary>The checkout's root.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Errors of the last run that ended nothing.</summary>
    public IReadOnlyList<ErrorRecord> Errors { get; private set; } = [];

    /// <summary>Runs a script and gives what it wrote.</summary>
    public IReadOnlyList<PSObject> Run(string script, params object[] arguments)
    {
        using var shell = PowerShell.Create(_runspace);
        shell.AddScript(script);
        foreach (var argument in arguments)
        {
            shell.AddArgument(argument);
        }

        var output = shell.Invoke();
        Errors = [.. shell.Streams.Error];
        return output;
    }

    /// <summary>Runs a script and gives its output as one text.</summary>
    public string Text(string script, params object[] arguments) =>
        string.Join('\n', Run(script, arguments).Select(line => line?.ToString()));

    /// <summary>Runs a script and gives what a user would see of it.</summary>
    public string Screen(string script, params object[] arguments)
    {
        var before = _host.Screen.Length;
        Run($"& {{ {script} }} @args | Out-Default", arguments);
        return _host.Screen[before..];
    }

    public void Dispose() => _runspace.Dispose();

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "RunbookTools.psd1")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests must run inside a checkout of the repository.");
    }
}
