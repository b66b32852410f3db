namespace RunbookTools.Engine.Symptoms;

/// <summary><c>Pod.ConfigError</c>: a node was found and a container cannot be made or started there.</summary>
internal sealed class PodConfigErrorDetector : ISymptomDetector
{
    // Reasons from k8s.io/kubernetes/pkg/kubelet/events/event.go and the attach/detach controller.
    private static readonly HashSet<string> s_setup = new(StringComparer.Ordinal)
    {
        "FailedMount", "FailedAttachVolume", "FailedMapVolume", "FailedCreatePodSandBox", "FailedCreatePodContainer", "NetworkNotReady",
    };

    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory)
    {
        foreach (var pod in Signs.LivePods(inventory).Where(pod => pod.IsScheduled))
        {
            var found = false;
            foreach (var container in pod.Containers.Where(IsRefused))
            {
                found = true;
                var reason = container.State == ContainerState.Waiting && container.Reason is { } waiting && Signs.ConfigReasons.Contains(waiting)
                    ? waiting
                    : container.LastExitReason;
                yield return Signs.Of(
                    inventory, "Pod.ConfigError", pod, $"{container.Name}: {reason}: {container.Message ?? container.LastExitMessage}",
                    pod.Created, Signs.OfPod(inventory, pod), $"{container.Name}|config|{container.Image}");
            }

            if (!found && IsStuckInSetup(inventory, pod) is { } stuck)
            {
                yield return stuck;
            }
        }
    }

    /// <summary>
    /// Refused now, or in a back-off after a run that never began: the kubelet then writes StartError or ContainerCannotRun as the reason of the exit.
    /// </summary>
    private static bool IsRefused(KubeContainer container) =>
        container is { State: ContainerState.Waiting, Reason: { } reason }
        && (Signs.ConfigReasons.Contains(reason) || (reason == "CrashLoopBackOff" && container.LastExitReason is "StartError" or "ContainerCannotRun"));

    private static Symptom? IsStuckInSetup(ClusterInventory inventory, KubePod pod)
    {
        if (pod.Phase != "Pending" || pod.Containers.Any(container => container.State is ContainerState.Running or ContainerState.Terminated
            || container.Reason is not (null or "ContainerCreating" or "PodInitializing")))
        {
            return null;
        }

        var failure = Signs.Events(inventory, pod).LastOrDefault(seen => s_setup.Contains(seen.Reason));
        var old = Signs.Age(inventory, pod) is not { } age || age >= Signs.Grace;
        // A mount may fail once while the kubelet's caches fill; what is missing stays missing.
        var certain = failure is not null && (failure.Count >= 3 || failure.Message.Contains("not found", StringComparison.Ordinal));
        return old || certain
            ? Signs.Of(
                inventory,
                "Pod.ConfigError",
                pod,
                failure is null ? "ContainerCreating, and nothing says why" : $"{failure.Reason}: {failure.Message}",
                failure?.FirstSeen ?? pod.Started ?? pod.Created,
                Signs.OfPod(inventory, pod),
                $"setup|{failure?.Reason}|{(Signs.IsNodeDown(inventory, pod) ? pod.Node : "")}")
            : null;
    }
}
