using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Text;
using RunbookTools.Model;

namespace Sandbox.Tests.Live;

/// <summary>A PowerShell engine with the built module, as a user has it.</summary>
internal sealed class TriageShell : IDisposable
{
    private readonly Runspace _runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());

    public TriageShell()
    {
        _runspace.Open();
        using var shell = PowerShell.Create(_runspace);
        shell.AddScript("Import-Module $args[0] -ErrorAction Stop").AddArgument(Path.Combine(Repository.Root, "RunbookTools.psd1")).Invoke();
    }

    /// <summary>Triages the current context of a kubeconfig.</summary>
    /// <returns>The report, null when there is none; ids of errors; and everything that was said in any stream and in any form of the report.</returns>
    public (TriageReport? Report, IReadOnlyList<string> Errors, string Said) Triage(string kubeConfig, int seconds)
    {
        using var shell = PowerShell.Create(_runspace);
        shell.AddScript("""
            $VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'
            $report = Invoke-Triage -KubeConfig $args[0] -ReadTimeoutSeconds $args[1] -TimeoutSeconds 90
            $report
            'Text', 'Json', 'Markdown', 'Html' | ForEach-Object { $report | ConvertTo-TriageReport -As $_ }
            """).AddArgument(kubeConfig).AddArgument(seconds);
        var output = shell.Invoke();
        var said = new StringBuilder();
        foreach (var line in output.Select(item => $"{item}").Concat(shell.Streams.Verbose.Select(record => record.Message))
            .Concat(shell.Streams.Warning.Select(record => record.Message)).Concat(shell.Streams.Debug.Select(record => record.Message))
            .Concat(shell.Streams.Information.Select(record => $"{record}")).Concat(shell.Streams.Progress.Select(record => $"{record}"))
            .Concat(shell.Streams.Error.Select(record => $"{record} {record.FullyQualifiedErrorId} {record.TargetObject} {record.CategoryInfo} {record.ErrorDetails} {record.Exception}")))
        {
            said.AppendLine(line);
        }

        // What is not expected shows as an exception of another type than the one with an id and advice.
        Assert.All(shell.Streams.Error, error => Assert.Equal("SourceException", (error.Exception.InnerException ?? error.Exception).GetType().Name));
        return (output.Select(item => item?.BaseObject).OfType<TriageReport>().FirstOrDefault(), [.. shell.Streams.Error.Select(error => error.FullyQualifiedErrorId.Split(',')[0])], said.ToString());
    }

    public void Dispose() => _runspace.Dispose();
}
