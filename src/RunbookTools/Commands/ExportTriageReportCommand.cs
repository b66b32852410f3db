using System.Management.Automation;
using System.Text;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Writes a triage report to a file, in the form its ending asks for: .json, .md, .html or .txt.</para>
/// </summary>
/// <example>
/// <code>Invoke-Triage -Snapshot ./module/samples/checkout-outage | Export-TriageReport -Path ./triage.md</code>
/// <para>Writes the report in the format the extension names.</para>
/// </example>
[Cmdlet(VerbsData.Export, "TriageReport", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportTriageReportCommand : KubeCommand
{
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);

    /// <summary>The report, from Invoke-Triage.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public TriageReport InputObject { get; set; } = null!;

    /// <summary>The file. For several reports a script block that names one each: <c>{ "$($_.Cluster).html" }</c>.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("FilePath")]
    public string Path { get; set; } = "";

    /// <summary>Leaves a file alone that is already there.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Writes the file's FileInfo to the pipeline.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var path = SessionState.Path.GetUnresolvedProviderPathFromPSPath(Path, out var provider, out _);
        if (provider.Name != "FileSystem")
        {
            WriteFailure("NotAFile", ErrorCategory.InvalidArgument, Path, $"'{Path}' is no path of the file system.");
        }
        else if (TriageReportText.FormatOf(path) is not { } format)
        {
            WriteFailure("UnknownExtension", ErrorCategory.InvalidArgument, Path, $"'{Path}' ends in no form that is known. Use .json, .md, .html or .txt.");
        }
        else if (_written.Contains(path))
        {
            WriteFailure(
                "PathTaken", ErrorCategory.ResourceExists, InputObject,
                $"'{Path}' holds the report before. Name a file for each: Export-TriageReport -Path {{ \"$($_.Cluster){System.IO.Path.GetExtension(path)}\" }}.");
        }
        else if (NoClobber && File.Exists(path))
        {
            WriteFailure("FileExists", ErrorCategory.ResourceExists, Path, $"There is a file '{path}' already. Leave out -NoClobber to replace it.");
        }
        else if (ShouldProcess(path, $"write the triage of {InputObject.Cluster} as {format}"))
        {
            Write(path, format);
        }
    }

    private void Write(string path, TriageReportFormat format)
    {
        try
        {
            File.WriteAllText(path, TriageReportText.Of(InputObject, format), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            WriteFailure("CannotWrite", ErrorCategory.WriteError, path, $"'{path}' cannot be written: {exception.Message}", exception);
            return;
        }

        _written.Add(path);
        if (PassThru)
        {
            WriteObject(new FileInfo(path));
        }
    }
}
