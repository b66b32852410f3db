using RunbookTools.Engine.Primitives;

namespace RunbookTools.Engine.Symptoms;

/// <summary><c>Pod.Evicted</c>: a pod was put off its node, lately or without being replaced.</summary>
internal sealed class PodEvictedDetector : ISymptomDetector
{
    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory)
    {
        foreach (var pod in inventory.All<KubePod>().Where(pod => pod.IsFinished && pod.Deleted is null))
        {
            var seen = inventory.EventsOf(pod).LastOrDefault(seen => seen.Reason == "Evicted");
            // A container that exits 0 when evicted leaves a pod that looks as if it had succeeded.
            if (pod.Reason != "Evicted" && (seen is null || Signs.IsOfJob(pod)))
            {
                continue;
            }

            var at = seen?.LastSeen ?? pod.Conditions.Max(condition => condition.Since) ?? pod.Created;
            if (SeverityOf(inventory, pod, Signs.IsRecent(inventory, at)) is { } severity)
            {
                yield return Signs.Of(
                    inventory, "Pod.Evicted", pod, pod.Message ?? seen?.Message ?? "Evicted", at, severity,
                    // Rejected at the door, put out for what it used itself and put out for what others used are three stories of one pressure.
                    $"{pod.Node}|{(Evictions.Of(inventory, pod) is { } eviction ? $"{eviction.Type}|{eviction.Resource}|{eviction.AccountsForShortage}" : "")}");
            }
        }
    }

    private static Severity? SeverityOf(ClusterInventory inventory, KubePod pod, bool recent) => inventory.RootOf(pod) switch
    {
        KubeWorkload and not (KubeJob or KubeCronJob) and { Desired: > 0, Ready: 0 } => Severity.Critical,
        KubeWorkload and not (KubeJob or KubeCronJob) and { Ready: var ready, Desired: var desired } when ready < desired => Severity.Error,
        KubePod when pod.Controller is null => recent ? Severity.Error : Severity.Warning,
        _ => recent ? Severity.Warning : null,
    };
}
