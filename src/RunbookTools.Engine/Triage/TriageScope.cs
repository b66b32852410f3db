namespace RunbookTools.Engine.Triage;

/// <summary>The part of a cluster that is looked at.</summary>
internal sealed class TriageScope
{
    private static readonly string[] s_workloads = ["Deployment", "StatefulSet", "DaemonSet"];

    // What is broken shows on one of these. All that have a namespace are in the role "view".
    private static readonly string[] s_telling =
    [
        .. s_workloads, "Pod", "ReplicaSet", "Job", "CronJob", "Service", "Ingress", "PersistentVolumeClaim", "HorizontalPodAutoscaler", "Node", "Namespace", "APIService",
    ];

    private readonly IReadOnlyList<string> _namespaces;

    public TriageScope(ClusterInventory inventory, IReadOnlyList<string> namespaces)
    {
        Inventory = inventory;
        _namespaces = namespaces;
        Pods = [.. All<KubePod>()];
        Nodes = [.. inventory.All<KubeNode>()];
        Workloads = inventory.All<KubeWorkload>().Count(workload => workload.Controller is null && IsIn(workload));
    }

    /// <summary>The cluster.</summary>
    public ClusterInventory Inventory { get; }

    /// <summary>Pods in scope.</summary>
    public IReadOnlyList<KubePod> Pods { get; }

    /// <summary>Nodes; every namespace uses all of them.</summary>
    public IReadOnlyList<KubeNode> Nodes { get; }

    /// <summary>Workloads nobody owns: deployments, stateful sets, daemon sets, jobs and cron jobs that stand for themselves.</summary>
    public int Workloads { get; }

    /// <summary>Why pods could not all be read; null when they were.</summary>
    public CoverageGap? PodGap => Gap("Pod");

    /// <summary>True when no kind of workload was read.</summary>
    public bool WorkloadGap => s_workloads.All(kind => Gap(kind) is not null);

    /// <summary>True when nodes were not read.</summary>
    public bool NodeGap => Inventory.GapFor("Node") is not null;

    /// <summary>
    /// True when what shows most faults may not be read, or could not: nothing wrong was seen then, which is not the same as nothing wrong. What a source never held
    /// is not counted, and in single namespaces nothing that has none: a fault there shows on what is in them.
    /// </summary>
    public bool IsBlind => s_telling.Any(kind => (_namespaces.Count == 0 || KindTable.Find(kind) is { IsNamespaced: true }) && Gap(kind) is { Kind: not GapKind.Absent });

    /// <summary>What was read and what was not, with the number of objects in scope.</summary>
    public Coverage Coverage => _namespaces.Count == 0 ? Inventory.Coverage : Inventory.Coverage with
    {
        Read = [.. Inventory.Coverage.Read.Select(entry => entry with { Count = Inventory.OfKind(entry.Kind).Count(IsIn) })],
    };

    /// <summary>Why a kind could not be read everywhere in scope; null when it was.</summary>
    public CoverageGap? Gap(string kind) => _namespaces.Count == 0
        ? Inventory.GapFor(kind)
        : _namespaces.Select(ns => Inventory.GapFor(kind, ns)).FirstOrDefault(gap => gap is not null);

    /// <summary>Objects of a kind in scope.</summary>
    public IEnumerable<T> All<T>()
        where T : KubeObject => _namespaces.Count == 0 ? Inventory.All<T>() : Inventory.All<T>().Where(IsIn);

    /// <summary>True when an object is in one of the namespaces, or in none.</summary>
    public bool IsIn(KubeObject item) => _namespaces.Count == 0 || item.Namespace is null || _namespaces.Contains(item.Namespace);
}
