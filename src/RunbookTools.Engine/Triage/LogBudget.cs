namespace RunbookTools.Engine.Triage;

/// <summary>
/// Which logs one triage asks a server for. A fault that shows everywhere must not fetch the log of every pod: twins say the same. Of each workload the logs of
/// some pods may be asked for, always the same ones, whoever asks first, and what further logs of workloads take leaves room for the first log of others. What was
/// left out is a gap, so nobody takes it for silence. Logs of a snapshot are read where they lie and are not counted.
/// </summary>
/// <param name="inventory">The cluster.</param>
public sealed class LogBudget(ClusterInventory inventory)
{
    /// <summary>Of how many pods of one workload logs are asked for: those that are not well first, then by name.</summary>
    public const int PodsOfOneWorkload = 10;

    /// <summary>How many logs are asked for in all, besides those of the pods that are tested.</summary>
    public const int InAll = 400;

    /// <summary>How many of them may be further logs of a workload that has got one.</summary>
    public const int Further = InAll / 2;

    private const int MaxNamed = 5;

    private readonly Lock _lock = new();
    private readonly Dictionary<KubeTarget, HashSet<string>> _podsOf = [];
    private readonly HashSet<LogRequest> _taken = [];
    private readonly HashSet<KubeTarget> _served = [];
    private readonly Dictionary<LogRequest, KubeTarget> _refused = [];

    /// <summary>The gap in the place of a log that is not asked for; null when it may be.</summary>
    /// <param name="request">The log.</param>
    /// <param name="isTarget">True for a log of the pod that is tested, which is always asked for.</param>
    public CoverageGap? Refuse(LogRequest request, bool isTarget)
    {
        if (!inventory.HasRemoteLogs || isTarget)
        {
            return null;
        }

        lock (_lock)
        {
            if (_taken.Contains(request))
            {
                return null;
            }

            var pod = inventory.Find<KubePod>("Pod", request.Namespace, request.Pod);
            var workload = pod is null ? new KubeTarget("Pod", request.Namespace, request.Pod) : inventory.RootTargetOf(pod);
            if (HasRoom(workload) && (pod is null || IsChosen(pod, workload)))
            {
                _taken.Add(request);
                _served.Add(workload);
                return null;
            }

            _refused[request] = workload;
            return Gap(request.Namespace, $"the logs of some pods were not asked for: {Limit}");
        }
    }

    /// <summary>What was not asked for, for the coverage, with the workloads it is of; null when everything was.</summary>
    public CoverageGap? NotAsked()
    {
        lock (_lock)
        {
            if (_refused.Count == 0)
            {
                return null;
            }

            var workloads = _refused.Values.GroupBy(workload => workload).OrderByDescending(group => group.Count()).ThenBy(group => $"{group.Key}", StringComparer.Ordinal)
                .Select(group => $"{group.Count()} of {group.Key}").ToList();
            var more = workloads.Count > MaxNamed ? $" and those of {workloads.Count - MaxNamed} more" : "";
            return Gap(null, $"{_refused.Count} of {_refused.Count + _taken.Count} logs were not asked for ({string.Join(", ", workloads.Take(MaxNamed))}{more}): {Limit}");
        }
    }

    private static string Limit => $"one triage reads those of at most {PodsOfOneWorkload} pods of a workload and {InAll} in all besides those of the pods it tests";

    private static CoverageGap Gap(string? ns, string reason) => new(GapKind.NotAsked, KindTable.PodLog, ns, reason) { Remedy = "Get-KubeLog reads those of a pod" };

    private bool HasRoom(KubeTarget workload) => _taken.Count < InAll && (!_served.Contains(workload) || _taken.Count - _served.Count < Further);

    private bool IsChosen(KubePod pod, KubeTarget workload)
    {
        if (!_podsOf.TryGetValue(workload, out var chosen))
        {
            _podsOf[workload] = chosen = Choose(pod, workload);
        }

        return chosen.Contains(pod.Name);
    }

    // The owner may not have been read: then its pods are those that name it.
    private HashSet<string> Choose(KubePod pod, KubeTarget workload)
    {
        var pods = inventory.Find(workload) is { } owner ? inventory.PodsOf(owner) : inventory.PodsIn(pod.Namespace).Where(other => inventory.RootTargetOf(other) == workload);
        return [.. pods.OrderByDescending(SuspectLogs.IsUnwell).ThenBy(other => other.Name, StringComparer.Ordinal).Take(PodsOfOneWorkload).Select(other => other.Name)];
    }
}
