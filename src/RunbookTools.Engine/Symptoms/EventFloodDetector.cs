namespace RunbookTools.Engine.Symptoms;

/// <summary><c>Events.Flood</c>: one complaint is repeated so often that it drowns the others and burdens the API server.</summary>
internal sealed class EventFloodDetector : ISymptomDetector
{
    // The recorder of client-go lets one source write about one object 25 times at once and then every five minutes
    // (k8s.io/client-go/tools/record/events_cache.go); what is far above that does not use it.
    private const double MostPerMinute = 20;
    private const int Least = 1000;

    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory) =>
        from seen in inventory.All<KubeEvent>()
        where seen.Count >= Least && Signs.IsRecent(inventory, seen.LastSeen) && seen.FirstSeen is not null
        let minutes = Math.Max(1, (seen.LastSeen - seen.FirstSeen)!.Value.TotalMinutes)
        where seen.Count / minutes > MostPerMinute
        let about = inventory.Find(seen.Object)
        where about is not null
        group seen by about into all
        let worst = all.MaxBy(seen => seen.Count)!
        select Signs.Of(inventory, "Events.Flood", all.Key, $"{worst.Reason} {worst.Count} times since {worst.FirstSeen:yyyy-MM-dd HH:mm}Z: {worst.Message}", worst.FirstSeen, Severity.Warning, worst.Reason);
}
