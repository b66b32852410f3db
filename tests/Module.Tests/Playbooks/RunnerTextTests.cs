namespace Module.Tests.Playbooks;

/// <summary>The runner rewrites playbooks before the engine compiles them: what they conclude must not change by that.</summary>
public sealed class RunnerTextTests
{
    // Runs each playbook of a triage once more, as the script it is, on the same object. What could not be read is an error there and not an answer, so hypotheses
    // with an answer that is not known are left out.
    private const string Compare = """
        $path = @{}
        Get-Playbook | ForEach-Object { $path[$_.Id] = $_.Path }
        function Line($result) { '{0} {1}: {2}' -f $result.Cause, $result.Verdict, (@($result.Evidence | ForEach-Object { '{0}={1}' -f $_.Statement, $_.Answer }) -join '; ') }
        $report = Invoke-Triage -Snapshot $args[0] 3> $null
        $null = Connect-KubeCluster -Snapshot $args[0] 3> $null
        $known = @{}
        $runs = @{}
        foreach ($result in $report.Hypotheses) {
            $run = '{0} {1}' -f $result.Playbook, $result.TestedOn
            $runs[$run] = $result
            if ($result.Evidence.Answer -notcontains 'Unknown') { $known["$run $($result.Cause)"] = Line $result }
        }
        foreach ($run in $runs.Keys) {
            $on = $runs[$run].TestedOn
            $object = Get-KubeResource -Kind $on.Kind -Name $on.Name -Namespace $on.Namespace
            foreach ($result in & $path[$runs[$run].Playbook] -Target $object 2> $null) {
                $before = $known["$run $($result.Cause)"]
                if ($before) { $before; Line $result }
            }
        }
        """;

    [Theory]
    [InlineData("module/samples/checkout-outage", 100)]
    [InlineData("tests/scenarios/crashloop-port-in-use", 40)]
    [InlineData("tests/scenarios/rollout-no-device-for-surge", 20)]
    public void A_playbook_concludes_the_same_when_it_is_run_as_a_script(string cluster, int least)
    {
        using var shell = new ModuleShell();

        var pairs = shell.Run(Compare, Path.Combine(ModuleShell.Root, cluster)).Select(line => $"{line}").Chunk(2).ToList();

        Assert.True(pairs.Count >= least, $"only {pairs.Count} hypotheses were compared");
        Assert.All(pairs, pair => Assert.Equal(pair[0], pair[1]));
    }
}
