using System.Management.Automation;
using RunbookTools.Completion;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Lists playbooks, without running them.</para>
/// </summary>
/// <example>
/// <code>Get-Playbook pod/*</code>
/// <para>Playbooks about pods, with the symptoms they are run for.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "Playbook")]
[OutputType(typeof(PlaybookInfo))]
public sealed class GetPlaybookCommand : PlaybookCatalogCommand
{
    /// <summary>Ids or names, with wildcards: <c>CrashLoop</c>, <c>pod/*</c>.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(PlaybookCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Only those run for a symptom, with wildcards.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SymptomCompleter))]
    public string? Symptom { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var symptom = WildcardPattern.Get(Symptom ?? "*", WildcardOptions.IgnoreCase);
        foreach (var script in Name.SelectMany(Find).Distinct())
        {
            if (Symptom is null || script.Info.Symptoms.Any(symptom.IsMatch))
            {
                WriteObject(script.Info);
            }
        }
    }
}
