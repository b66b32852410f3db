using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace Module.Tests;

/// <summary>
/// A runspace with the built module imported through its manifest, as a user does. The engine from NuGet comes without the modules of pwsh
/// (Select-Object and the like), hence the default session of its core only.
/// </summary>
internal sealed class ModuleSession : IDisposable
{
    private readonly Runspace _runspace;

    public ModuleSession(string? snapshot = null)
    {
        var state = InitialSessionState.CreateDefault2();
        state.ThrowOnRunspaceOpenError = true;
        state.ImportPSModule([Manifest]);
        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.Open();
        _runspace.SessionStateProxy.SetVariable("PSModuleAutoLoadingPreference", PSModuleAutoLoadingPreference.None);
        if (snapshot is not null)
        {
            Run($"Connect-KubeCluster -Snapshot '{snapshot}'");
        }
    }

    /// <summary>The checkout's root: the nearest parent with the manifest.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The manifest.</summary>
    public static string Manifest => Path.Combine(Root, "RunbookTools.psd1");

    /// <summary>The bundled sample.</summary>
    public static string Sample => Path.Combine(Root, "module", "samples", "checkout-outage");

    /// <summary>Small clusters as files, for one test each.</summary>
    public static string Data(string name) => Path.Combine(Root, "tests", "Module.Tests", "data", name);

    /// <summary>Errors of the last run.</summary>
    public IReadOnlyList<ErrorRecord> Errors { get; private set; } = [];

    /// <summary>Warnings of the last run.</summary>
    public IReadOnlyList<string> Warnings { get; private set; } = [];

    /// <summary>What the last run said with -Verbose.</summary>
    public IReadOnlyList<string> Verbose { get; private set; } = [];

    /// <summary>Runs a script.</summary>
    /// <exception cref="RuntimeException">It ended with a terminating error.</exception>
    public Collection<PSObject> Run(string script)
    {
        using var shell = PowerShell.Create(_runspace);
        try
        {
            return shell.AddScript(script).Invoke();
        }
        finally
        {
            Errors = [.. shell.Streams.Error];
            Warnings = [.. shell.Streams.Warning.Select(record => record.Message)];
            Verbose = [.. shell.Streams.Verbose.Select(record => record.Message)];
        }
    }

    /// <summary>Runs a script that must not say anything on the error stream.</summary>
    public Collection<PSObject> RunClean(string script)
    {
        var output = Run(script);
        Assert.Empty(Errors.Select(error => $"{error.FullyQualifiedErrorId}: {error}"));
        return output;
    }

    /// <summary>Runs a script and gives its output as text.</summary>
    public string[] Texts(string script) => [.. RunClean(script).Select(item => item.ToString())];

    /// <summary>Ids of the errors a script writes, without the command's name.</summary>
    public string[] ErrorIds(string script)
    {
        Run(script);
        return [.. Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0])];
    }

    /// <summary>Starts a script that is stopped from outside.</summary>
    public PowerShell Start(string script) => PowerShell.Create(_runspace).AddScript(script);

    /// <inheritdoc/>
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
