namespace RunbookTools.Engine.Symptoms;

/// <summary><c>ApiService.Unavailable</c>: an aggregated API does not answer.</summary>
internal sealed class ApiServiceUnavailableDetector : ISymptomDetector
{
    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory) =>
        from api in inventory.All<KubeApiService>()
        where api.Service is not null && api.Deleted is null
        let available = Signs.Condition(api.Conditions, "Available")
        where available is { IsTrue: false }
        select Signs.Of(
            inventory, "ApiService.Unavailable", api, $"{available.Reason}: {available.Message}", available.Since, Severity.Error, available.Reason ?? "");
}
