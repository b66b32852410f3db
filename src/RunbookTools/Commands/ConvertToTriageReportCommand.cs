using System.Management.Automation;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Writes a triage report as text: JSON, Markdown, HTML or what the terminal shows.</para>
/// </summary>
/// <example>
/// <code>Invoke-Triage -Snapshot ./module/samples/checkout-outage | ConvertTo-TriageReport -As Json</code>
/// <para>Gives the report as JSON in its documented, versioned form.</para>
/// </example>
[Cmdlet(VerbsData.ConvertTo, "TriageReport")]
[OutputType(typeof(string))]
public sealed class ConvertToTriageReportCommand : KubeCommand
{
    /// <summary>The report, from Invoke-Triage.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public TriageReport InputObject { get; set; } = null!;

    /// <summary>The form.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public TriageReportFormat As { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(TriageReportText.Of(InputObject, As));
}
