using RunbookTools.Engine.Primitives;

namespace RunbookTools.Engine.Symptoms;

/// <summary>
/// <c>Workload.CallDenied</c>: a workload is told to call what network policies do not let it reach. No more than a reason to look: not every network enforces
/// policies, and not everything that is configured is called.
/// </summary>
internal sealed class WorkloadCallDeniedDetector : ISymptomDetector
{
    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory)
    {
        if (inventory.OfKind("NetworkPolicy").Count == 0)
        {
            yield break;
        }

        foreach (var workload in Related.TopLevel(inventory).Where(workload => workload is { Deleted: null, Desired: > 0 } and not (KubeJob or KubeCronJob)))
        {
            var called = References.Of(inventory, workload).Any(reference => reference is { Object.Kind: "Service", Exists: true });
            if (!called || inventory.PodsOf(workload).FirstOrDefault(pod => pod is { IsFinished: false, Deleted: null }) is not { } pod)
            {
                continue;
            }

            if (Flows.ToCalled(inventory, pod).FirstOrDefault(flow => flow.Allowed is false) is { } denied)
            {
                yield return Signs.Of(
                    inventory, "Workload.CallDenied", workload, $"policies do not let it reach {denied.Service ?? denied.To} on {denied.Port}/{denied.Protocol}",
                    denied.Denials.SelectMany(denial => denial.Policies).Select(policy => inventory.Find(policy)?.Created).Max(), Severity.Info, denied.ToString());
            }
        }
    }
}
