using System.Diagnostics;
using System.Management.Automation;
using RunbookTools.Completion;
using RunbookTools.Engine.Inventory;
using RunbookTools.Engine.Snapshots;
using RunbookTools.Engine.Sources;
using RunbookTools.Engine.Sources.Live;
using RunbookTools.Playbooks;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Writes a cluster, live or from a dump, as a support bundle that reads back the same, without passwords, tokens and certificates.</para>
/// </summary>
/// <remarks>
/// The cluster is read again, because a bundle holds more than what is in memory. Values of secrets are never written. What looks like a credential
/// is replaced by a token that is the same wherever the same value stood; which value that was cannot be found out. What could not be read is
/// written down with the rest, so that nobody takes the bundle for all there is. Look through a bundle before you give it away: no program knows
/// every secret.
/// </remarks>
/// <example>
/// <code>Save-KubeSnapshot ./prod.tar.gz -Context prod</code>
/// <para>Reads a live cluster and writes an archive.</para>
/// </example>
/// <example>
/// <code>Connect-KubeCluster -Context prod | Save-KubeSnapshot -Path ./prod.tar.gz -Logs All</code>
/// <para>With the logs of every container, not only of those a triage would look at.</para>
/// </example>
/// <example>
/// <code>Save-KubeSnapshot ./shared.tar.gz -Snapshot ./module/samples/checkout-outage -RedactAddress -RedactEmail</code>
/// <para>Takes addresses out of a bundle before it is given to others.</para>
/// </example>
[Cmdlet(VerbsData.Save, "KubeSnapshot", SupportsShouldProcess = true, DefaultParameterSetName = ConnectedSet)]
[OutputType(typeof(FileInfo), typeof(DirectoryInfo))]
public sealed class SaveKubeSnapshotCommand : KubeCommand
{
    private const string ConnectedSet = "Connected";
    private const string SnapshotSet = "Snapshot";
    private const string ContextSet = "Context";
    private const string InClusterSet = "InCluster";
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);

    /// <summary>The file (.tar.gz, .tgz or .tar) or else the folder to write. For several clusters a script block that names one each: <c>{ "$($_.Name).tar.gz" }</c>.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("FilePath")]
    public string Path { get; set; } = "";

    /// <summary>Clusters: their names or what Connect-KubeCluster returned. The one connected last when nothing is given.</summary>
    [Parameter(ParameterSetName = ConnectedSet, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(ClusterCompleter))]
    public KubeCluster? Cluster { get; set; }

    /// <summary>A dump: a support bundle, a cluster-info dump, or files of objects; a folder, a file or a .tar.gz.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SnapshotSet)]
    public string Snapshot { get; set; } = "";

    /// <summary>A context of the kubeconfig; the current one when only -KubeConfig is given.</summary>
    [Parameter(ParameterSetName = ContextSet)]
    [ArgumentCompleter(typeof(ContextCompleter))]
    public string? Context { get; set; }

    /// <summary>A kubeconfig file, in place of KUBECONFIG and ~/.kube/config.</summary>
    [Parameter(ParameterSetName = ContextSet)]
    public string? KubeConfig { get; set; }

    /// <summary>Use the service account of the pod this runs in.</summary>
    [Parameter(Mandatory = true, ParameterSetName = InClusterSet)]
    public SwitchParameter InCluster { get; set; }

    /// <summary>The namespaces to read when reading all is refused; those that can be listed, else that of the context, when not given.</summary>
    [Parameter(ParameterSetName = ContextSet)]
    [Parameter(ParameterSetName = InClusterSet)]
    [Alias("ns")]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    public string[] Namespace { get; set; } = [];

    /// <summary>Write the type and the key names of secrets too, and the dates and names of TLS certificates, which takes the right to list them. Values are never kept.</summary>
    [Parameter(ParameterSetName = ContextSet)]
    [Parameter(ParameterSetName = InClusterSet)]
    public SwitchParameter IncludeSecretKeys { get; set; }

    /// <summary>How long reading may take, in seconds. What is not read by then is named as not looked at.</summary>
    [Parameter(ParameterSetName = ContextSet)]
    [Parameter(ParameterSetName = InClusterSet)]
    [ValidateRange(1, 86400)]
    public int ReadTimeoutSeconds { get; set; } = 180;

    /// <summary>Which logs to write: Suspects, those a triage reads and those of pods something is wrong with; All; or None.</summary>
    [Parameter]
    [Alias("IncludeLogs")]
    public SnapshotLogs Logs { get; set; } = SnapshotLogs.Suspects;

    /// <summary>Write the custom resources of a live cluster too, which takes one more list for each kind. Those of a dump always are.</summary>
    [Parameter(ParameterSetName = ConnectedSet)]
    [Parameter(ParameterSetName = ContextSet)]
    [Parameter(ParameterSetName = InClusterSet)]
    public SwitchParameter IncludeCustomResources { get; set; }

    /// <summary>Replaces e-mail addresses too.</summary>
    [Parameter]
    public SwitchParameter RedactEmail { get; set; }

    /// <summary>Replaces IP addresses too: each by another one, the same everywhere, so that what belongs together still does.</summary>
    [Parameter]
    public SwitchParameter RedactAddress { get; set; }

    /// <summary>Replaces nothing. Values of secrets are left out all the same.</summary>
    [Parameter]
    public SwitchParameter NoRedaction { get; set; }

    /// <summary>Replaces a snapshot that is already there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private Redaction Redaction => NoRedaction ? Redaction.None
        : Redaction.Credentials | Redaction.Certificates | (RedactEmail ? Redaction.Email : 0) | (RedactAddress ? Redaction.Address : 0);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (NoRedaction && (RedactEmail || RedactAddress))
        {
            Fail("ConflictingParameters", ErrorCategory.InvalidArgument, null, "-NoRedaction replaces nothing, -RedactEmail and -RedactAddress replace more. Use one or the other.");
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var path = SessionState.Path.GetUnresolvedProviderPathFromPSPath(Path, out var provider, out _);
        if (provider.Name != "FileSystem")
        {
            WriteFailure("NotAFile", ErrorCategory.InvalidArgument, Path, $"'{Path}' is no path of the file system.");
            return;
        }

        if (_written.Contains(path))
        {
            WriteFailure(
                "PathTaken", ErrorCategory.ResourceExists, Path,
                $"'{Path}' holds the cluster before. Name a file for each: Save-KubeSnapshot -Path {{ \"$($_.Name).tar.gz\" }}.");
            return;
        }

        try
        {
            var (name, source, log) = Open();
            if (source is null)
            {
                WriteFailure("CannotReadAgain", ErrorCategory.InvalidOperation, Cluster, $"{name} cannot be read again. Connect it with Connect-KubeCluster first.");
            }
            else if (ShouldProcess(path, $"write a snapshot of {name}{(NoRedaction ? " with passwords, tokens and certificates as they are" : "")}"))
            {
                Save(source, name, path, log);
            }
        }
        catch (SourceException exception)
        {
            WriteFailure(exception.ErrorId, CategoryOf(exception.ErrorId), exception.Target, exception.Message, exception);
        }
    }

    private static ErrorCategory CategoryOf(string errorId) => errorId switch
    {
        "PathExists" or "NotASnapshot" => ErrorCategory.ResourceExists,
        "CannotWrite" => ErrorCategory.WriteError,
        "UnknownExtension" => ErrorCategory.InvalidArgument,
        _ when errorId.EndsWith("NotFound", StringComparison.Ordinal) => ErrorCategory.ObjectNotFound,
        _ => ErrorCategory.ReadError,
    };

    private (string Name, IClusterSource? Source, LiveLog? Log) Open()
    {
        switch (ParameterSetName)
        {
            case SnapshotSet:
                return (Snapshot, ClusterSources.OpenPath(GetUnresolvedProviderPathFromPSPath(Snapshot)), null);
            case ContextSet or InClusterSet:
                var log = new LiveLog();
                return (InCluster ? "in-cluster" : Context ?? "the current context", ClusterSources.OpenLive(new LiveOptions
                {
                    Context = InCluster ? null : Context,
                    KubeConfig = KubeConfig is null ? null : GetUnresolvedProviderPathFromPSPath(KubeConfig),
                    InCluster = InCluster,
                    Namespaces = Namespace,
                    IncludeSecretKeys = IncludeSecretKeys,
                    Deadline = TimeSpan.FromSeconds(ReadTimeoutSeconds),
                    Log = log,
                }), log);
            default:
                var cluster = RequireCluster(Cluster);
                return (cluster.Name, cluster.Inventory.Origin, cluster.Log);
        }
    }

    private void Save(IClusterSource source, string name, string path, LiveLog? log)
    {
        if (NoRedaction)
        {
            WriteWarning($"'{path}' will hold passwords, tokens and certificates as they stand in variables, arguments, config maps and logs. Give it to nobody who may not know them.");
        }

        var clock = Stopwatch.StartNew();
        var options = new SnapshotOptions { Redaction = Redaction, Logs = Logs, CustomResources = IncludeCustomResources, Force = Force, Triage = Triage };
        var result = Await($"Saving {name}", cancellation => SnapshotWriter.WriteAsync(source, path, options, cancellation), log);
        _written.Add(path);
        WriteVerbose($"Wrote {result.Inventory.Objects.Count} objects and {result.Logs} logs in {clock.ElapsedMilliseconds} ms.");
        var gaps = GapOrder.Sort(result.Inventory.Coverage.Gaps.Where(gap => gap.Kind != GapKind.Absent));
        if (gaps.Count > 0)
        {
            WriteWarning($"{gaps.Count} {(gaps.Count == 1 ? "thing" : "things")} of {name} could not be read, such as {gaps[0]}. The snapshot says so.");
        }


        // As the provider gives it, with what its views show.
        WriteObject(InvokeProvider.Item.Get(WildcardPattern.Escape(result.File.FullName)), enumerateCollection: true);
    }

    // The logs a triage reads are found by triaging.
    private void Triage(ClusterInventory inventory) => TriageRunner.Run(inventory, [], new PlaybookRunner(PlaybookCatalog.Shipped), Cancellation);
}
