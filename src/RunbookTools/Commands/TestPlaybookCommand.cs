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
/// <example>
/// <code>Test-Playbook -ByCause | Where-Object { $_.Found -lt $_.True -or $_.Claimed }</code>
/// <para>Causes that were missed where they are true, or claimed where they are not.</para>
/// </example>
/// <example>
/// <code>Test-Playbook 'healthy-*' -Without PodLog, Event | Where-Object -Not Passed</code>
/// <para>Healthy clusters that would be accused by somebody who may read neither logs nor events.</para>
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "Playbook")]
[OutputType(typeof(ScenarioResult), typeof(CauseScore))]
public sealed class TestPlaybookCommand : PlaybookCatalogCommand
{
    private readonly List<ScenarioResult> _results = [];

    /// <summary>Names of scenarios, with wildcards.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    public string[] Name { get; set; } = ["*"];

    /// <summary>The folder of scenarios, or one of them.</summary>
    [Parameter(ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName", "PSPath")]
    public string[] Path { get; set; } = ["tests/scenarios"];

    /// <summary>Writes one score for each cause, over all scenarios, in place of one result for each scenario.</summary>
    [Parameter]
    public SwitchParameter ByCause { get; set; }

    /// <summary>A Markdown file whose table of causes, between the lines that mark it, is made anew from the scores.</summary>
    [Parameter]
    public string? Table { get; set; }

    /// <summary>Kinds that the reader may not read either, such as <c>Event</c> or <c>PodLog</c>: only what is claimed without being true is told then.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Without { get; set; } = [];

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

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!ByCause && Table is null)
        {
            return;
        }

        var scores = CauseScores.Of(_results, Catalog.Scripts.Select(script => script.Info));
        if (ByCause)
        {
            WriteObject(scores, enumerateCollection: true);
        }

        if (Table is not null)
        {
            var file = GetUnresolvedProviderPathFromPSPath(Table);
            try
            {
                File.WriteAllText(file, CauseScores.Renew(File.ReadAllText(file), CauseScores.ToMarkdown(scores, _results.Count)));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                WriteFailure("TableNotWritten", ErrorCategory.WriteError, file, $"The table of causes could not be written to '{file}': {exception.Message}", exception);
            }
        }
    }

    private void Run(string folder)
    {
        try
        {
            var scenario = Without.Length == 0 ? Scenario.Load(folder) : Scenario.Load(folder).Without(Without);
            var inventory = scenario.ReadAsync(Cancellation).GetAwaiter().GetResult();
            var result = scenario.Check(TriageRunner.Run(inventory, [], new PlaybookRunner(Catalog), _ => true, scenario.WithHygiene, Cancellation));
            _results.Add(result);
            if (!ByCause)
            {
                WriteObject(result);
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or SourceException)
        {
            WriteFailure("ScenarioUnreadable", ErrorCategory.InvalidData, folder, exception.Message, exception);
        }
    }
}
