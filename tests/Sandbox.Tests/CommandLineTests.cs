using RunbookTools.Sandbox;

namespace Sandbox.Tests;

/// <summary>The command line.</summary>
public class CommandLineTests
{
    [Theory]
    [InlineData("bundle")]
    [InlineData("bundle --port 6443 --tls --token t --kubeconfig k.yaml --gzip --now")]
    [InlineData("bundle --deny secrets --deny pods@kube-system --fault reset --fault cut")]
    [InlineData("bundle --replay")]
    [InlineData("bundle --replay 20m --speed 0.5")]
    [InlineData("--generate 1000 --broken 3")]
    public void What_the_help_tells_of_is_taken(string line) => Assert.Empty(SandboxCommand.Create().Parse(line.Split(' ')).Errors);

    [Theory]
    [InlineData("", "Name either a bundle or")]
    [InlineData("bundle --generate 5", "Name either a bundle or")]
    [InlineData("bundle --port 70000", "A port is a number up to 65535")]
    [InlineData("bundle --replay 20m --speed 0", "--speed is above 0")]
    [InlineData("bundle --speed fast", "--speed")]
    [InlineData("--generate many", "--generate")]
    [InlineData("--generate 0", "A cluster has at least one pod")]
    [InlineData("bundle --no-such-option", "--no-such-option")]
    public void What_makes_no_sense_is_refused_with_the_reason(string line, string reason)
    {
        var errors = SandboxCommand.Create().Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Errors;

        Assert.Contains(errors, error => error.Message.Contains(reason, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("no-such-bundle")]
    [InlineData("module --deny sheep")]
    public async Task What_cannot_be_served_ends_with_one(string line)
    {
        var arguments = line.Split(' ');
        arguments[0] = arguments[0] == "module" ? Repository.Sample : arguments[0];

        Assert.Equal(1, await SandboxCommand.Create().Parse(arguments).InvokeAsync());
    }
}
