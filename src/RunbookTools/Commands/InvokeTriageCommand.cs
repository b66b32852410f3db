using System.Diagnostics;
using System.Management.Automation;
using RunbookTools.Completion;
using RunbookTools.Engine.Inventory;
using RunbookTools.Engine.Sources;
using RunbookTools.Playbooks;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Finds what is wrong in a cluster or a dump of one, and why: causes with evidence and next steps, victims, what it is not, and what could not be looked at.</para>
/// </summary>
/// <example>
/// <code>Invoke-Triage -Snapshot ./module/samples/checkout-outage</code>
/// <para>Triages a dump.</para>
/// </example>
/// <example>
/// <code>Invoke-Triage -Namespace shop</code>
/// <para>Triages one namespace of the cluster connected last.</para>
/// </example>
/// <example>
/// <code>(Invoke-Triage).Findings | Where-Object Verdict -EQ Confirmed</code>
/// <para>The report is an object.</para>
/// </example>
[Cmdlet(VerbsLifecycle.Invoke, "Triage", DefaultParameterSetName = ConnectedSet)]
[OutputType(typeof(TriageReport))]
public sealed class InvokeTriageCommand : PlaybookCatalogCommand
{
    private const string ConnectedSet = "Connected";
    private const string SnapshotSet = "Snapshot";
    private const string ContextSet = "Context";
    private const int ActivityId = 7201;
    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(1);
    private IPlaybookRunner? _runner;

    /// <summary>Snapshots: support bundles, cluster-info dumps or files of objects; folders, files or .tar.gz. One report each.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = SnapshotSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName", "Path")]
    [SupportsWildcards]
    public string[] Snapshot { get; set; } = [];

    /// <summary>Clusters: their names or what Connect-KubeCluster returned. The one connected last when nothing is given.</summary>
    [Parameter(ParameterSetName = ConnectedSet, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(ClusterCompleter))]
    public KubeCluster? Cluster { get; set; }

    /// <summary>Contexts of the kubeconfig: each cluster is read now.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ContextSet)]
    [ArgumentCompleter(typeof(ContextCompleter))]
    public string[] Context { get; set; } = [];

    /// <summary>The kubeconfig file, in place of KUBECONFIG and the one in the home folder.</summary>
    [Parameter(ParameterSetName = ContextSet)]
    public string? KubeConfig { get; set; }

    /// <summary>Namespaces, with wildcards. All when not given.</summary>
    [Parameter]
    [Alias("ns")]
    [SupportsWildcards]
    public string[]? Namespace { get; set; }

    /// <summary>Ids or names of playbooks, with wildcards. All when not given.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(PlaybookCompleter))]
    public string[]? Playbook { get; set; }

    /// <summary>Ids of symptoms, with wildcards: <c>Pod.*</c>. All when not given.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SymptomCompleter))]
    public string[]? Symptom { get; set; }

