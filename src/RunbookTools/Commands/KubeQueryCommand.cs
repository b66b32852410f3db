using System.Collections;
using System.Management.Automation;
using RunbookTools.Completion;
using RunbookTools.Engine.Inventory;
using RunbookTools.Engine.Primitives;
using RunbookTools.Playbooks;

namespace RunbookTools.Commands;

/// <summary>What every query takes: names with wildcards, namespaces, labels, a cluster, or objects from the pipeline.</summary>
[PlaybookCommand]
public abstract class KubeQueryCommand : KubeCommand
{
    private readonly HashSet<object> _written = new(ReferenceEqualityComparer.Instance);
    private HashSet<string>? _checkedNamespaces;
    private HashSet<string>? _absentNamespaces;
    private NameFilter _names = NameFilter.All;
    private NameFilter _namespaces = NameFilter.All;
    private KubeSelector? _selector;

    /// <summary>Names, with wildcards.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NameCompleter))]
    public virtual string[]? Name { get; set; }

    /// <summary>Namespaces, with wildcards. The cluster's default namespace, or all, when not given.</summary>
    [Parameter]
    [Alias("ns")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    public string[]? Namespace { get; set; }

    /// <summary>Labels, as kubectl takes them: <c>app=web,tier!=cache,env in (a,b)</c>.</summary>
    [Parameter]
    [Alias("l")]
    [ArgumentCompleter(typeof(LabelCompleter))]
    public string? Selector { get; set; }

    /// <summary>The cluster: its name or what Connect-KubeCluster returned. The one connected last when not given.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ClusterCompleter))]
    public KubeCluster? Cluster { get; set; }

    /// <summary>An object to start from: a workload, service, node, namespace, pod, container, symptom or finding.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    public object? Target { get; set; }

    /// <summary>The kind an exact name is looked for among, in errors: <c>Pod</c> gives <c>PodNotFound</c>.</summary>
    internal abstract string Noun { get; }

    /// <summary>True when of a target that names a pod and a node the node is meant.</summary>
    internal virtual bool WantsNode => false;

    /// <summary>True when an absent name or target is an error: at the prompt. In a playbook nothing found is an answer.</summary>
    internal static bool IsAbsenceAnError => ClusterSession.Current.Playbook is null;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _names = NameFilter.Of(Name);
        _namespaces = NameFilter.Of(Namespace);
        if (Selector is not null)
        {
            try
            {
                _selector = Selectors.Parse(Selector);
            }
            catch (FormatException exception)
            {
                Fail("InvalidSelector", ErrorCategory.InvalidArgument, Selector, exception.Message, exception);
            }
        }
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        if (!HasInput && !Gives(nameof(Target)))
        {
            Start(new QueryStart(RequireCluster(Cluster)));
            return;
        }

        foreach (var item in Items(Target))
        {
            if (!TakesWhole(item.Unwrap()) && Resolve(item) is { } start)
            {
                Start(start);
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!IsAbsenceAnError)
        {
            return;
        }

        foreach (var name in _names.Missing)
        {
            WriteNotFound(name);
        }
    }

    /// <summary>True when an object from the pipeline is itself what is worked on, not where to start from.</summary>
    internal virtual bool TakesWhole(object item) => false;

    /// <summary>Answers for one start.</summary>
    internal abstract void Query(QueryStart start);

    /// <summary>All objects of a record type in the namespaces asked for; of the whole cluster where these have wildcards.</summary>
    internal IEnumerable<T> AllWanted<T>(QueryStart start)
        where T : KubeObject => OnlyNamespaces(start) is { } only ? only.SelectMany(start.Inventory.AllIn<T>) : start.Inventory.All<T>();

    /// <summary>All objects of a kind in the namespaces asked for; of the whole cluster where these have wildcards.</summary>
    internal IEnumerable<KubeObject> AllWanted(QueryStart start, string kind) => OnlyNamespaces(start) is { } only && KindTable.Find(kind) is { IsNamespaced: true }
        ? only.SelectMany(ns => start.Inventory.OfKind(kind, ns))
        : start.Inventory.OfKind(kind);

    /// <summary>True when an object is in the namespaces, of the names and with the labels that were asked for.</summary>
    /// <param name="start">The start; when it is an object its namespace is not asked again.</param>
    /// <param name="item">The object.</param>
    internal bool IsWanted(QueryStart start, KubeObject item) =>
        IsNamespaceWanted(start, item.Namespace) && AreLabelsWanted(item) && _names.Matches(item.Name);

    /// <summary>True when a name is among those asked for.</summary>
    internal bool IsNameWanted(string name) => _names.Matches(name);

    /// <summary>True when the labels of an object are those asked for.</summary>
    internal bool AreLabelsWanted(KubeObject item) => _selector?.Matches(item.Labels) ?? true;

    /// <summary>True when a namespace is among those asked for. Cluster-wide objects are in none and always pass unless one is named.</summary>
    internal bool IsNamespaceWanted(QueryStart start, string? ns)
    {
        if (Namespace is not null)
        {
            return ns is null ? _namespaces.IsAll : _namespaces.Matches(ns);
        }

        return ns is null || start.Object is not null || DefaultNamespace(start) is not { } only || ns == only;
    }

    /// <summary>Says that kinds are needed for an answer, in the namespaces it is about.</summary>
    internal void RequireKinds(QueryStart start, params IEnumerable<string> kinds)
    {
        foreach (var kind in kinds)
        {
            if (KindTable.Find(kind) is { IsNamespaced: false })
            {
                RequireKind(start.Inventory, kind);
                continue;
            }

            foreach (var scope in Scopes(start))
            {
                RequireKind(start.Inventory, kind, scope);
            }
        }
    }

    /// <summary>
    /// Says that kinds would make an answer more complete. A playbook is told as it is with <see cref="RequireKinds"/>; at the prompt it is a
    /// matter of <c>-Verbose</c>.
    /// </summary>
    internal void NoteKinds(QueryStart start, params IEnumerable<string> kinds)
    {
        if (ClusterSession.Current.Playbook is not null)
        {
            RequireKinds(start, kinds);
            return;
        }

        foreach (var gap in kinds.Select(kind => start.Inventory.GapFor(kind, Scopes(start).FirstOrDefault())).OfType<CoverageGap>())
        {
            WriteVerbose($"Not read: {gap}.");
        }
    }

    /// <summary>
    /// Says that a list of several kinds is needed. At the prompt a kind the source does not have at all is no error as long as it has another.
    /// </summary>
    internal void RequireListed(QueryStart start, IReadOnlyList<string> kinds)
    {
        var absent = kinds.Where(kind => start.Inventory.GapFor(kind, Scopes(start).FirstOrDefault()) is { Kind: GapKind.Absent }).ToList();
        var isPartial = absent.Count < kinds.Count;
        NoteKinds(start, isPartial ? absent : []);
        RequireKinds(start, isPartial ? kinds.Except(absent) : kinds);
    }

    /// <summary>Names that could have been meant by one that is absent.</summary>
    internal virtual IEnumerable<string> KnownNames(ClusterInventory inventory) => inventory.OfKind(Noun).Select(item => item.Name);

    /// <summary>Writes those of some objects that were asked for, each once however many targets lead to it.</summary>
    /// <returns>How many were written.</returns>
    internal int WriteWanted(QueryStart start, IEnumerable<KubeObject> items, Func<KubeObject, object>? shape = null)
    {
        var count = 0;
        foreach (var item in items)
        {
            if (Stopping)
            {
                break;
            }

            if (IsWanted(start, item) && _written.Add(item))
            {
                WriteObject(shape is null ? item : shape(item));
                count++;
            }
        }

        return count;
    }

    /// <summary>True the first time an object comes by.</summary>
    internal bool IsFirst(object item) => _written.Add(item);

    /// <summary>Says that an exact name is absent.</summary>
    internal virtual void WriteNotFound(string name)
    {
        var cluster = Cluster ?? ClusterSession.Current.Default;
        var near = cluster is null ? null : Names.NearMiss(name, KnownNames(cluster.Inventory).Distinct());
        var where = Namespace is null ? cluster?.DefaultNamespace is { } ns ? $" in namespace {ns}" : "" : $" in namespace {string.Join(", ", Namespace)}";
        var hint = near is null ? "" : $" Is {near} meant?";
        WriteFailure($"{Noun}NotFound", ErrorCategory.ObjectNotFound, name, $"There is no {Noun} '{name}'{where}{(cluster is null ? "" : $"{(where.Length == 0 ? " in" : " of")} cluster {cluster}")}.{hint}");
    }

    /// <summary>The namespaces asked for, when they are known by name; null when all have to be looked through.</summary>
    private IEnumerable<string>? OnlyNamespaces(QueryStart start) =>
        Namespace is null ? DefaultNamespace(start) is { } only ? [only] : null
        // Names of namespaces have no capitals; one that is written with them is matched, as all names are.
        : _namespaces.IsExact && !_namespaces.Exact.Any(name => name.Any(char.IsUpper)) ? _namespaces.Exact.Order(StringComparer.Ordinal)
        : null;

    private static IEnumerable<object> Items(object? target)
    {
        var value = target.Unwrap();
        return value switch
        {
            null => [],
            PSCustomObject => [target!],
            string or IDictionary => [target!],
            IEnumerable items => items.Cast<object?>().OfType<object>(),
            _ => [target!],
        };
    }

    private IEnumerable<string?> Scopes(QueryStart start) =>
        Namespace is not null ? _namespaces.IsExact ? _namespaces.Exact.Except(_absentNamespaces ?? []).Cast<string?>() : [null]
        : start.Object is KubeNamespace ns ? [ns.Name]
        : start.Object is not null ? [start.Object.Namespace]
        : [DefaultNamespace(start)];

    // A playbook asks about the cluster, wherever the person who runs it stands: only what of it was read bounds it.
    private static string? DefaultNamespace(QueryStart start) =>
        ClusterSession.Current.Playbook is not null && start.Inventory.GapFor("Pod") is null ? null : start.Cluster.DefaultNamespace;

    private void Start(QueryStart start)
    {
        if (!Stopping)
        {
            CheckNamespaces(start);
            Query(start);
        }
    }

    private QueryStart? Resolve(object item)
    {
        if (TargetReference.Read(item, WantsNode) is not { } reference)
        {
            WriteFailure(
                "TargetNotUnderstood", ErrorCategory.InvalidArgument, item,
                $"'{item}' is no object of a cluster: it has no Kind and Name. Names are given with -Name, as text they are kind/name.");
            return null;
        }

        var cluster = reference.Whole ?? RequireCluster(Cluster, reference.Cluster);
        if (reference.Target is not { } target)
        {
            return new QueryStart(cluster);
        }

        var kind = KindTable.Find(target.Kind)?.Kind ?? target.Kind;
        var ns = KindTable.Find(kind) is { IsNamespaced: false } ? null : target.Namespace ?? cluster.DefaultNamespace;
        var found = cluster.Inventory.Find(kind, ns, target.Name)
            ?? (target.Namespace is null ? cluster.Inventory.OfKind(kind).Where(other => other.Name == target.Name).Take(2).ToArray() is [var only] ? only : null : null);
        if (found is not null)
        {
            return new QueryStart(cluster, found, reference.Container);
        }

        // An object of its own stands for itself, wherever it came from.
        if (item is PSObject { BaseObject: KubeObject given } && given is not KubeEvent)
        {
            return new QueryStart(cluster, given, reference.Container);
        }

        if (RequireKind(cluster.Inventory, kind, ns) && IsAbsenceAnError)
        {
            WriteFailure($"{kind}NotFound", ErrorCategory.ObjectNotFound, target, $"There is no {target} in cluster {cluster}.");
        }

        return null;
    }

    private void CheckNamespaces(QueryStart start)
    {
        if (!IsAbsenceAnError || start.Inventory.GapFor("Namespace") is not null)
        {
            return;
        }

        foreach (var name in _namespaces.Exact)
        {
            if ((_checkedNamespaces ??= new(StringComparer.OrdinalIgnoreCase)).Add(name) && start.Inventory.Find("Namespace", null, name) is null)
            {
                (_absentNamespaces ??= new(StringComparer.OrdinalIgnoreCase)).Add(name);
                var near = Names.NearMiss(name, start.Inventory.OfKind("Namespace").Select(ns => ns.Name));
                WriteFailure(
                    "NamespaceNotFound", ErrorCategory.ObjectNotFound, name,
                    $"There is no namespace '{name}' in cluster {start.Cluster}.{(near is null ? "" : $" Is {near} meant?")}");
            }
        }
    }
}
