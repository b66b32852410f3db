using RunbookTools.Engine.Reports;

namespace RunbookTools.Engine.Symptoms;

/// <summary><c>Workload.NoPods</c>: pods are wanted and cannot be made.</summary>
internal sealed class WorkloadNoPodsDetector : ISymptomDetector
{
    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory)
    {
        foreach (var workload in inventory.All<KubeWorkload>().Where(IsShort))
        {
            if (workload is KubeReplicaSet && workload.Controller is not null)
            {
                // Its deployment tells.
                continue;
            }

            var failure = Signs.Condition(workload.Conditions, "ReplicaFailure");
            // The controllers write FailedCreate about what makes the pods: a deployment's replica set, the others themselves.
            var seen = inventory.Descendants(workload).OfType<KubeReplicaSet>().Prepend<KubeObject>(workload)
                .SelectMany(item => Signs.Events(inventory, item))
                .Where(seen => seen.Reason == "FailedCreate").OrderBy(seen => seen.LastSeen).LastOrDefault();
            var why = failure is { IsTrue: true } ? failure.Message : seen?.Message;
            if (why is null && (workload.Current > 0 || !Signs.Lasts(inventory, workload.Created, Signs.Grace) || HasPods(inventory, workload)))
            {
                continue;
            }

            if (workload is KubeDeployment { Current: > 0 })
            {
                // With pods of another revision it is a rollout that is stuck.
                continue;
            }

            yield return Signs.Of(
                inventory,
                "Workload.NoPods",
                workload,
                $"{workload.Current} of {PlainText.Count(workload.Desired, "pod")}{(why is null ? ", and nothing says why" : ": " + why)}",
                failure?.Since ?? seen?.FirstSeen ?? workload.Created,
                workload.Ready == 0 ? Severity.Critical : Severity.Error,
                failure?.Reason ?? seen?.Reason ?? "");
        }
    }

    private static bool IsShort(KubeWorkload workload) => workload.Deleted is null && workload switch
    {
        KubeCronJob => false,
        KubeJob job => !job.IsFinished && !job.Suspended && job.Desired > 0 && job.Current == 0 && job.Succeeded == 0 && job.Failed == 0,
        _ => workload.Current < workload.Desired,
    };

    /// <summary>Counts in a status lag behind; the pods themselves do not.</summary>
    private static bool HasPods(ClusterInventory inventory, KubeWorkload workload) =>
        inventory.GapFor("Pod", workload.Namespace) is not null || inventory.PodsOf(workload).Any();
}
