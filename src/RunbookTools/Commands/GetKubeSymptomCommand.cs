using System.Management.Automation;
using RunbookTools.Completion;
using RunbookTools.Engine.Hypotheses;
using RunbookTools.Engine.Inventory;
using RunbookTools.Engine.Symptoms;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Gets what is visibly wrong in a cluster, without asking why.</para>
/// </summary>
/// <example>
/// <code>Get-KubeSymptom -Namespace shop</code>
/// <para>What is visibly wrong, before anybody asks why.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "KubeSymptom")]
[OutputType(typeof(Symptom))]
public sealed class GetKubeSymptomCommand : KubeCommand
{
    private readonly Dictionary<string, IReadOnlyList<Symptom>> _found = new(StringComparer.Ordinal);
    private readonly HashSet<Symptom> _written = [];

    /// <summary>Ids of symptoms, with wildcards: <c>Pod.*</c>.</summary>
    [Parameter(Position = 0)]
    [Alias("Symptom")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SymptomCompleter))]
    public string[]? Id { get; set; }

    /// <summary>Namespaces, with wildcards. Symptoms of nodes and of other things without a namespace are left out when it is used.</summary>
    [Parameter]
    [Alias("ns")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    public string[]? Namespace { get; set; }

    /// <summary>How bad it has to look at least. Without it what is no fault in itself (Info) is shown too.</summary>
    [Parameter]
    public Severity Severity { get; set; } = Severity.Info;

    /// <summary>The cluster: its name or what Connect-KubeCluster returned. The one connected last when not given.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ClusterCompleter))]
    public KubeCluster? Cluster { get; set; }

    /// <summary>An object whose symptoms are meant: a pod, a workload with its pods, a service, a node, a namespace with all in it.</summary>
    [Parameter(ValueFromPipeline = true)]
    public object? Target { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var item = Target.Unwrap();
        if (item is KubeCluster given)
        {
            Write(Find(given.Inventory));
            return;
        }

        var target = item is null ? null : Exhibits.TargetOf(item);
        if (item is not null && target is null)
        {
            WriteFailure("NotAnObject", ErrorCategory.InvalidArgument, item, $"'{item}' is no object of a cluster. Pipe in what a Get-Kube command gave.");
            return;
        }

        var inventory = RequireCluster(Cluster, target?.Cluster).Inventory;
        var symptoms = Find(inventory);
        Write(target is null ? symptoms : symptoms.Where(symptom => IsAbout(inventory, symptom, target)));
    }

    private static bool IsAbout(ClusterInventory inventory, Symptom symptom, KubeTarget target) => target.Kind switch
    {
        "Namespace" => symptom.Object.Namespace == target.Name || IsSame(symptom.Object, target),
        "Node" => IsSame(symptom.Object, target) || inventory.Find(symptom.Object) is KubePod pod && pod.Node == target.Name,
        _ => IsSame(symptom.Object, target) || IsSame(symptom.Owner, target)
            || (inventory.Find(symptom.Object) is { } item && inventory.OwnerOf(item) is { } owner && IsSame(owner.Target, target)),
    };

    private static bool IsSame(KubeTarget left, KubeTarget right) => (left.Kind, left.Namespace, left.Name) == (right.Kind, right.Namespace, right.Name);

    private static bool Matches(string[]? patterns, string? text) =>
        patterns is null || (text is not null && patterns.Any(pattern => WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch(text)));

    private IReadOnlyList<Symptom> Find(ClusterInventory inventory)
    {
        if (!_found.TryGetValue(inventory.Name, out var symptoms))
        {
            RequireKind(inventory, "Pod");
            symptoms = _found[inventory.Name] = SymptomFinder.Find(inventory, []);
        }

        return symptoms;
    }

    private void Write(IEnumerable<Symptom> symptoms)
    {
        foreach (var symptom in symptoms)
        {
            if (symptom.Severity <= Severity && Matches(Id, symptom.Id) && Matches(Namespace, symptom.Object.Namespace) && _written.Add(symptom))
            {
                WriteObject(symptom);
            }
        }
    }
}
