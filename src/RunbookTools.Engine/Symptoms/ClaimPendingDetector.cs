namespace RunbookTools.Engine.Symptoms;

/// <summary><c>Claim.Pending</c>: a claim has no volume.</summary>
internal sealed class ClaimPendingDetector : ISymptomDetector
{
    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory)
    {
        foreach (var claim in inventory.All<KubeVolumeClaim>().Where(claim => claim.Phase != "Bound" && claim.Deleted is null))
        {
            var users = inventory.PodsIn(claim.Namespace).Where(pod => !pod.IsFinished && pod.Spec.Volumes.Any(volume => volume.Claim == claim.Name)).ToList();
            if (claim.Phase == "Lost")
            {
                yield return Make(inventory, claim, $"its volume {claim.VolumeName} is gone", claim.Created, users.Count > 0 ? Severity.Critical : Severity.Error, "Lost");
                continue;
            }

            // What is written about a claim may be long over; it is still pending, so the last word counts.
            var seen = inventory.EventsOf(claim).LastOrDefault(seen => seen.Reason is "ProvisioningFailed" or "FailedBinding" or "ExternalProvisioning" or "WaitForFirstConsumer" or "WaitForPodScheduled" or "VolumeMismatch");
            var waits = seen?.Reason is "WaitForFirstConsumer" or "WaitForPodScheduled"
                || (IsWaitingForConsumer(inventory, claim) && seen?.Reason is not ("ProvisioningFailed" or "VolumeMismatch"));
            if (waits)
            {
                yield return Make(inventory, claim, users.Count == 0 ? "waits for a pod that uses it" : "waits for its pod to get a node", claim.Created, Severity.Info, "WaitForFirstConsumer");
            }
            else if (users.Count > 0 || seen?.Reason is "ProvisioningFailed" or "VolumeMismatch" || Signs.Lasts(inventory, claim.Created, Signs.Grace))
            {
                var why = seen is null ? "and nothing says why" : $"{seen.Reason}: {seen.Message}";
                yield return Make(
                    inventory, claim, $"Pending, {why}", claim.Created, users.Count > 0 ? Severity.Error : Severity.Warning, $"{seen?.Reason}|{claim.Class}");
            }
        }
    }

    private static bool IsWaitingForConsumer(ClusterInventory inventory, KubeVolumeClaim claim) =>
        claim.Class is { Length: > 0 } name
            ? inventory.Find<KubeStorageClass>("StorageClass", null, name) is { BindingMode: "WaitForFirstConsumer" }
            : claim.Class is null && inventory.All<KubeStorageClass>().Any(each => each is { IsDefault: true, BindingMode: "WaitForFirstConsumer" });

    private static Symptom Make(ClusterInventory inventory, KubeVolumeClaim claim, string summary, DateTimeOffset? since, Severity severity, string signature) =>
        Signs.Of(inventory, "Claim.Pending", claim, summary, since, severity, signature);
}
