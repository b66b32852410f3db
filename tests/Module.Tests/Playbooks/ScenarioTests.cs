namespace Module.Tests.Playbooks;

/// <summary>What the playbooks conclude on scenarios, and how well each cause is told apart over all of them.</summary>
public sealed class ScenarioTests(ScenarioRun run) : IClassFixture<ScenarioRun>
{
    [Fact]
    public void Every_scenario_comes_out_as_it_must()
    {
        Assert.Empty(run.Errors);
        Assert.True(run.Results.Count > 200, $"only {run.Results.Count} scenarios were found");
        Assert.Empty(run.Results
            .Where(result => !(bool)result.Properties["Passed"].Value)
            .Select(result => $"{result.Properties["Scenario"].Value}: {string.Join("; ", (IEnumerable<string>)result.Properties["Problems"].Value)}"));
    }

    [Fact]
    public void Every_cause_is_found_where_it_is_true_told_from_its_twins_and_not_tested_where_nobody_may_look()
    {
        // | cause | playbook | true | found | not true | claimed | refuted | not tested |
        var rows = run.RenewedReadme.Split('\n').Select(line => line.Split('|', StringSplitOptions.TrimEntries)).Where(cells => cells.Length == 10 && int.TryParse(cells[3], out _)).ToList();

        Assert.True(rows.Count > 100, $"only {rows.Count} causes were scored");

        // A cause that no scenario confirms, or none refutes, is not proved.
        Assert.Empty(rows.Where(cells => cells[3] == "0").Select(cells => $"{cells[1]} is true in no scenario"));
        Assert.Empty(rows.Where(cells => cells[7] == "0").Select(cells => $"{cells[1]} is refuted in no scenario"));
        Assert.Empty(rows.Where(cells => cells[8] == "0").Select(cells => $"{cells[1]} is not tested in no scenario"));
        Assert.Empty(rows.Where(cells => cells[3] != cells[4]).Select(cells => $"{cells[1]} is missed"));
        Assert.Empty(rows.Where(cells => cells[6] != "0").Select(cells => $"{cells[1]} is claimed falsely"));
    }

    /// <summary>What is true stays true when less can be seen, and what is well is not accused for want of sight.</summary>
    [Theory]
    [InlineData("Event")]
    [InlineData("PodLog")]
    [InlineData("Node")]
    [InlineData("Job")]
    [InlineData("Deployment")]
    [InlineData("ReplicaSet")]
    [InlineData("StorageClass")]
    [InlineData("EndpointSlice,Endpoints")]
    public void Nothing_healthy_is_accused_by_somebody_who_may_not_read_all(string kinds)
    {
        using var shell = new ModuleShell();

        var results = shell.Run("Test-Playbook healthy-* -Path $args[0] -Without ($args[1] -split ',')", Path.Combine(ModuleShell.Root, "tests", "scenarios"), kinds);

        Assert.True(results.Count > 100, $"only {results.Count} scenarios were found");
        Assert.Empty(results.SelectMany(result => (IReadOnlyList<string>)result.Properties["Problems"].Value, (result, problem) => $"{result.Properties["Scenario"].Value}: {problem}"));
    }

    [Theory]
    [InlineData("", "Pod.NotReady on Pod/edge/web-jv8pdm262j-g4zqp stays unexplained")]
    [InlineData("unexplained: [Pod.NotReady, Pod.CrashLoop]\n", "Pod.CrashLoop must stay unexplained, but does not")]
    public void A_scenario_fails_when_it_does_not_name_what_stays_unexplained(string unexplained, string problem)
    {
        var folder = Directory.CreateTempSubdirectory("scenario");
        try
        {
            File.WriteAllText(
                Path.Combine(folder.FullName, "expect.yaml"),
                $"about: a test\nbase: {Path.Combine(ModuleShell.Root, "tests", "scenarios", "node-kubelet-certificate")}\nforbidden: [Node]\n{unexplained}");
            using var shell = new ModuleShell();

            var result = Assert.Single(shell.Run("Test-Playbook -Path $args[0]", folder.FullName));

            Assert.Contains(problem, (IReadOnlyList<string>)result.Properties["Problems"].Value);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Every_command_says_what_it_may_do()
    {
        Assert.True(run.Commands.Count > 300, $"only {run.Commands.Count} commands were given");
        Assert.Empty(run.Commands.Where(step => !KubectlCommand.Allows(step.Command, step.Risk)).Select(step => $"{step.Risk}: {step.Command}"));
    }

    [KubectlFact]
    public void Kubectl_understands_every_command()
    {
        using var server = new SandboxProcess();

        // The sample has few of the objects that are named, so most is refused; but only what kubectl itself understands gets that far.
        var shapes = run.Commands.Where(step => step.Command.StartsWith("kubectl ", StringComparison.Ordinal)).GroupBy(step => KubectlCommand.Shape(step.Command), step => step.Command).ToList();

        Assert.True(shapes.Count > 30, $"only {shapes.Count} shapes of commands were given");
        Assert.Empty(shapes.Select(shape => (Command: shape.First(), Output: KubectlCommand.Run(shape.First(), server.KubeConfig)))
            .Where(ran => KubectlCommand.IsMisunderstood(ran.Output)).Select(ran => $"{ran.Command}: {ran.Output}"));
    }

    [Fact]
    public void The_table_of_causes_is_what_the_scenarios_say()
    {
        // Made anew with: Test-Playbook -Table playbooks/README.md
        Assert.Equal(run.RenewedReadme, run.Readme);
    }
}
