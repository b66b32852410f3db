using System.Management.Automation;

namespace Module.Tests.Playbooks;

/// <summary>Every scenario, run once for all tests about them.</summary>
public sealed class ScenarioRun
{
    public ScenarioRun()
    {
        using var shell = new ModuleShell();
        var readme = Path.Combine(ModuleShell.Root, "playbooks", "README.md");
        var copy = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.Copy(readme, copy);
        try
        {
            Results = shell.Run("Test-Playbook -Path $args[0] -Table $args[1]", Path.Combine(ModuleShell.Root, "tests", "scenarios"), copy);
            Commands = [.. Results.SelectMany(result => (IEnumerable<object>)result.Properties["NextSteps"].Value).Select(PSObject.AsPSObject)
                .Select(step => ($"{step.Properties["Risk"].Value}", $"{step.Properties["Command"].Value}")).Where(step => step.Item2.Length > 0).Distinct()];
            Errors = [.. shell.Errors.Select(error => $"{error}")];
            Readme = File.ReadAllText(readme);
            RenewedReadme = File.ReadAllText(copy);
        }
        finally
        {
            File.Delete(copy);
        }
    }

    /// <summary>What became of each scenario.</summary>
    public IReadOnlyList<PSObject> Results { get; }

    /// <summary>The commands that were given, each once, with what they may do.</summary>
    public IReadOnlyList<(string Risk, string Command)> Commands { get; }

    /// <summary>Errors of the run.</summary>
    public IReadOnlyList<string> Errors { get; }

    /// <summary>What playbooks/README.md says.</summary>
    public string Readme { get; }

    /// <summary>What it would say with the table of causes made anew.</summary>
    public string RenewedReadme { get; }
}
