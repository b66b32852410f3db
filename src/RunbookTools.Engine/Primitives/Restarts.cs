namespace RunbookTools.Engine.Primitives;

/// <summary>Which containers ended, how and when.</summary>
public static class Restarts
{
    private static readonly TimeSpan s_recent = TimeSpan.FromHours(1);

    // Clocks of events and of the runtime differ by parts of a second.
    private static readonly TimeSpan s_blur = TimeSpan.FromSeconds(2);

    /// <summary>
    /// One entry for each container of the pod that was restarted or whose run ended badly, the latest first. An init container that did its work
    /// and a container that ended with 0 and was not started again are not among them.
    /// </summary>
    /// <param name="inventory">The cluster.</param>
    /// <param name="pod">The pod.</param>
    public static IReadOnlyList<KubeRestart> Of(ClusterInventory inventory, KubePod pod) =>
    [
        .. pod.Containers.Where(HasEnded).Select(container => Describe(inventory, pod, container))
            .OrderByDescending(restart => restart.At)
            .ThenByDescending(restart => restart.Count),
    ];

    /// <summary>
    /// Since when a container is known to end again and again, from its status alone: the start of the last run that ended when there was one before, of which
    /// nothing else is told; and whether it was so at the latest.
    /// </summary>
    /// <param name="container">The container.</param>
    public static (DateTimeOffset? At, bool AtLatest) FirstKnown(KubeContainer container)
    {
        if (container.RestartCount == 0 || (container is { RestartCount: 1, State: ContainerState.Running }))
        {
            return (container.LastExitAt, false);
        }

        var started = container.State == ContainerState.Terminated ? container.StartedAt : container.LastStarted;
        return (started is { Year: > 1970 } ? started : container.LastExitAt, true);
    }

    /// <summary>
    /// True when a container can have been restarted that often within a span: the first time at once, then after 10 seconds, and after twice as long each time up
    /// to five minutes (initialCrashLoopBackOff and MaxCrashLoopBackOff in k8s.io/kubernetes/pkg/kubelet/kubelet.go).
    /// </summary>
    public static bool FitInto(int restarts, TimeSpan span)
    {
        var wait = 10;
        var least = 0L;
        for (var restart = 1; restart < restarts && least <= span.TotalSeconds; restart++)
        {
            least += wait;
            wait = Math.Min(2 * wait, 300);
        }

        return least <= span.TotalSeconds;
    }

    private static bool HasEnded(KubeContainer container) =>
        container.RestartCount > 0
        || container.LastFinished is not null
        || container is { State: ContainerState.Terminated, ExitCode: not 0 };

    /// <summary>
    /// True when only events could say whether a run ended in one of some ways: a process that the kubelet ends leaves with whatever code it
    /// likes, most often with that of the signal.
    /// </summary>
    /// <param name="restart">The restart, as far as it is known.</param>
    /// <param name="ends">The ways asked for; null for all.</param>
    public static bool NeedsEvents(KubeRestart restart, IReadOnlyCollection<RunEnd>? ends)
    {
        var spec = restart.Container.Spec;
        bool CouldBe(RunEnd end) => end switch
        {
            RunEnd.Kernel or RunEnd.Runtime or RunEnd.Node => false,
            RunEnd.LivenessProbe => spec.LivenessProbe is not null,
            RunEnd.StartupProbe => spec.StartupProbe is not null,
            RunEnd.PostStartHook => spec.HasPostStart,
            _ => IsGuarded(spec) && (restart.EndedBy == RunEnd.Unknown || restart.EndedBy == end),
        };
        return restart.EndedBy is RunEnd.Process or RunEnd.Completed or RunEnd.Signal or RunEnd.Unknown
            && (ends ?? [.. Enum.GetValues<RunEnd>()]).Any(CouldBe);
    }

    /// <summary>True when the kubelet may have a reason of its own to end the container.</summary>
    private static bool IsGuarded(KubeContainerSpec spec) => spec.LivenessProbe is not null || spec.StartupProbe is not null || spec.HasPostStart;

    private static KubeRestart Describe(ClusterInventory inventory, KubePod pod, KubeContainer container)
    {
        var (from, to) = container.State == ContainerState.Terminated
            ? (container.StartedAt, container.FinishedAt)
            : (container.LastStarted, container.LastFinished);

        // A container that never ran has the Go zero time or the epoch as its start.
        var ran = from is { Year: > 1970 } && to >= from ? to - from : null;
        var waits = container is { State: ContainerState.Waiting, RestartCount: > 0 };
        var recent = waits || (container.LastExitAt is { } at && inventory.CapturedAt - at <= s_recent);
        return new KubeRestart(container, container.RestartCount, container.LastExitReason, container.LastExit, container.LastExitAt, ran, recent)
        {
            EndedBy = EndedBy(inventory, pod, container, from),
        };
    }

    /// <summary>
    /// Reasons as containerd, CRI-O, dockershim and the kubelet write them (pkg/kubelet/kuberuntime/kuberuntime_container.go, pkg/kubelet/kubelet_pods.go);
    /// what the kubelet ends it says in an event (kuberuntime_manager.go, computePodActions; kuberuntime_container.go, killContainer).
    /// </summary>
    private static RunEnd EndedBy(ClusterInventory inventory, KubePod pod, KubeContainer container, DateTimeOffset? from)
    {
        if (container.LastExitReason == "OOMKilled")
        {
            return RunEnd.Kernel;
        }

        if (container.LastExitReason is "StartError" or "ContainerCannotRun" || container.Reason == "RunContainerError")
        {
            return container.LastExitMessage?.Contains("OOM-killed", StringComparison.Ordinal) == true ? RunEnd.Kernel : RunEnd.Runtime;
        }

        var killing = inventory.EventsOf(pod).LastOrDefault(seen => seen.Reason is "Killing" or "FailedPostStartHook"
            && (seen.Container ?? (pod.Containers.Count == 1 ? container.Name : null)) == container.Name
            && (from is null || seen.LastSeen is null || seen.LastSeen >= from - s_blur)
            && Told(seen) != RunEnd.Unknown);
        return killing is not null ? Told(killing)
            : container.LastExitReason is "ContainerStatusUnknown" || (container.LastExitReason is "Unknown" && container.LastExit is 255) ? RunEnd.Node
            : container.LastExit switch
            {
                null => RunEnd.Unknown,
                0 or 137 or 143 when IsGuarded(container.Spec) && inventory.GapFor("Event", pod.Namespace) is not null => RunEnd.Unknown,
                0 => RunEnd.Completed,
                137 or 143 => RunEnd.Signal,
                _ => RunEnd.Process,
            };
    }

    private static RunEnd Told(KubeEvent seen) =>
        seen.Reason == "FailedPostStartHook" || seen.Message.Contains("PostStartHook", StringComparison.Ordinal) ? RunEnd.PostStartHook
        : seen.Message.Contains("liveness probe", StringComparison.OrdinalIgnoreCase) ? RunEnd.LivenessProbe
        : seen.Message.Contains("startup probe", StringComparison.OrdinalIgnoreCase) ? RunEnd.StartupProbe
        : RunEnd.Unknown;
}
