namespace RunbookTools.Engine.Symptoms;

/// <summary><c>Pod.CrashLoop</c>: a container ends, is started again and ends again.</summary>
internal sealed class PodCrashLoopDetector : ISymptomDetector
{
    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory) =>
        from pod in Signs.LivePods(inventory)
        from container in pod.Containers
        where container is { State: ContainerState.Waiting, Reason: "CrashLoopBackOff" } || Signs.IsBetweenCrashes(pod, container)
        let word = container.Reason ?? "ended"
        select Signs.Of(
            inventory, "Pod.CrashLoop", pod, $"{container.Name}: {word}, {Signs.Restarts(container)}", Since(inventory, pod, container),
            // The state flips between the two while the fault is the same.
            Signs.OfPod(inventory, pod), Signs.Signature(container, "CrashLoopBackOff"));

    private static DateTimeOffset? Since(ClusterInventory inventory, KubePod pod, KubeContainer container) =>
        inventory.EventsOf(pod).Where(seen => seen.Reason == "BackOff" && (seen.Container is null || seen.Container == container.Name)).Min(seen => seen.FirstSeen)
        ?? container.LastExitAt;
}