    /// <summary>How long one playbook may run on one object, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int TimeoutSeconds { get; set; } = 20;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        var runner = new PlaybookRunner(Catalog, new PlaybookLimits { Time = TimeSpan.FromSeconds(TimeoutSeconds) });
        var chosen = Playbook?.SelectMany(Find).Select(script => script.Info.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        _runner = chosen is null ? runner : new PlaybookSelection(runner, chosen);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case SnapshotSet:
                foreach (var path in Snapshot.SelectMany(Resolve))
                {
                    Triage(path, () => ClusterSources.OpenPath(path));
                }

                break;
            case ContextSet:
                foreach (var context in Context)
                {
                    Triage(context, () => ClusterSources.OpenLive(Live(context)));
                }

                break;
            default:
                Triage(RequireCluster(Cluster).Inventory);
                break;
        }
    }

    /// <summary>How a context is read. One namespace that is named in full is enough for somebody who may read no more.</summary>
    private LiveOptions Live(string context) => new()
    {
        Context = context,
        KubeConfig = KubeConfig is null ? null : GetUnresolvedProviderPathFromPSPath(KubeConfig),
        Namespace = Namespace is [var only] && !WildcardPattern.ContainsWildcardCharacters(only) ? only : null,
    };

    /// <summary>Reads a cluster and triages it. What cannot be read is an error; the others go on.</summary>
    private void Triage(string name, Func<IClusterSource> open)
    {
        ClusterInventory inventory;
        try
        {
            inventory = Wait(name, "Reading", () => open().ReadAsync(Cancellation));
        }
        catch (SourceException exception)
        {
            WriteFailure(exception.ErrorId, exception.ErrorId.EndsWith("NotFound", StringComparison.Ordinal) ? ErrorCategory.ObjectNotFound : ErrorCategory.ReadError, name, exception.Message, exception);
            return;
        }

        // What was triaged can be asked further, as if it had been connected.
        ClusterSession.Current.Add(new KubeCluster(inventory));
        Triage(inventory);
    }

    private void Triage(ClusterInventory inventory)
    {
        if (Namespaces(inventory) is not { } namespaces)
        {
            return;
        }

        bool IsWanted(Symptom symptom) => Matches(Symptom, symptom.Id);
        var report = Wait(inventory.Name, "Testing hypotheses", () => Task.Run(() => TriageRunner.Run(inventory, namespaces, _runner!, IsWanted, Cancellation)));
        WriteVerbose($"{report.Symptoms.Count} symptoms, {report.Counts.Tested} hypotheses in {report.Seconds:0.00} s.");
        WriteObject(report);
    }

    /// <summary>The namespaces meant; empty for all; null when none of those named exists.</summary>
    private List<string>? Namespaces(ClusterInventory inventory)
    {
        if (Namespace is null)
        {
            return [];
        }

        var known = inventory.Objects.Select(item => item is KubeNamespace ? item.Name : item.Namespace).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        var found = new List<string>();
        foreach (var pattern in Namespace)
        {
            var matches = known.Where(name => Matches([pattern], name)).ToList();
            if (matches.Count == 0)
            {
                if (!WildcardPattern.ContainsWildcardCharacters(pattern))
                {
                    WriteFailure("NamespaceNotFound", ErrorCategory.ObjectNotFound, pattern, $"There is no namespace '{pattern}' in {inventory.Name}.");
                }
                else
                {
                    WriteWarning($"No namespace of {inventory.Name} matches '{pattern}'.");
                }
            }

            found.AddRange(matches);
        }

        return found.Count == 0 ? null : [.. found.Distinct()];
    }

    private IEnumerable<string> Resolve(string path)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(path) || SessionState.InvokeProvider.Item.Exists(WildcardPattern.Escape(path)))
        {
            return [SessionState.Path.GetUnresolvedProviderPathFromPSPath(path)];
        }

        try
        {
            return GetResolvedProviderPathFromPSPath(path, out _);
        }
        catch (Exception exception) when (exception is SessionStateException)
        {
            WriteFailure("PathNotFound", ErrorCategory.ObjectNotFound, path, $"There is no file or folder '{path}'.", exception);
            return [];
        }
    }

    /// <summary>Waits for work that runs elsewhere; shows progress when it takes longer than a second.</summary>
    private T Wait<T>(string name, string doing, Func<Task<T>> start)
    {
        var clock = Stopwatch.StartNew();
        var shown = false;
        var task = start();
        try
        {
            while (!task.Wait(shown ? 250 : 100, Cancellation))
            {
                if (clock.Elapsed >= s_quiet)
                {
                    shown = true;
                    WriteProgress(new ProgressRecord(ActivityId, "Triage of " + name, $"{doing} ({clock.Elapsed.TotalSeconds:0} s)"));
                }
            }
        }
        catch (AggregateException)
        {
            // Thrown again below, as it is.
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
        finally
        {
            if (shown)
            {
                WriteProgress(new ProgressRecord(ActivityId, "Triage of " + name, doing) { RecordType = ProgressRecordType.Completed });
            }
        }

        return task.GetAwaiter().GetResult();
    }

    private static bool Matches(string[]? patterns, string text) =>
        patterns is null || patterns.Any(pattern => WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch(text));
}
