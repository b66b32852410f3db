namespace RunbookTools.Engine.Triage;

/// <summary>The logs a test of a suspect will most likely look at.</summary>
public static class SuspectLogs
{
    /// <summary>How many logs are asked for at once.</summary>
    public const int Parallelism = 8;

    /// <summary>How many are asked for beforehand: of a large outage the first hundreds. The others are asked for when somebody looks at them.</summary>
    public const int MaxLogs = 400;

    // Twins say the same: of a workload a few pods are enough.
    private const int MaxPodsOfOne = 3;

    // The log of the run before, and of this one.
    private static readonly bool[] s_both = [true, false];
    private static readonly bool[] s_last = [false];

    /// <summary>
    /// For each container of the suspects that has run and is not well: the log of the run that ended last and, while it runs, of this one. While a container
    /// waits to be started again its log is still that of the run before. Each workload has one before any has a second.
    /// </summary>
    /// <param name="inventory">The cluster.</param>
    /// <param name="suspects">Objects that will be tested.</param>
    public static IReadOnlyList<LogRequest> Of(ClusterInventory inventory, IEnumerable<KubeObject> suspects) =>
    [
        .. suspects.SelectMany(suspect => Related.Pods(inventory, suspect).Where(IsUnwell).Take(MaxPodsOfOne))
            .Distinct()
            .GroupBy(inventory.RootTargetOf)
            .SelectMany(workload => workload.SelectMany(Of).Select((request, index) => (request, index)))
            .OrderBy(log => log.index)
            .Select(log => log.request)
            .Take(MaxLogs),
    ];

    private static IEnumerable<LogRequest> Of(KubePod pod) => pod.Containers.Where(IsUnwell).SelectMany(
        container => container is { State: ContainerState.Running, RestartCount: > 0 } ? s_both : s_last,
        (container, previous) => new LogRequest(container.Namespace ?? "", container.Pod, container.Name, previous));

    /// <summary>Asks for logs beforehand, several at once. What cannot be read is said to who looks at it.</summary>
    public static Task FetchAsync(ClusterInventory inventory, IReadOnlyList<LogRequest> requests, CancellationToken cancellation) =>
        OwnThreads.ForAsync(requests.Count, Parallelism, index => inventory.Log(requests[index], cancellation), cancellation);

    /// <summary>True when one of its containers has run and is not well.</summary>
    internal static bool IsUnwell(KubePod pod) => pod.Containers.Any(IsUnwell);

    private static bool IsUnwell(KubeContainer container) =>
        (container.State is ContainerState.Running or ContainerState.Terminated || container.RestartCount > 0 || container.LastFinished is not null)
        && (container.RestartCount > 0 || !container.Ready) && container is not { State: ContainerState.Terminated, ExitCode: 0 };
}
