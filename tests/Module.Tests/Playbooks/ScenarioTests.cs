using System.Text.RegularExpressions;

namespace Module.Tests.Playbooks;

/// <summary>What the playbooks conclude, on scenarios and on recorded clusters.</summary>
public sealed class ScenarioTests : IDisposable
{
    private readonly ModuleShell _shell = new();

    [Fact]
    public void Every_scenario_comes_out_as_it_must()
    {
        var results = _shell.Run("Test-Playbook -Path $args[0] | ForEach-Object { '{0}|{1}' -f $_.Scenario, ($_.Problems -join '; ') }", Path.Combine(ModuleShell.Root, "tests", "scenarios"))
            .Select(result => result.ToString()).ToList();

        Assert.Empty(_shell.Errors);
        Assert.True(results.Count > 100, $"only {results.Count} scenarios were found");
        Assert.DoesNotContain(results, result => !result.EndsWith('|'));
    }

    [Fact]
    public void Every_hypothesis_is_confirmed_and_refuted_somewhere()
    {
        // A cause that no scenario confirms, or none refutes, is not proved.
        var expectations = Directory.GetFiles(Path.Combine(ModuleShell.Root, "tests", "scenarios"), "expect.yaml", SearchOption.AllDirectories).Select(File.ReadAllText).ToList();
        var causes = _shell.Run("(Get-Playbook).Causes").Select(cause => cause.ToString()).Distinct().ToList();

        Assert.NotEmpty(causes);
        Assert.DoesNotContain(causes, cause => !expectations.Exists(text => Mentions(text, "first:", cause)));
        Assert.DoesNotContain(causes, cause => !expectations.Exists(text => Mentions(text, "refuted:", cause)));
    }

    public void Dispose() => _shell.Dispose();

    /// <summary>True when the entry of that key, over all its lines, names the cause.</summary>
    private static bool Mentions(string expectation, string key, string cause) =>
        Regex.Match(expectation, $@"^{key}.*?(?=^\w|\z)", RegexOptions.Multiline | RegexOptions.Singleline) is { Success: true } entry
        && Regex.IsMatch(entry.Value, $@"\b{cause}\b");
}
