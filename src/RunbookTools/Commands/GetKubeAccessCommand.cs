using System.Management.Automation;
using RunbookTools.Completion;
using RunbookTools.Engine.Sources;
using RunbookTools.Engine.Sources.Live;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Tells what one may read of a cluster, and gives the smallest roles and bindings that would let one read the rest.</para>
/// </summary>
/// <example>
/// <code>Get-KubeAccess</code>
/// <para>Of the cluster connected last, from what was read and what was refused. No request is sent.</para>
/// </example>
/// <example>
/// <code>Get-KubeAccess -Context prod -Namespace shop</code>
/// <para>Asks a live cluster before anything is read of it.</para>
/// </example>
/// <example>
/// <code>(Get-KubeAccess).Manifest</code>
/// <para>The YAML alone, for somebody with the right to grant it: they pipe it to kubectl apply -f -. This module never does.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "KubeAccess", DefaultParameterSetName = "Connected")]
[OutputType(typeof(KubeAccess))]
public sealed class GetKubeAccessCommand : KubeCommand
{
    /// <summary>A cluster: its name or what Connect-KubeCluster returned. The one connected last when not given.</summary>
    [Parameter(Position = 0, ParameterSetName = "Connected", ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(ClusterCompleter))]
    public KubeCluster? Cluster { get; set; }

    /// <summary>Contexts of the kubeconfig: each cluster is asked now. The current one when only -KubeConfig is given.</summary>
    [Parameter(ParameterSetName = "Context")]
    [ArgumentCompleter(typeof(ContextCompleter))]
    public string[] Context { get; set; } = [];

    /// <summary>The kubeconfig file, in place of KUBECONFIG and the one in the home folder.</summary>
    [Parameter(ParameterSetName = "Context")]
    public string? KubeConfig { get; set; }

    /// <summary>Ask the cluster of the pod this runs in, as its service account.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "InCluster")]
    public SwitchParameter InCluster { get; set; }

    /// <summary>The namespaces one wants to read. When not given, those that can be read where not all can.</summary>
    [Parameter]
    [Alias("ns")]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    public string[] Namespace { get; set; } = [];

    /// <summary>Grant listing secrets too. Who may list them may read their values; a triage uses their names only.</summary>
    [Parameter]
    public SwitchParameter IncludeSecrets { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == "Connected")
        {
            var cluster = RequireCluster(Cluster);
            if (cluster.Inventory.Origin is { IsLive: true })
            {
                WriteObject(AccessReport.Of(cluster.Inventory, Namespace, IncludeSecrets));
            }
            else
            {
                WriteFailure(
                    "LiveClusterNotFound", ErrorCategory.InvalidArgument, cluster,
                    $"{cluster} is a {cluster.Inventory.Source}, which says nothing of rights: what is missing in it nobody may have asked for. Use -Context for a live cluster.");
            }

            return;
        }

        foreach (var context in InCluster || Context.Length == 0 ? [null] : Context.Distinct(StringComparer.Ordinal).Cast<string?>())
        {
            Ask(context);
        }
    }

    private void Ask(string? context)
    {
        var log = new LiveLog();
        var options = new LiveOptions
        {
            Context = context,
            KubeConfig = KubeConfig is null ? null : GetUnresolvedProviderPathFromPSPath(KubeConfig),
            InCluster = InCluster,
            Namespaces = Namespace,
            Log = log,
        };
        try
        {
            WriteObject(Await($"Asking {context ?? "the cluster"} what one may read", cancellation => AccessReport.AskAsync(options, IncludeSecrets, cancellation), log));
        }
        catch (SourceException exception)
        {
            var category = exception.ErrorId.EndsWith("NotFound", StringComparison.Ordinal) ? ErrorCategory.ObjectNotFound : ErrorCategory.OpenError;
            WriteFailure(exception.ErrorId, category, context ?? exception.Target, exception.Message, exception);
        }
    }
}
