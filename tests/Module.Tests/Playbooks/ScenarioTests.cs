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
