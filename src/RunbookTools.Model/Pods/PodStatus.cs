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
        if (init is not null)
        {
            word = init;
        }

        var initialized = pod.Conditions.Any(condition => condition is { Type: "Initialized", IsTrue: true });
        if (init is null || initialized)
        {
            word = OfContainers(pod, init is null ? word : pod.Reason ?? pod.Phase);
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
            var container = inits[i];
            if (container is { State: ContainerState.Terminated, ExitCode: 0 } || container is { Type: ContainerType.Sidecar, Started: true })
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
        foreach (var container in pod.Containers.Where(container => container.Type == ContainerType.App).Reverse())
        {
            if (container.State == ContainerState.Waiting && !string.IsNullOrEmpty(container.Reason))
            {
                word = container.Reason;
            }
            else if (container.State == ContainerState.Terminated)
            {
                word = Ended(container);
            }
            else if (container is { State: ContainerState.Running, Ready: true })
            {
                running = true;
            }
        }

        if (word == "Completed" && running)
        {
            return pod.IsReady ? "Running" : "NotReady";
        }

        return word;
    }

    private static string Ended(KubeContainer container) =>
        !string.IsNullOrEmpty(container.Reason) ? container.Reason
        : container.Signal is > 0 ? $"Signal:{container.Signal}"
        : $"ExitCode:{container.ExitCode}";
}
