namespace RunbookTools.Model;

/// <summary>The word kubectl shows in the STATUS column of a pod (printPod in k8s.io/kubernetes/pkg/printers/internalversion/printers.go).</summary>
internal static class PodStatus
{
    public static string Of(KubePod pod)
    {
        var word = pod.Reason ?? pod.Phase;
        if (pod.Conditions.Any(condition => condition is { Type: "PodScheduled", Reason: "SchedulingGated" }))
        {
            word = "SchedulingGated";
        }

        var init = OfInit(pod);
        if (init is null || pod.Conditions.Any(condition => condition is { Type: "Initialized", IsTrue: true }))
        {
            word = OfContainers(pod, init ?? word);
        }
        else
        {
            word = init;
        }

        if (pod.Deleted is not null && pod.Reason == "NodeLost")
        {
            return "Unknown";
        }

        return pod.Deleted is not null && !pod.IsFinished ? "Terminating" : word;
    }

    private static string? OfInit(KubePod pod)
    {
        var inits = pod.Containers.Where(container => container.Type is ContainerType.Init or ContainerType.Sidecar).ToList();
        for (var i = 0; i < inits.Count; i++)
        {
            // What has no status yet says nothing: a pod that waits for a node is Pending, not Init:0/1.
            var container = inits[i];
            if (container.State == ContainerState.Unknown
                || container is { State: ContainerState.Terminated, ExitCode: 0 }
                || container is { Type: ContainerType.Sidecar, Started: true })
            {
                continue;
            }

            if (container.State == ContainerState.Terminated)
            {
                return "Init:" + Ended(container);
            }

            return container is { State: ContainerState.Waiting, Reason: { Length: > 0 } and not "PodInitializing" }
                ? "Init:" + container.Reason
                : $"Init:{i}/{inits.Count}";
        }

        return null;
    }

    private static string OfContainers(KubePod pod, string word)
    {
        var running = false;
        string? error = null;

        // The first by name has the last word, because the kubelet writes the statuses in that order (SortedContainerStatuses in pkg/kubelet/types).
        foreach (var container in pod.Containers.Where(container => container.Type == ContainerType.App)
            .OrderByDescending(container => container.Name, StringComparer.Ordinal))
        {
            if (container.State == ContainerState.Waiting && !string.IsNullOrEmpty(container.Reason))
            {
                word = container.Reason;
            }
            else if (container.State == ContainerState.Terminated)
            {
                word = Ended(container);
                error = container.ExitCode != 0 ? word : error;
            }
            else if (container is { State: ContainerState.Running, Ready: true })
            {
                running = true;
            }
        }

        if (word != "Completed")
        {
            return word;
        }

        // Servers older than this rule say Completed or NotReady also when another container failed.
        return running && pod.IsReady ? "Running" : error ?? (running ? "NotReady" : word);
    }

    private static string Ended(KubeContainer container) =>
        !string.IsNullOrEmpty(container.Reason) ? container.Reason
        : container.Signal is > 0 ? $"Signal:{container.Signal}"
        : $"ExitCode:{container.ExitCode}";
}
