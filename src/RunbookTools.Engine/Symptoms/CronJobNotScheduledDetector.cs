namespace RunbookTools.Engine.Symptoms;

/// <summary><c>CronJob.NotScheduled</c>: a cron job starts nothing when it should.</summary>
internal sealed class CronJobNotScheduledDetector : ISymptomDetector
{
    private static readonly TimeSpan s_late = TimeSpan.FromMinutes(5);

    // Reasons of k8s.io/kubernetes/pkg/controller/cronjob/cronjob_controllerv2.go.
    private static readonly HashSet<string> s_reasons = new(StringComparer.Ordinal)
    {
        "TooManyMissedTimes", "UnparseableSchedule", "InvalidSchedule", "UnknownTimeZone", "FailedCreate", "FailedNeedsStart",
    };

    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory)
    {
        foreach (var cron in inventory.All<KubeCronJob>().Where(cron => cron.Deleted is null))
        {
            if (cron.Suspended)
            {
                // Somebody wanted it so.
                yield return Signs.Of(inventory, "CronJob.NotScheduled", cron, "suspended", null, Severity.Info, "Suspended");
            }
            else if (Signs.Events(inventory, cron).LastOrDefault(seen => s_reasons.Contains(seen.Reason) || (seen.Reason == "MissSchedule" && seen.LastSeen > cron.LastScheduled)) is { } refused)
            {
                yield return Signs.Of(
                    inventory, "CronJob.NotScheduled", cron, $"{refused.Reason}: {refused.Message}", refused.FirstSeen, Severity.Warning, refused.Reason);
            }
            else if (Missed(inventory, cron) is { } missed)
            {
                var busy = cron is { ConcurrencyPolicy: "Forbid", Active.Count: > 0 };
                yield return Signs.Of(
                    inventory, "CronJob.NotScheduled", cron,
                    $"due at {missed:yyyy-MM-dd HH:mm}Z and not started{(busy ? ": the run before has not ended" : "")}",
                    missed, busy ? Severity.Info : Severity.Error, busy ? "Busy" : "Missed");
            }
        }
    }

    /// <summary>The last time it was due and did not start; null when it did, or when that cannot be told.</summary>
    private static DateTimeOffset? Missed(ClusterInventory inventory, KubeCronJob cron)
    {
        if (CronSchedule.Parse(cron.Schedule) is not { } schedule || Zone(cron.TimeZone) is not { } zone)
        {
            return null;
        }

        var last = cron.LastScheduled is { } started ? TimeZoneInfo.ConvertTime(started, zone).DateTime : (DateTime?)null;
        // Without a time zone the controller's own counts, which is not known: a last start off the schedule shows that it is another one.
        if (cron.TimeZone is null && !schedule.IsHourly && (last is null || !schedule.Fires(last.Value)))
        {
            return null;
        }

        if (schedule.Previous(TimeZoneInfo.ConvertTime(inventory.CapturedAt - s_late, zone).DateTime) is not { } due)
        {
            return null;
        }

        var at = new DateTimeOffset(due, zone.GetUtcOffset(due)).ToUniversalTime();
        return at > (cron.LastScheduled ?? DateTimeOffset.MinValue) && at > (cron.Created ?? DateTimeOffset.MaxValue) ? at : null;
    }

    private static TimeZoneInfo? Zone(string? name) =>
        string.IsNullOrEmpty(name) ? TimeZoneInfo.Utc : TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;
}
