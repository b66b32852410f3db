using RunbookTools.Engine.Primitives;

namespace RunbookTools.Engine.Symptoms;

/// <summary><c>Pod.CrashLoop</c>: a container ends, is started again and ends again.</summary>
internal sealed class PodCrashLoopDetector : ISymptomDetector
{
    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory) =>
        from pod in Signs.LivePods(inventory)
        from container in pod.Containers.Where(container => container is { State: ContainerState.Waiting, Reason: "CrashLoopBackOff" } || Signs.IsBetweenCrashes(pod, container))
        let word = container.Reason ?? "ended"
        let since = Since(inventory, pod, container)
        select Signs.Of(
            inventory, "Pod.CrashLoop", pod, $"{container.Name}: {word}, {Signs.Restarts(container)}", since.At,
            // The state flips between the two while the fault is the same.
            Signs.OfPod(inventory, pod), Signs.Signature(container, "CrashLoopBackOff")) with
        { SinceAtLatest = since.AtLatest };

    private static (DateTimeOffset? At, bool AtLatest) Since(ClusterInventory inventory, KubePod pod, KubeContainer container)
    {
        var told = inventory.EventsOf(pod).Where(seen => seen.Reason == "BackOff" && (seen.Container is null || seen.Container == container.Name)).Min(seen => seen.FirstSeen);
        return told is { } first ? (first, !Restarts.FitInto(container.RestartCount, inventory.CapturedAt - first)) : Restarts.FirstKnown(container);
    }
}
