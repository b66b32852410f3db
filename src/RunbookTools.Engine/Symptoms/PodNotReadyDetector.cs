namespace RunbookTools.Engine.Symptoms;

/// <summary><c>Pod.NotReady</c>: a pod runs and is not ready to serve.</summary>
internal sealed class PodNotReadyDetector : ISymptomDetector
{
    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory)
    {
        var elected = new Lazy<HashSet<KubeObject>>(() => Elected(inventory));
        foreach (var pod in Signs.LivePods(inventory).Where(pod => pod is { Phase: "Running", IsReady: false }))
        {
            var ready = Signs.Condition(pod.Conditions, "Ready");
            var nodeDown = Signs.IsNodeDown(inventory, pod);
            var unready = pod.Containers.Where(container => container is { Type: ContainerType.App or ContainerType.Sidecar, Ready: false }).ToList();
            if (ready is null || (!nodeDown && unready.Any(container => container.State != ContainerState.Running)))
            {
                // Containers that do not run have a symptom of their own.
                continue;
            }

            var settles = Signs.IsSettling(inventory, pod) || (!nodeDown && !Signs.IsGateUnset(pod) && !Signs.Lasts(inventory, ready.Since, Signs.Grace));
            if (settles)
            {
                continue;
            }

            var what = nodeDown ? $"node {pod.Node} is not ready"
                : Signs.IsGateUnset(pod) ? ready.Message ?? "a readiness gate is not set"
                : unready.Count == 0 ? ready.Reason ?? "not ready, and nothing says why"
                : string.Join(", ", unready.Select(container => container.Name)) + (unready.Any(container => container.Started == false) ? " not started" : " not ready");
            yield return Signs.Of(
                inventory, "Pod.NotReady", pod, what, ready.Since, SeverityOf(inventory, pod, elected),
                nodeDown ? "node|" + pod.Node : $"{ready.Reason}|{string.Join(',', unready.Select(container => $"{container.Name} {container.Image}"))}");
        }
    }

    private static Severity SeverityOf(ClusterInventory inventory, KubePod pod, Lazy<HashSet<KubeObject>> elected) => inventory.RootOf(pod) switch
    {
        KubeWorkload { Ready: 1 } workload when elected.Value.Contains(workload) && !Signs.IsNodeDown(inventory, pod) => Severity.Info,
        KubeDeployment { Desired: > 0, Ready: > 0 } deployment when IsRollingOut(deployment) && deployment.Available > 0 && !Signs.IsNodeDown(inventory, pod) => Severity.Info,
        KubeJob or KubeCronJob => Severity.Warning,
        KubeWorkload { Ready: > 0 } => Severity.Warning,
        KubeWorkload => Severity.Critical,
        _ => Severity.Error,
    };

    /// <summary>
    /// Workloads of which a ready pod holds a lease: where it is the only one that is ready, the others wait to be elected. Clients of k8s.io/client-go/tools/leaderelection
    /// write the pod's name, most often with a unique id behind an underscore.
    /// </summary>
    private static HashSet<KubeObject> Elected(ClusterInventory inventory) =>
        inventory.All<KubeLease>()
            .Where(lease => lease.Namespace != "kube-node-lease" && lease.Holder is { Length: > 0 })
            .Select(lease => inventory.Find<KubePod>("Pod", lease.Namespace, lease.Holder!.Split('_')[0]))
            .Where(pod => pod is { IsReady: true })
            .Select(pod => inventory.RootOf(pod!))
            .ToHashSet<KubeObject>(ReferenceEqualityComparer.Instance);

    /// <summary>A rollout that still makes progress, with old pods serving: what is not ready yet is no fault yet.</summary>
    private static bool IsRollingOut(KubeDeployment deployment) =>
        Signs.Condition(deployment.Conditions, "Available") is { IsTrue: true }
        && Signs.Condition(deployment.Conditions, "Progressing") is { IsTrue: true, Reason: "ReplicaSetUpdated" or "NewReplicaSetCreated" or "FoundNewReplicaSet" };
}
