namespace RunbookTools.Engine.Symptoms;

/// <summary><c>Job.Failed</c>: a job gave up, and no later run of the same cron job did better.</summary>
internal sealed class JobFailedDetector : ISymptomDetector
{
    private static readonly TimeSpan s_old = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory)
    {
        foreach (var job in inventory.All<KubeJob>().Where(job => job.Deleted is null))
        {
            // FailureTarget is written first, Failed when its pods are gone.
            var failed = job.Conditions.Where(condition => condition is { Type: "Failed" or "FailureTarget", IsTrue: true }).MinBy(condition => condition.Type == "FailureTarget");
            if (failed is null || IsMadeUpFor(inventory, job, failed.Since))
            {
                continue;
            }

            yield return Signs.Of(
                inventory, "Job.Failed", job, $"{failed.Reason}: {failed.Message}", failed.Since,
                Signs.Lasts(inventory, failed.Since, s_old) ? Severity.Warning : Severity.Error, failed.Reason ?? "");
        }
    }

    private static bool IsMadeUpFor(ClusterInventory inventory, KubeJob job, DateTimeOffset? failed) =>
        inventory.OwnerOf(job) is KubeCronJob cron
        && (cron.LastSuccessful > failed
            || inventory.OwnedBy(cron).OfType<KubeJob>().Any(other => other.Created > job.Created && other.Conditions.Any(condition => condition is { Type: "Complete", IsTrue: true })));
}
