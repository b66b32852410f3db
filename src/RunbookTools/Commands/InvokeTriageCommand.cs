using System.Management.Automation;
using RunbookTools.Completion;
using RunbookTools.Engine.Inventory;
using RunbookTools.Engine.Primitives;
using RunbookTools.Engine.Sources;
using RunbookTools.Engine.Sources.Live;
using RunbookTools.Engine.Triage;
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
/// <code>Invoke-Triage -Context prod-eu, prod-us | Export-TriageReport -Path ./triage</code>
/// <para>Reads and triages live clusters side by side; each report says which cluster it is of. Nothing is ever written to them.</para>
/// </example>
/// <example>
/// <code>Invoke-Triage -Suppress 'NodeCordoned@Node//worker-2=2026-12-31 waits for a disk'</code>
/// <para>Leaves out a finding that is known, until a day; the report says so.</para>
/// </example>
/// <example>
/// <code>Invoke-Triage -Snapshot ./module/samples/checkout-outage -Hygiene</code>
/// <para>Says what is untidy besides: a line for each cause, after what is broken.</para>
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
    private readonly List<Suppression> _suppressions = [];
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

    /// <summary>Contexts of the kubeconfig: each cluster is read now, several at the same time. One report each. The current one when only -KubeConfig is given.</summary>
    [Parameter(ParameterSetName = ContextSet)]
    [ArgumentCompleter(typeof(ContextCompleter))]
    public string[] Context { get; set; } = [];

    /// <summary>The kubeconfig file, in place of KUBECONFIG and the one in the home folder.</summary>
    [Parameter(ParameterSetName = ContextSet)]
    public string? KubeConfig { get; set; }

    /// <summary>Read the type and the key names of secrets too, and the dates and names of TLS certificates, which takes the right to list them. Values are never kept.</summary>
    [Parameter(ParameterSetName = ContextSet)]
    public SwitchParameter IncludeSecretKeys { get; set; }

    /// <summary>How long reading a live cluster may take, in seconds. What is not read by then is named as not looked at.</summary>
    [Parameter(ParameterSetName = ContextSet)]
    [ValidateRange(1, 86400)]
    public int ReadTimeoutSeconds { get; set; } = 180;

    /// <summary>Namespaces, with wildcards. All when not given.</summary>
    [Parameter]
    [Alias("ns")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
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

    /// <summary>
    /// Findings not to be told of, until a day and for a reason: <c>RequestsMissing@Deployment/shop/batch-*=2026-12-31 moves in December</c>. Without an object it holds
    /// for every one. They are counted and listed, and never make a cluster healthy. So do annotations <c>suppress.runbooktools/Cause</c> with a day and a reason.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(SuppressionCompleter))]
    public string[] Suppress { get; set; } = [];

    /// <summary>Files of suppressions, in YAML: <c>suppressions:</c>, a list of <c>cause</c>, <c>object</c>, <c>until</c> and <c>reason</c>.</summary>
    [Parameter]
    public string[] SuppressionPath { get; set; } = [];

    /// <summary>Look at what works for tidiness too: limits, probes, images, rights, what nobody uses. Such findings have the severity Info and come last.</summary>
    [Parameter]
    public SwitchParameter Hygiene { get; set; }

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
        ReadSuppressions();

        // One that nothing is looked into for would find nothing, and say so of every cluster.
        foreach (var id in (Symptom ?? []).Where(id => !WildcardPattern.ContainsWildcardCharacters(id)))
        {
            if (Catalog.WhyNoSymptom(id) is { } why)
            {
                WriteFailure("SymptomNotFound", ErrorCategory.ObjectNotFound, id, why);
            }
        }
    }

    private string Status() => $"{_runner!.Progress}";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case SnapshotSet:
                foreach (var path in Snapshot.SelectMany(Resolve))
                {
                    TriageSnapshot(path);
                }

                break;
            case ContextSet:
                TriageAll(Context.Length == 0 ? [null] : [.. Context.Distinct(StringComparer.Ordinal)]);
                break;
            default:
                var connected = RequireCluster(Cluster);
                Write(Await($"Triage of {connected}", _ => Triage(connected.Inventory), connected.Log, Status), connected.Log);
                break;
        }
    }

    /// <summary>Reads a snapshot and triages it. What cannot be read is an error; the others go on.</summary>
    private void TriageSnapshot(string path)
    {
        try
        {
            Write(Await($"Triage of {path}", _ => TriageAsync(ClusterSources.OpenPath(path)), status: Status));
        }
        catch (SourceException exception)
        {
            WriteFailure(path, exception);
        }
    }

    /// <summary>Reads and triages clusters side by side. Each is written when it is done, so that one that hangs holds up no other.</summary>
    /// <param name="contexts">The contexts; null for the current one.</param>
    private void TriageAll(IReadOnlyList<string?> contexts)
    {
        var log = new LiveLog();
        var running = contexts.Select(context => (Name: context ?? "the current context", Task: Task.Run(() => TriageAsync(ClusterSources.OpenLive(Live(context, log)))))).ToList();
        var waiting = running.ConvertAll(each => each.Task);
        while (waiting.Count > 0)
        {
            var done = Await($"Triage of {string.Join(", ", running.Select(each => each.Name))}", _ => Task.WhenAny(waiting), log, Status);
            waiting.Remove(done);
            var name = running.Find(each => each.Task == done).Name;
            try
            {
                Write(done.GetAwaiter().GetResult(), log);
            }
            catch (SourceException exception)
            {
                WriteFailure(name, exception);
            }
            catch (OperationCanceledException) when (Cancellation.IsCancellationRequested)
            {
                throw new PipelineStoppedException();
            }
        }

        // Whichever was done last, the one named last is the one worked on.
        foreach (var (_, task) in running.Where(each => each.Task.IsCompletedSuccessfully))
        {
            ClusterSession.Current.Add(new KubeCluster(task.Result.Inventory, log));
        }
    }

    /// <summary>How a context is read. Namespaces that are named in full are enough for somebody who may read no more.</summary>
    private LiveOptions Live(string? context, LiveLog log) => new()
    {
        Context = context,
        KubeConfig = KubeConfig is null ? null : GetUnresolvedProviderPathFromPSPath(KubeConfig),
        Namespaces = Namespace is not null && !Namespace.Any(WildcardPattern.ContainsWildcardCharacters) ? Namespace : [],
        IncludeSecretKeys = IncludeSecretKeys,
        Deadline = TimeSpan.FromSeconds(ReadTimeoutSeconds),
        Log = log,
    };

    private async Task<Triaged> TriageAsync(IClusterSource source)
    {
        var inventory = await source.ReadAsync(Cancellation).ConfigureAwait(false);
        return await OwnThreads.Start(() => Triage(inventory), Cancellation).ConfigureAwait(false);
    }

    private Triaged Triage(ClusterInventory inventory)
    {
        var (namespaces, absent) = Namespaces(inventory);
        if (Namespace is not null && namespaces.Count == 0)
        {
            return new Triaged(inventory, null, absent, []);
        }

        var misread = new List<(KubeTarget Object, string What)>();

        // Every object is looked at, and nothing needs it before the end.
        var annotated = Task.Run(() => SuppressionText.Of(inventory, (target, what) => misread.Add((target, what)), Unknown));
        var report = TriageRunner.Run(inventory, namespaces, _runner!, symptom => Matches(Symptom, symptom), Hygiene, Cancellation);
        var suppressions = _suppressions.Concat(annotated.GetAwaiter().GetResult()).ToList();
        return new Triaged(
            inventory, SuppressionRules.Apply(report, suppressions, target => inventory.Find(target) is { } item ? inventory.RootTargetOf(item) : target), absent, misread);
    }

    /// <summary>Reads what is suppressed by flag and by file. One that is not understood is an error, and hides nothing.</summary>
    private void ReadSuppressions()
    {
        foreach (var line in Suppress)
        {
            try
            {
                Add(SuppressionText.Parse(line), line);
            }
            catch (FormatException exception)
            {
                WriteFailure("SuppressionInvalid", ErrorCategory.InvalidArgument, line, exception.Message, exception);
            }
        }

        foreach (var path in SuppressionPath.Select(GetUnresolvedProviderPathFromPSPath))
        {
            try
            {
                SuppressionText.Load(path).ToList().ForEach(item => Add(item, path));
            }
            catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException)
            {
                WriteFailure("SuppressionInvalid", ErrorCategory.InvalidData, path, exception.Message, exception);
            }
        }
    }

    private void Add(Suppression item, object given)
    {
        if (Unknown(item.Cause) is { } why)
        {
            WriteFailure("SuppressionInvalid", ErrorCategory.ObjectNotFound, given, $"A suppression hides nothing: {why}");
        }
        else
        {
            _suppressions.Add(item);
        }
    }

    /// <summary>What is wrong with a cause that is to be suppressed; null when there is one of that name.</summary>
    private string? Unknown(string cause)
    {
        var known = Catalog.Causes.All.Select(each => each.Id).ToList();
        if (known.Exists(id => SuppressionRules.FitsCause(cause, id)))
        {
            return null;
        }

        var near = Names.NearMiss(cause, known);
        return near is null ? $"there is no cause '{cause}'. (Get-Playbook).Causes lists them." : $"there is no cause '{cause}'. Is {near} meant?";
    }

    private void Write(Triaged triaged, LiveLog? log = null)
    {
        // What was triaged can be asked further, as if it had been connected.
        var cluster = new KubeCluster(triaged.Inventory, log);
        if (ParameterSetName != ConnectedSet)
        {
            ClusterSession.Current.Add(cluster);
            ClusterRegistry.Add(cluster);
        }

        foreach (var pattern in triaged.Absent)
        {
            if (WildcardPattern.ContainsWildcardCharacters(pattern))
            {
                WriteWarning($"No namespace of {cluster} matches '{pattern}'.");
            }
            else
            {
                WriteFailure("NamespaceNotFound", ErrorCategory.ObjectNotFound, pattern, $"There is no namespace '{pattern}' in {cluster}.");
            }
        }

        foreach (var (item, what) in triaged.Misread)
        {
            WriteFailure("SuppressionInvalid", ErrorCategory.InvalidData, item, $"A suppression on {item} hides nothing, because it is not understood: {what}");
        }

        if (triaged.Report is { } report)
        {
            WriteVerbose($"{report.Symptoms.Count} symptoms, {report.Counts.Tested} hypotheses in {report.Seconds:0.00} s.");
            WriteObject(report);
        }
    }

    private void WriteFailure(string name, SourceException exception) => WriteFailure(
        exception.ErrorId,
        exception.ErrorId.EndsWith("NotFound", StringComparison.Ordinal) ? ErrorCategory.ObjectNotFound : ErrorCategory.ReadError,
        name,
        exception.Message,
        exception);

    /// <summary>The namespaces meant, empty for all, and the patterns that mean none. A name is taken for granted where namespaces cannot be listed.</summary>
    private (List<string> Found, List<string> Absent) Namespaces(ClusterInventory inventory)
    {
        if (Namespace is null)
        {
            return ([], []);
        }

        var known = inventory.Objects.Select(item => item is KubeNamespace ? item.Name : item.Namespace).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        var found = new List<string>();
        var absent = new List<string>();
        foreach (var pattern in Namespace)
        {
            var matches = known.Where(name => Matches([pattern], name)).ToList();
            if (matches.Count == 0 && inventory.GapFor("Namespace") is { Kind: not GapKind.Absent } && !WildcardPattern.ContainsWildcardCharacters(pattern))
            {
                matches.Add(pattern);
            }

            (matches.Count == 0 ? absent : found).AddRange(matches.Count == 0 ? [pattern] : matches);
        }

        return ([.. found.Distinct()], absent);
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

    private static bool Matches(string[]? patterns, string text) =>
        patterns is null || patterns.Any(pattern => WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch(text));

    /// <summary>What came of one cluster.</summary>
    /// <param name="Inventory">The cluster.</param>
    /// <param name="Report">The report; null when none of the namespaces asked for exists.</param>
    /// <param name="Absent">Patterns that match no namespace.</param>
    /// <param name="Misread">Annotations that ought to suppress something and are not understood.</param>
    private sealed record Triaged(
        ClusterInventory Inventory, TriageReport? Report, IReadOnlyList<string> Absent, IReadOnlyList<(KubeTarget Object, string What)> Misread);
}
