using System.Management.Automation;
using RunbookTools.Completion;
using RunbookTools.Playbooks;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Makes a new playbook with the scenarios that prove it, ready to be filled in.</para>
/// </summary>
/// <example>
/// <code>New-Playbook pod/SlowStart SlowStart -Symptom Pod.NotReady -WhatIf</code>
/// <para>Says which files it would write: the beginning of a playbook and of its scenarios, under the current folder.</para>
/// </example>
[Cmdlet(VerbsCommon.New, "Playbook", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class NewPlaybookCommand : KubeCommand
{
    /// <summary>Subject and name: <c>pod/SlowStart</c>.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidatePattern("^[a-z]+/[A-Z][A-Za-z0-9]+$")]
    public string Id { get; set; } = "";

    /// <summary>The cause of its first hypothesis, an id from causes.psd1.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidatePattern("^[A-Z][A-Za-z0-9]+$")]
    [ArgumentCompleter(typeof(CauseCompleter))]
    public string Cause { get; set; } = "";

    /// <summary>Symptoms it is run for.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SymptomCompleter))]
    public string[] Symptom { get; set; } = [];

    /// <summary>The folder that holds <c>playbooks</c> and <c>tests/scenarios</c>. The current one when not given.</summary>
    [Parameter]
    public string Path { get; set; } = ".";

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (var symptom in Symptom)
        {
            if (PlaybookCatalog.Shipped.WhyNoSymptom(symptom) is { } why)
            {
                Fail("SymptomNotFound", ErrorCategory.ObjectNotFound, symptom, why);
            }
        }

        var root = GetUnresolvedProviderPathFromPSPath(Path);
        foreach (var (path, text) in PlaybookScaffold.Files(Id, Cause, Symptom))
        {
            var file = new FileInfo(System.IO.Path.Combine(root, path));
            if (file.Exists)
            {
                WriteFailure("FileExists", ErrorCategory.ResourceExists, file.FullName, $"'{file.FullName}' is there already; it was left as it is.");
            }
            else if (ShouldProcess(file.FullName, "Create"))
            {
                file.Directory!.Create();
                File.WriteAllText(file.FullName, text);
                file.Refresh();
                WriteObject(file);
            }
        }

        if (PlaybookCatalog.Shipped.Causes.Find(Cause) is null)
        {
            WriteWarning($"'{Cause}' is not yet in causes.psd1. Add: {Cause} = @{{ Meaning = 'What it means.'; Domain = '{FaultDomain.Application}'; Severity = '{Severity.Error}' }}");
        }
    }
}
