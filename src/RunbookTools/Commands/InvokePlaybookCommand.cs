using System.Management.Automation;
using RunbookTools.Completion;
using RunbookTools.Engine.Hypotheses;
using RunbookTools.Engine.Inventory;
using RunbookTools.Engine.Symptoms;
using RunbookTools.Playbooks;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Runs playbooks on objects of a cluster and writes what became of each hypothesis.</para>
/// </summary>
/// <example>
/// <code>Invoke-Playbook CrashLoop -Namespace shop</code>
/// <para>Runs a playbook on every object that shows its symptom.</para>
/// </example>
/// <example>
/// <code>Get-KubePod payments-* | Invoke-Playbook CrashLoop | Where-Object Verdict -EQ Confirmed</code>
/// <para>Runs it on given pods and keeps what is confirmed.</para>
/// </example>
[Cmdlet(VerbsLifecycle.Invoke, "Playbook")]
[OutputType(typeof(HypothesisResult))]
public sealed class InvokePlaybookCommand : PlaybookCatalogCommand
{
    private readonly List<object> _targets = [];
    private IReadOnlyList<Symptom>? _symptoms;
    private ILookup<KubeTarget, Symptom>? _symptomsOf;

    /// <summary>Ids or names of playbooks, with wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(PlaybookCompleter))]
    public string[] Playbook { get; set; } = [];

    /// <summary>Names of the objects, or of the workloads whose pods are meant, with wildcards. Without it: every object that shows a symptom the playbook is for.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Namespaces, with wildcards.</summary>
    [Parameter]
    [Alias("ns")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    public string[]? Namespace { get; set; }

    /// <summary>The objects to run on.</summary>
    [Parameter(ValueFromPipeline = true)]
    public object? Target { get; set; }

    /// <summary>The cluster: its name or what Connect-KubeCluster returned. The one connected last when not given.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ClusterCompleter))]
    public KubeCluster? Cluster { get; set; }

    /// <summary>How long one playbook may run on one object, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int TimeoutSeconds { get; set; } = 20;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Target is not null)
        {
            _targets.Add(Target.Unwrap());
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var inventory = RequireCluster(Cluster, _targets.Select(target => Exhibits.TargetOf(target)?.Cluster).FirstOrDefault()).Inventory;
        var runner = new PlaybookRunner(Catalog, new PlaybookLimits { Time = TimeSpan.FromSeconds(TimeoutSeconds) });
        var scripts = Playbook.SelectMany(Find).Distinct().ToList();
        var work = scripts.SelectMany(script => Targets(script.Info, inventory).Select(target => new PlaybookWork(script.Info, target)))
            .ToList();
        if (work.Count == 0 && scripts.Count > 0)
        {
            WriteWarning("Nothing to run on: no object of that name, and none that shows a symptom these playbooks are for.");
        }

        var run = runner.Run(work, inventory, Cancellation);
        WriteObject(run.Results.Select(result => Since(result, inventory)), enumerateCollection: true);
        foreach (var failure in run.Failures)
        {
            WriteFailure(failure.ErrorId, ErrorCategory.InvalidOperation, failure.Object, $"{failure.Playbook} on {failure.Object}: {failure.Message}");
        }
    }

    // As a triage has it: also since when the object shows a symptom, which may be longer than what speaks for one hypothesis.
    private HypothesisResult Since(HypothesisResult result, ClusterInventory inventory)
    {
        var since = (_symptomsOf ??= Symptoms(inventory).ToLookup(symptom => symptom.Object))[result.TestedOn].Where(symptom => symptom.Since is not null).MinBy(symptom => symptom.Since);
        return result.Verdict is Verdict.Confirmed or Verdict.Likely && since is not null && !(result.Since <= since.Since)
            ? result with { Since = since.Since, SinceAtLatest = since.SinceAtLatest }
            : result;
    }

    private IReadOnlyList<Symptom> Symptoms(ClusterInventory inventory) => _symptoms ??= SymptomFinder.Find(inventory, []);

    private IEnumerable<KubeObject> Targets(PlaybookInfo playbook, ClusterInventory inventory)
    {
        if (_targets.Count > 0)
        {
            return _targets.Select(target => target as KubeObject ?? (Exhibits.TargetOf(target) is { } name ? inventory.Find(name) : null))
                .OfType<KubeObject>()
                .SelectMany(target => PlaybookSubject.Expand(playbook, target, inventory));
        }

        if (Name is null)
        {
            return Symptoms(inventory).Concat(playbook.Subject == "hygiene" ? HygieneFinder.Find(inventory, []) : [])
                .Where(symptom => playbook.Symptoms.Contains(symptom.Id) && Matches(Namespace, symptom.Object.Namespace))
                .Select(symptom => inventory.Find(symptom.Object)).OfType<KubeObject>().Distinct();
        }

        var exact = PlaybookSubject.Of(playbook, inventory).Where(item => Matches(Name, item.Name) && Matches(Namespace, item.Namespace)).ToList();
        return exact.Count > 0
            ? exact
            : inventory.All<KubeWorkload>().Where(item => Matches(Name, item.Name) && Matches(Namespace, item.Namespace))
                .SelectMany(item => PlaybookSubject.Expand(playbook, item, inventory)).Distinct();
    }

    private static bool Matches(string[]? patterns, string? value) =>
        patterns is null || patterns.Any(pattern => WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch(value ?? ""));
}
