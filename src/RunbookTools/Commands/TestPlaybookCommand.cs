using System.Management.Automation;
using RunbookTools.Engine.Scenarios;
using RunbookTools.Engine.Sources;
using RunbookTools.Playbooks;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Runs scenarios through the triage with every playbook and says which came out as they must.</para>
/// </summary>
/// <example>
/// <code>Test-Playbook</code>
/// <para>Runs every scenario and says whether what must be concluded was concluded.</para>
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "Playbook")]
[OutputType(typeof(ScenarioResult))]
public sealed class TestPlaybookCommand : PlaybookCatalogCommand
{
    /// <summary>Names of scenarios, with wildcards.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    public string[] Name { get; set; } = ["*"];

    /// <summary>The folder of scenarios, or one of them.</summary>
    [Parameter(ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName", "PSPath")]
    public string[] Path { get; set; } = ["tests/scenarios"];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var patterns = Name.Select(pattern => WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase)).ToList();
        foreach (var root in Path.Select(GetUnresolvedProviderPathFromPSPath))
        {
            var folders = Scenario.FindFolders(root).ToList();
            if (folders.Count == 0)
            {
                WriteFailure("ScenarioNotFound", ErrorCategory.ObjectNotFound, root, $"There is no scenario in '{root}': a folder with expect.yaml was looked for.");
            }

            foreach (var folder in folders.Where(folder => patterns.Any(pattern => pattern.IsMatch(System.IO.Path.GetFileName(folder)))))
            {
                Cancellation.ThrowIfCancellationRequested();
                Run(folder);
            }
        }
    }

    private void Run(string folder)
    {
        try
        {
            var scenario = Scenario.Load(folder);
            var inventory = scenario.ReadAsync(Cancellation).GetAwaiter().GetResult();
            WriteObject(scenario.Check(TriageRunner.Run(inventory, [], new PlaybookRunner(Catalog), Cancellation)));
        }
        catch (Exception exception) when (exception is InvalidDataException or SourceException)
        {
            WriteFailure("ScenarioUnreadable", ErrorCategory.InvalidData, folder, exception.Message, exception);
        }
    }
}
