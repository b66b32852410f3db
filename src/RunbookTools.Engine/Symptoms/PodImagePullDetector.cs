namespace RunbookTools.Engine.Symptoms;

/// <summary><c>Pod.ImagePull</c>: a container waits for an image that does not come.</summary>
internal sealed class PodImagePullDetector : ISymptomDetector
{
    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory) =>
        from pod in Signs.LivePods(inventory)
        from container in pod.Containers
        where container is { State: ContainerState.Waiting, Reason: { } reason } && Signs.ImageReasons.Contains(reason)
        select Signs.Of(
            inventory,
            "Pod.ImagePull",
            pod,
            $"{container.Name}: {container.Reason} {container.Image}",
            inventory.EventsOf(pod).Where(seen => seen.Reason is "Failed" or "InspectFailed" or "ErrImageNeverPull").Min(seen => seen.FirstSeen) ?? pod.Created,
            Signs.OfPod(inventory, pod),
            $"{container.Name}|{container.Image}");
}
