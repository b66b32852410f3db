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

    /// <summary>Warnings of the last run.</summary>
    public IReadOnlyList<string> Warnings { get; private set; } = [];

    /// <summary>What the last run said with -Verbose.</summary>
    public IReadOnlyList<string> Verbose { get; private set; } = [];

    /// <summary>The bundled sample.</summary>
    public static string Sample => Path.Combine(Root, "module", "samples", "checkout-outage");

    /// <summary>Small clusters as files.</summary>
    public static string Data(string name) => Path.Combine(Root, "tests", "Module.Tests", "data", name);

    /// <summary>A shell with a cluster connected.</summary>
    public static ModuleShell Connected(string snapshot, int width = 120)
    {
        var shell = new ModuleShell(width);
        shell.Clean("Connect-KubeCluster $args[0]", snapshot);
        return shell;
    }

    /// <summary>Runs a script that must not write an error, and gives what it wrote as texts.</summary>
    public string[] Clean(string script, params object[] arguments)
    {
        var output = Run(script, arguments);
        Assert.Empty(Errors.Select(error => $"{error.FullyQualifiedErrorId}: {error}"));
        return [.. output.Select(item => $"{item}")];
    }

    /// <summary>Ids of the errors a script writes, without the command's name.</summary>
    public string[] ErrorIds(string script, params object[] arguments)
    {
        Run(script, arguments);
        return [.. Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0])];
    }

    /// <summary>A script that is yet to be run, to stop it from outside.</summary>
    public PowerShell Prepare(string script)
    {
        var shell = PowerShell.Create(_runspace);
        return shell.AddScript(script);
    }

    /// <summary>What completion offers at the end of a line.</summary>
    public string[] Complete(string line)
    {
        var before = Runspace.DefaultRunspace;
        Runspace.DefaultRunspace = _runspace;
        try
        {
            using var shell = PowerShell.Create(_runspace);
            return [.. CommandCompletion.CompleteInput(line, line.Length, null, shell).CompletionMatches.Select(match => match.CompletionText)];
        }
        finally
        {
            Runspace.DefaultRunspace = before;
        }
    }

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
        Warnings = [.. shell.Streams.Warning.Select(record => record.Message)];
        Verbose = [.. shell.Streams.Verbose.Select(record => record.Message)];
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
