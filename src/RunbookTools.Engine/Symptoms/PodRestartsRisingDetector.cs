using RunbookTools.Engine.Primitives;

namespace RunbookTools.Engine.Symptoms;

/// <summary><c>Pod.RestartsRising</c>: a container runs, and has been restarted lately and often, or is about to be again.</summary>
internal sealed class PodRestartsRisingDetector : ISymptomDetector
{
    private const int Often = 3;

    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory) =>
        from pod in Signs.LivePods(inventory)
        from container in pod.Containers
        where container is { State: ContainerState.Running, RestartCount: > 0 } && !(Signs.IsOfJob(pod) && container.LastExit == 0)
        let failingProbe = FailingProbe(inventory, pod, container)
        where (container.RestartCount >= Often && Signs.IsRecent(inventory, container.LastExitAt)) || failingProbe is not null
        let since = failingProbe?.FirstSeen is { } failed ? (At: failed, AtLatest: false) : Restarts.FirstKnown(container)
        select Signs.Of(
            inventory,
            "Pod.RestartsRising",
            pod,
            $"{container.Name}: {Signs.Restarts(container)}{(failingProbe is null ? "" : "; " + failingProbe.Message)}",
            since.At,
            container.Ready ? Severity.Warning : Signs.OfPod(inventory, pod),
            Signs.Signature(container, "Restarts")) with
        { SinceAtLatest = since.AtLatest };

    /// <summary>
    /// A liveness or startup probe that failed after the last restart: one restart is behind it and the next is coming. Messages are those
    /// of k8s.io/kubernetes/pkg/kubelet/prober/prober.go.
    /// </summary>
    private static KubeEvent? FailingProbe(ClusterInventory inventory, KubePod pod, KubeContainer container) =>
        Signs.Events(inventory, pod).LastOrDefault(seen => seen.Reason is "Unhealthy" or "ProbeError"
            && (seen.Container is null || seen.Container == container.Name)
            && seen.LastSeen > container.StartedAt
            && (seen.Message.StartsWith("Liveness probe", StringComparison.Ordinal)
                || (container.Started != true && seen.Message.StartsWith("Startup probe", StringComparison.Ordinal))));
}
