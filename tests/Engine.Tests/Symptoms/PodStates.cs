namespace Engine.Tests.Symptoms;

/// <summary>Ways a pod can be.</summary>
internal static class PodStates
{
    public static KubePod NotReady(this KubePod pod, string? reason = "ContainersNotReady", string? message = null, double minutes = 30) => pod with
    {
        Conditions = [new KubeCondition("Ready", "False", reason, message, ShopCluster.Ago(minutes))],
    };

    public static KubePod Container(this KubePod pod, Func<KubeContainer, KubeContainer> change) => pod with { Containers = [change(pod.Containers[0])] };

    public static KubePod Unready(this KubePod pod, double minutes = 30) => pod.NotReady(minutes: minutes).Container(container => container with { Ready = false });

    public static KubePod Waiting(this KubePod pod, string reason, string message = "", int restarts = 0, int? exit = null, string? lastReason = null, string phase = "Running") =>
        (pod with { Phase = phase }).NotReady().Container(container => container with
        {
            State = ContainerState.Waiting,
            Reason = reason,
            Message = message,
            Ready = false,
            Started = false,
            StartedAt = null,
            RestartCount = restarts,
            LastExitCode = exit,
            LastReason = lastReason,
            LastFinished = exit is null ? null : ShopCluster.Ago(1),
        });

    public static KubePod Restarted(this KubePod pod, int times, double minutesAgo, int exit = 1, string reason = "Error") => pod.Container(container => container with
    {
        RestartCount = times,
        LastExitCode = exit,
        LastReason = reason,
        LastFinished = ShopCluster.Ago(minutesAgo),
        StartedAt = ShopCluster.Ago(minutesAgo),
    });

    public static KubePod Unscheduled(this KubePod pod, string message = "0/2 nodes are available: 2 Insufficient memory.") => pod with
    {
        Phase = "Pending",
        Spec = pod.Spec with { NodeName = null },
        Containers = [],
        Conditions = [new KubeCondition("PodScheduled", "False", "Unschedulable", message, ShopCluster.Ago(1))],
    };

    public static KubePod Ended(this KubePod pod, string phase, int exit, double minutesAgo, string? podReason = null) => (pod with { Phase = phase, Reason = podReason }).NotReady("PodFailed", minutes: minutesAgo)
        .Container(container => container with
        {
            State = ContainerState.Terminated,
            Ready = false,
            ExitCode = exit,
            Reason = exit == 0 ? "Completed" : "Error",
            FinishedAt = ShopCluster.Ago(minutesAgo),
        });
}
