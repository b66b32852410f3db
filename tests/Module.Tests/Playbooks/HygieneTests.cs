namespace Module.Tests.Playbooks;

public sealed class HygieneTests : IDisposable
{
    private readonly ModuleShell _shell = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hygiene");

    private static string Untidy => Path.Combine(ModuleShell.Root, "tests", "scenarios", "hygiene-untidy-workloads");

    [Fact]
    public void Nothing_of_it_is_looked_at_unless_somebody_asks()
    {
        Assert.Equal("0 0", _shell.Text("Invoke-Triage -Snapshot $args[0] | ForEach-Object { '{0} {1}' -f $_.Findings.Count, @($_.Hypotheses | Where-Object Playbook -Like 'hygiene/*').Count }", Untidy));

        var found = _shell.Text("Invoke-Triage -Snapshot $args[0] -Hygiene | ForEach-Object { $_.Conclusion; $_.Findings.Severity; $_.Findings.Cause }", Untidy);
        Assert.StartsWith("Healthy\nInfo\n", found, StringComparison.Ordinal);
        Assert.Contains("\nPrivilegedContainer\n", found, StringComparison.Ordinal);
        Assert.DoesNotContain("\nError\n", found, StringComparison.Ordinal);
    }

    [Fact]
    public void A_playbook_of_it_runs_on_what_it_is_for()
    {
        Assert.Equal(
            "NakedPod Pod default/try-out\nNakedPod Pod shop/debug",
            _shell.Text("Connect-KubeCluster -Snapshot $args[0] > $null; Invoke-Playbook hygiene/Availability | Where-Object { $_.Verdict -eq 'Confirmed' -and $_.Cause -eq 'NakedPod' } | ForEach-Object { '{0} {1}' -f $_.Cause, $_.Target }", Untidy));
    }

    [Theory]
    [InlineData("also: [SecretUnused]\n", "SecretUnused is true too, but was not found")]
    [InlineData("", "not true, but claimed: Likely ConfigMapUnused on ConfigMap/shop/old-settings")]
    public void A_scenario_fails_when_something_untidy_is_missed_or_claimed_falsely(string also, string problem)
    {
        var cluster = also.Length > 0 ? "healthy-everything-used" : "hygiene-unused";
        File.WriteAllText(Path.Combine(_folder.FullName, "expect.yaml"), $"about: a test\nhygiene: true\nbase: {Path.Combine(ModuleShell.Root, "tests", "scenarios", cluster)}\n{also}");

        var result = Assert.Single(_shell.Run("Test-Playbook -Path $args[0]", _folder.FullName));

        Assert.Contains(problem, (IReadOnlyList<string>)result.Properties["Problems"].Value);
    }

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Delete(recursive: true);
    }
}
