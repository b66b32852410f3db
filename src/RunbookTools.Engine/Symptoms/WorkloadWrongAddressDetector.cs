using RunbookTools.Engine.Primitives;

namespace RunbookTools.Engine.Symptoms;

/// <summary>
/// <c>Workload.WrongAddress</c>: a workload is told to call a service, a port or a namespace that does not exist. No more than a remark while its pods
/// work: nobody may ever call it.
/// </summary>
internal sealed class WorkloadWrongAddressDetector : ISymptomDetector
{
    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory)
    {
        foreach (var workload in Related.TopLevel(inventory).Where(workload => workload is { Deleted: null, Desired: > 0 } and not (KubeJob or KubeCronJob)))
        {
            var wrong = References.Of(inventory, workload)
                .Where(reference => reference is { Object.Kind: "Service", Exists: false, Optional: false }).DistinctBy(reference => (reference.Object, reference.Key)).ToList();
            if (wrong.Count > 0)
            {
                var works = inventory.PodsOf(workload).All(pod => pod.IsReady || pod.IsFinished || Signs.IsSettling(inventory, pod));
                yield return Signs.Of(
                    inventory, "Workload.WrongAddress", workload, string.Join("; ", wrong.Select(Say)), workload.Created, works ? Severity.Info : Severity.Warning,
                    string.Join('|', wrong.Select(reference => $"{reference.Object} {reference.Key}")));
            }
        }
    }

    private static string Say(KubeReference reference) =>
        $"{reference.Field} names {reference.Object}{(reference.OnlyKeyMissing ? ", which has no port " + reference.Key : ", which does not exist")}"
        + (reference.NearMiss is null ? "" : $"; there is {reference.NearMiss}");
}
