namespace RunbookTools.Engine.Symptoms;

/// <summary><c>Autoscaler.Conflict</c>: two autoscalers scale the same workload, or something else keeps setting the count that an autoscaler sets.</summary>
internal sealed class AutoscalerConflictDetector : ISymptomDetector
{
    // Once may be a release; three times within the hour is a habit.
    private const int Habit = 3;

    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory)
    {
        foreach (var rivals in inventory.All<KubeAutoscaler>().Where(autoscaler => autoscaler.Deleted is null).GroupBy(autoscaler => autoscaler.ScaleTarget))
        {
            var all = rivals.ToList();
            if (all.Count > 1)
            {
                yield return Signs.Of(
                    inventory, "Autoscaler.Conflict", all[0], $"{string.Join(" and ", all.Select(autoscaler => autoscaler.Name))} scale {rivals.Key}",
                    all.Max(autoscaler => autoscaler.Created), Severity.Warning, "rivals");
            }
            else if (Signs.Events(inventory, all[0]).Where(seen => seen.Reason == "SuccessfulRescale").Sum(seen => seen.Count) >= Habit && Resetting(inventory, all[0]) is { } reset)
            {
                yield return Signs.Of(inventory, "Autoscaler.Conflict", all[0], $"{rivals.Key} is set back again and again: {reset.Message}", reset.FirstSeen, Severity.Warning, "reset");
            }
        }
    }

    /// <summary>
    /// The event of a deployment that was scaled to a count its autoscaler never asked for: often, and while the autoscaler asked for other counts only
    /// (k8s.io/kubernetes/pkg/controller/deployment/sync.go, "Scaled down replica set %s from %d to %d").
    /// </summary>
    private static KubeEvent? Resetting(ClusterInventory inventory, KubeAutoscaler autoscaler)
    {
        if (inventory.Find(autoscaler.ScaleTarget) is not KubeDeployment deployment || deployment.Updated < deployment.Desired)
        {
            return null;
        }

        var asked = Signs.Events(inventory, autoscaler).Where(seen => seen.Reason == "SuccessfulRescale").Select(seen => Number(seen.Message, "New size: ")).OfType<int>().ToHashSet();
        return Signs.Events(inventory, deployment)
            .Where(seen => seen.Reason == "ScalingReplicaSet" && seen.Message.StartsWith("Scaled down", StringComparison.Ordinal) && seen.Count >= Habit)
            .FirstOrDefault(seen => Number(seen.Message, " to ") is { } count && count > 0 && !asked.Contains(count));
    }

    private static int? Number(string text, string after)
    {
        var at = text.LastIndexOf(after, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var digits = text[(at + after.Length)..].TakeWhile(char.IsAsciiDigit).ToArray();
        return int.TryParse(digits, out var number) ? number : null;
    }
}
