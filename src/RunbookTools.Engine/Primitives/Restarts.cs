namespace RunbookTools.Engine.Primitives;

/// <summary>Which containers ended, how and when.</summary>
public static class Restarts
{
    private static readonly TimeSpan s_recent = TimeSpan.FromHours(1);

    /// <summary>
    /// One entry for each container of the pod that was restarted or whose run ended badly, the latest first. An init container that did its work
    /// and a container that ended with 0 and was not started again are not among them.
    /// </summary>
    /// <param name="inventory">The cluster.</param>
    /// <param name="pod">The pod.</param>
    public static IReadOnlyList<KubeRestart> Of(ClusterInventory inventory, KubePod pod) =>
    [
        .. pod.Containers.Where(HasEnded).Select(container => Describe(inventory, container))
            .OrderByDescending(restart => restart.At)
            .ThenByDescending(restart => restart.Count),
    ];

    private static bool HasEnded(KubeContainer container) =>
        container.RestartCount > 0
        || container.LastFinished is not null
        || container is { State: ContainerState.Terminated, ExitCode: not 0 };

    private static KubeRestart Describe(ClusterInventory inventory, KubeContainer container)
    {
        var (from, to) = container.State == ContainerState.Terminated
            ? (container.StartedAt, container.FinishedAt)
            : (container.LastStarted, container.LastFinished);

        // A container that never ran has the Go zero time or the epoch as its start.
        var ran = from is { Year: > 1970 } && to >= from ? to - from : null;
        var waits = container is { State: ContainerState.Waiting, RestartCount: > 0 };
        var recent = waits || (container.LastExitAt is { } at && inventory.CapturedAt - at <= s_recent);
        return new KubeRestart(container, container.RestartCount, container.LastExitReason, container.LastExit, container.LastExitAt, ran, recent);
    }
}
