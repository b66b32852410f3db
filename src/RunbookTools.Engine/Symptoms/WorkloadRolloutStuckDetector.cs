namespace RunbookTools.Engine.Symptoms;

/// <summary><c>Workload.RolloutStuck</c>: a new revision does not come up, while the workload has pods.</summary>
internal sealed class WorkloadRolloutStuckDetector : ISymptomDetector
{
    // Stateful sets and daemon sets have no deadline of their own; the default one of a deployment is taken.
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(600);

    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory)
    {
        foreach (var workload in inventory.All<KubeWorkload>().Where(workload => workload.Deleted is null && workload.Desired > 0))
        {
            var symptom = Unseen(inventory, workload) ?? workload switch
            {
                KubeDeployment deployment => OfDeployment(inventory, deployment),
                KubeStatefulSet set when IsHeld(set) => Held(inventory, set, set.UpdateStrategy == "OnDelete" ? "OnDelete" : "Partition"),
                KubeDaemonSet { UpdateStrategy: "OnDelete" } set when set.Updated < set.Desired => Held(inventory, set, "OnDelete"),
                KubeStatefulSet { UpdateStrategy: "RollingUpdate" } set when set.CurrentRevision != set.UpdateRevision && set.Updated < set.Desired - set.Partition => OfPods(inventory, set),
                KubeDaemonSet { UpdateStrategy: "RollingUpdate" } set when set.Updated < set.Desired => OfPods(inventory, set),
                _ => null,
            };
            if (symptom is not null)
            {
                yield return symptom;
            }
        }
    }

    /// <summary>A workload that is not there for anybody, where its pods, which show why, could not be read.</summary>
    private static Symptom? Unseen(ClusterInventory inventory, KubeWorkload workload)
    {
        if (inventory.GapFor("Pod", workload.Namespace) is null || inventory.PodsOf(workload).Any())
        {
            return null;
        }

        var unavailable = workload is KubeDeployment ? Signs.Condition(workload.Conditions, "Available") : null;

        // While a revision is rolled out nobody may be there for a while; when none is, somebody should be.
        var patience = Signs.Condition(workload.Conditions, "Progressing") is { IsTrue: true, Reason: "NewReplicaSetAvailable" } ? Signs.Grace : s_deadline;
        var isDown = workload is KubeDeployment
            ? unavailable is { IsFalse: true } && Signs.Lasts(inventory, unavailable.Since, patience)
            : workload is KubeStatefulSet or KubeDaemonSet && workload is { Ready: 0, Current: > 0 } && Signs.Lasts(inventory, workload.Created, s_deadline);
        return isDown ? Make(inventory, workload, $"{workload.Ready} of {workload.Desired} ready, and its pods could not be looked at", unavailable?.Since, "Unseen") : null;
    }

    /// <summary>Conditions and reasons of k8s.io/kubernetes/pkg/controller/deployment/util/deployment_util.go.</summary>
    private static Symptom? OfDeployment(ClusterInventory inventory, KubeDeployment deployment)
    {
        var failure = Signs.Condition(deployment.Conditions, "ReplicaFailure");
        if (failure is { IsTrue: true } && deployment.Current > 0)
        {
            return Make(inventory, deployment, $"{failure.Reason}: {failure.Message}", failure.Since, failure.Reason);
        }

        var progressing = Signs.Condition(deployment.Conditions, "Progressing");
        if (progressing is { IsFalse: true } && deployment.Current > 0)
        {
            return Make(inventory, deployment, $"{progressing.Reason}: {deployment.Updated} of {deployment.Desired} updated, {deployment.Available} available", progressing.LastSeen ?? progressing.Since, progressing.Reason) with { SinceAtLatest = true };
        }

        return deployment.Paused && deployment.Updated < deployment.Desired
            ? Make(inventory, deployment, $"paused with {deployment.Updated} of {deployment.Desired} updated", progressing?.Since, "Paused") with { Severity = Severity.Info }
            : null;
    }

    private static Symptom? OfPods(ClusterInventory inventory, KubeWorkload workload)
    {
        var stuck = inventory.PodsOf(workload)
            .Where(pod => !pod.IsReady && !pod.IsFinished && pod.Deleted is null && Signs.Lasts(inventory, pod.Created, s_deadline))
            .OrderBy(pod => pod.Created).FirstOrDefault();
        return stuck is null
            ? null
            : Make(inventory, workload, $"{workload.Updated} of {workload.Desired} updated, waiting for {stuck.Name}", stuck.Created, "Waiting");
    }

    /// <summary>True when the update goes no further until somebody deletes a pod or lowers the partition; that may well be meant.</summary>
    private static bool IsHeld(KubeStatefulSet set) =>
        set.CurrentRevision != set.UpdateRevision
        && set.Updated < set.Desired
        && (set.UpdateStrategy == "OnDelete" || (set.Partition > 0 && set.Updated >= set.Desired - set.Partition));

    private static Symptom Held(ClusterInventory inventory, KubeWorkload workload, string by) =>
        Make(inventory, workload, $"{workload.Updated} of {workload.Desired} updated, held by {by}", null, by) with { Severity = Severity.Info };

    private static Symptom Make(ClusterInventory inventory, KubeWorkload workload, string summary, DateTimeOffset? since, string? signature) =>
        Signs.Of(inventory, "Workload.RolloutStuck", workload, summary, since, workload.Ready == 0 ? Severity.Critical : Severity.Error, signature ?? "");
}
