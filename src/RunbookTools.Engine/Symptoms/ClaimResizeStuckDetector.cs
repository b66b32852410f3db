namespace RunbookTools.Engine.Symptoms;

/// <summary><c>Claim.ResizeStuck</c>: a claim asks for more than it has, and does not get it.</summary>
internal sealed class ClaimResizeStuckDetector : ISymptomDetector
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    // Conditions of core/v1 PersistentVolumeClaimConditionType; events of external-resizer, the expand controller and the kubelet.
    private static readonly string[] s_errors = ["ControllerResizeError", "NodeResizeError"];
    private static readonly string[] s_failures = ["VolumeResizeFailed", "FileSystemResizeFailed"];

    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory)
    {
        foreach (var claim in inventory.All<KubeVolumeClaim>().Where(claim => claim is { Phase: "Bound", Deleted: null } && claim.Requested > claim.Capacity))
        {
            var failed = claim.Conditions.FirstOrDefault(condition => condition.IsTrue && s_errors.Contains(condition.Type));
            var told = Signs.Events(inventory, claim).LastOrDefault(seen => s_failures.Contains(seen.Reason));
            var pending = Signs.Condition(claim.Conditions, "FileSystemResizePending");
            var under = Signs.Condition(claim.Conditions, "Resizing") ?? pending;
            var sizes = $"has {claim.Capacity} and asks for {claim.Requested}";
            if (failed is not null || told is not null)
            {
                yield return Make(inventory, claim, $"{sizes}: {failed?.Message ?? told?.Message}", failed?.Since ?? told?.FirstSeen, Severity.Warning, "failed");
            }
            else if (pending is { IsTrue: true } && !inventory.PodsIn(claim.Namespace).Any(pod => !pod.IsFinished && pod.Spec.Volumes.Any(volume => volume.Claim == claim.Name)))
            {
                yield return Make(inventory, claim, $"{sizes}; its file system grows when a pod mounts it", pending.Since, Severity.Info, "unused");
            }
            else if (Signs.Lasts(inventory, under?.Since ?? claim.Created, s_patience))
            {
                yield return Make(inventory, claim, $"{sizes}{(under is null ? ", and nothing says why" : $": {under.Message ?? under.Type}")}", under?.Since, Severity.Warning, under?.Type ?? "");
            }
        }
    }

    private static Symptom Make(ClusterInventory inventory, KubeVolumeClaim claim, string summary, DateTimeOffset? since, Severity severity, string signature) =>
        Signs.Of(inventory, "Claim.ResizeStuck", claim, summary, since, severity, signature);
}
