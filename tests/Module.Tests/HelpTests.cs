using System.Management.Automation;
using System.Xml.Linq;

namespace Module.Tests;

public sealed class HelpTests : IDisposable
{
    private static readonly XNamespace s_maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace s_command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace s_dev = "http://schemas.microsoft.com/maml/dev/2004/10";
    private readonly ModuleShell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void Every_command_has_a_synopsis_every_parameter_and_an_example_that_parses()
    {
        var help = XDocument.Load(Path.Combine(ModuleShell.Root, "RunbookTools.dll-Help.xml")).Root!.Elements(s_command + "command")
            .ToDictionary(item => item.Element(s_command + "details")!.Element(s_command + "name")!.Value);
        var commands = _shell.Run("Get-Command -Module RunbookTools -CommandType Cmdlet").Select(item => (CmdletInfo)item.BaseObject).ToList();

        Assert.Equal(commands.Select(command => command.Name).Order(), help.Keys.Order());
        foreach (var command in commands)
        {
            var item = help[command.Name];
            Assert.False(string.IsNullOrWhiteSpace(item.Element(s_command + "details")!.Element(s_maml + "description")!.Value), $"{command.Name} has no synopsis");

            var described = item.Element(s_command + "parameters")!.Elements(s_command + "parameter").ToDictionary(
                parameter => parameter.Element(s_maml + "name")!.Value,
                parameter => parameter.Element(s_maml + "description")!.Value);
            var parameters = command.Parameters.Keys.Except(Cmdlet.CommonParameters).Except(Cmdlet.OptionalCommonParameters).ToList();
            Assert.Equal(parameters.Order(StringComparer.Ordinal), described.Keys.Order(StringComparer.Ordinal));
            Assert.All(described, pair => Assert.False(string.IsNullOrWhiteSpace(pair.Value), $"{command.Name} -{pair.Key} is not described"));

            var examples = item.Element(s_command + "examples")!.Elements(s_command + "example").Select(example => example.Element(s_dev + "code")!.Value).ToList();
            Assert.True(examples.Count > 0, $"{command.Name} has no example");
            foreach (var example in examples)
            {
                System.Management.Automation.Language.Parser.ParseInput(example, out _, out var errors);
                Assert.True(errors.Length == 0 && example.Contains(command.Name, StringComparison.Ordinal), $"{command.Name}: {example}");
            }
        }
    }

    [Fact]
    public void Examples_of_queries_run()
    {
        _shell.Clean("$null = Connect-KubeCluster $args[0]", ModuleShell.Sample);
        foreach (var example in _shell.Run("Get-Command Get-Kube* | ForEach-Object { (Get-Help $_.Name).examples.example.code }").Select(code => $"{code}"))
        {
            _shell.Run(example);

            // The sample lacks what some ask for; nothing else may go wrong.
            Assert.All(_shell.Errors, error => Assert.Matches("^(NotRead|[A-Za-z]+NotFound),", error.FullyQualifiedErrorId));
        }
    }
}
