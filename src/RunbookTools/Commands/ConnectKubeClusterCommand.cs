using System.Diagnostics;
using System.Management.Automation;
using RunbookTools.Completion;
using RunbookTools.Engine.Inventory;
using RunbookTools.Engine.Sources;
using RunbookTools.Engine.Sources.Live;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Reads a cluster, live or from a dump, and makes it the one other commands work on.</para>
/// </summary>
/// <example>
/// <code>Connect-KubeCluster -Snapshot ./module/samples/checkout-outage</code>
/// <para>Reads a support bundle; other commands then work on it.</para>
/// </example>
/// <example>
/// <code>Connect-KubeCluster -Context prod</code>
/// <para>Reads a live cluster through a context of the kubeconfig. Nothing is ever written to it. The namespace of the context is then meant when none is named; -Namespace * means all.</para>
/// </example>
/// <example>
/// <code>Get-ChildItem ./bundles/*.tar.gz | Connect-KubeCluster</code>
/// <para>Reads several. The last one is the one worked on; the others are named with -Cluster.</para>
/// </example>
[Cmdlet(VerbsCommunications.Connect, "KubeCluster", DefaultParameterSetName = "Context")]
[OutputType(typeof(KubeCluster))]
public sealed class ConnectKubeClusterCommand : KubeCommand
{
    /// <summary>Dumps: support bundles, cluster-info dumps, or files of objects; folders, files or .tar.gz, with wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Snapshot")]
    [Alias("Path", "FullName", "PSPath")]
    [SupportsWildcards]
    public string[] Snapshot { get; set; } = [];

    /// <summary>A context of the kubeconfig; the current one when not given.</summary>
    [Parameter(ParameterSetName = "Context")]
    [ArgumentCompleter(typeof(ContextCompleter))]
    public string? Context { get; set; }

    /// <summary>A kubeconfig file, in place of KUBECONFIG and ~/.kube/config.</summary>
    [Parameter(ParameterSetName = "Context")]
    public string? KubeConfig { get; set; }

    /// <summary>Use the service account of the pod this runs in.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "InCluster")]
    public SwitchParameter InCluster { get; set; }

    /// <summary>The namespaces to read when reading all is refused; those that can be listed, else that of the context, when not given. A single one is also what is meant when none is named.</summary>
    [Parameter(ParameterSetName = "Context")]
    [Parameter(ParameterSetName = "InCluster")]
    [Alias("ns")]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    public string[] Namespace { get; set; } = [];

    /// <summary>Read the type and the key names of secrets too, and the dates and names of TLS certificates, which takes the right to list them. Values are never kept.</summary>
    [Parameter(ParameterSetName = "Context")]
    [Parameter(ParameterSetName = "InCluster")]
    public SwitchParameter IncludeSecretKeys { get; set; }

    /// <summary>How long reading may take, in seconds. What is not read by then is named as not looked at.</summary>
    [Parameter(ParameterSetName = "Context")]
    [Parameter(ParameterSetName = "InCluster")]
    [ValidateRange(1, 86400)]
    public int ReadTimeoutSeconds { get; set; } = 180;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == "Snapshot")
        {
            foreach (var path in Snapshot.SelectMany(ResolvePaths))
            {
                Connect(path, () => ClusterSources.OpenPath(path), isTerminating: false);
            }

            return;
        }

        var log = new LiveLog();
        var options = new LiveOptions
        {
            Context = Context,
            KubeConfig = KubeConfig is null ? null : GetUnresolvedProviderPathFromPSPath(KubeConfig),
            InCluster = InCluster,
            Namespaces = Namespace,
            IncludeSecretKeys = IncludeSecretKeys,
            Deadline = TimeSpan.FromSeconds(ReadTimeoutSeconds),
            Log = log,
        };

        // Whoever asks for a live cluster must not go on with the one connected before.
        Connect(Context ?? (InCluster ? "in-cluster" : "the current context"), () => ClusterSources.OpenLive(options), isTerminating: true, log);
    }

    private void Connect(string what, Func<IClusterSource> open, bool isTerminating, LiveLog? log = null)
    {
        try
        {
            var clock = Stopwatch.StartNew();
            WriteVerbose($"Reading {what}.");
            var inventory = Await($"Reading {what}", cancellation => open().ReadAsync(cancellation), log);
            WriteVerbose($"Read {inventory.Objects.Count} objects of {inventory.Coverage.Read.Count} kinds from the {inventory.Source} {inventory.Location} in {clock.ElapsedMilliseconds} ms.");
            Report(inventory);
            var cluster = new KubeCluster(inventory, log);
            ClusterSession.Current.Add(cluster);
            ClusterRegistry.Add(cluster);
            WriteObject(cluster);
        }
        catch (SourceException exception)
        {
            var category = exception.ErrorId.EndsWith("NotFound", StringComparison.Ordinal) ? ErrorCategory.ObjectNotFound : ErrorCategory.OpenError;
            var error = new ErrorRecord(exception, exception.ErrorId, category, exception.Target);
            if (isTerminating)
            {
                ThrowTerminatingError(error);
            }

            WriteError(error);
        }
    }

    private void Report(ClusterInventory inventory)
    {
        foreach (var gap in inventory.Coverage.Gaps)
        {
            WriteVerbose($"Not read: {gap}.");
        }

        // What a dump simply does not hold is no news; what is there and could not be read is.
        var gaps = GapOrder.Sort(inventory.Coverage.Gaps.Where(gap => gap.Kind != GapKind.Absent));
        if (gaps.Count > 0)
        {
            WriteWarning($"{gaps.Count} {(gaps.Count == 1 ? "thing" : "things")} of {inventory.Name} could not be read, such as {gaps[0]}. (Get-KubeCluster '{inventory.Name}').Coverage.Gaps lists them.");
        }

        if (ClusterSession.Current.Find(inventory.Name) is { } before && before.Location != inventory.Location)
        {
            WriteWarning($"The name {inventory.Name} now means {inventory.Location}; it meant {before.Location} before.");
        }
    }

    private IEnumerable<string> ResolvePaths(string path)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(path) || System.IO.Path.Exists(GetUnresolvedProviderPathFromPSPath(WildcardPattern.Escape(path))))
        {
            return [GetUnresolvedProviderPathFromPSPath(path)];
        }

        try
        {
            return GetResolvedProviderPathFromPSPath(path, out _);
        }
        catch (ItemNotFoundException)
        {
            // A wildcard without a match is silent.
            return [];
        }
    }
}
