namespace RunbookTools.Engine.Symptoms;

/// <summary><c>Job.Held</c>: a job waits because it was told to. That may well be meant.</summary>
internal sealed class JobHeldDetector : ISymptomDetector
{
    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory) =>
        from job in inventory.All<KubeJob>()
        where job.Deleted is null && !job.IsFinished && (job.Suspended || job.Desired == 0)
        select Signs.Of(inventory, "Job.Held", job, job.Suspended ? "suspended" : "its parallelism is 0", Signs.Condition(job.Conditions, "Suspended")?.Since, Severity.Info, job.Suspended ? "Suspended" : "Parallelism");
}
