namespace RunbookTools.Engine.Triage;

/// <summary>
/// How many logs one triage asks a server for. A fault that shows everywhere must not fetch the log of every pod: twins say the same. What was not asked for
/// is a gap, so nobody takes it for silence. Logs of a snapshot are read where they lie and are not counted.
/// </summary>
/// <param name="inventory">The cluster.</param>
public sealed class LogBudget(ClusterInventory inventory)
{
    /// <summary>How many logs of the pods of one workload are asked for.</summary>
    public const int OfOneWorkload = 10;

    /// <summary>How many logs are asked for in all, besides those of the pods that are tested.</summary>
    public const int InAll = 400;

    private readonly Lock _lock = new();
    private readonly Dictionary<KubeTarget, int> _byWorkload = [];
    private readonly HashSet<LogRequest> _taken = [];
    private readonly HashSet<LogRequest> _refused = [];

    /// <summary>The gap in the place of a log that is not asked for; null when it may be.</summary>
    /// <param name="request">The log.</param>
    /// <param name="isTarget">True for a log of the pod that is tested, which is always asked for.</param>
    public CoverageGap? Refuse(LogRequest request, bool isTarget)
    {
        if (!inventory.HasRemoteLogs || isTarget)
        {
            return null;
        }

        var workload = inventory.Find("Pod", request.Namespace, request.Pod) is { } pod ? inventory.RootTargetOf(pod) : new KubeTarget("Pod", request.Namespace, request.Pod);
        lock (_lock)
        {
            var ofWorkload = _byWorkload.GetValueOrDefault(workload);
            if (_taken.Contains(request))
            {
                return null;
            }

            if (ofWorkload < OfOneWorkload && _taken.Count < InAll)
            {
                _byWorkload[workload] = ofWorkload + 1;
                _taken.Add(request);
                return null;
            }

            _refused.Add(request);
            return Gap(request.Namespace, $"the logs of some pods were not asked for: {Limit}");
        }
    }

    /// <summary>What was not asked for, for the coverage; null when everything was.</summary>
    public CoverageGap? NotAsked()
    {
        lock (_lock)
        {
            return _refused.Count == 0 ? null : Gap(null, $"{_refused.Count} of {_refused.Count + _taken.Count} logs were not asked for: {Limit}");
        }
    }

    private static string Limit => $"one triage reads at most {OfOneWorkload} of a workload and {InAll} in all besides those of the pods it tests";

    private static CoverageGap Gap(string? ns, string reason) => new(GapKind.Failed, KindTable.PodLog, ns, reason) { Remedy = "Get-KubeLog reads those of a pod" };
}
