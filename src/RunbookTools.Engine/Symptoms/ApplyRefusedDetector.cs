using RunbookTools.Engine.Primitives;

namespace RunbookTools.Engine.Symptoms;

/// <summary>
/// <c>Apply.Refused</c>: what brings a configuration into the cluster (Flux, Argo CD and their like) reports that the API server did not take it. Of a
/// refusal at apply nothing else is written into the cluster.
/// </summary>
internal sealed class ApplyRefusedDetector : ISymptomDetector
{
    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory) =>
        from item in inventory.All<KubeUntypedObject>()
        where item.Deleted is null
        let refused = item.Conditions.FirstOrDefault(condition => condition is { IsTrue: false, Type: "Ready" or "Released" or "Reconciled", Message: not null } or { Type: "SyncError" or "ComparisonError", Message: not null }
            && Refusals.IsOfApply(condition.Message!))
        where refused is not null
        select Signs.Of(inventory, "Apply.Refused", item, $"{refused.Reason}: {refused.Message}", refused.Since, Severity.Error, refused.Reason ?? "");
}
