namespace RunbookTools.Engine.Symptoms;

/// <summary><c>Trust.Ending</c>: the certificates by which the API server trusts what it calls end soon, or have ended.</summary>
internal sealed class TrustEndingDetector : ISymptomDetector
{
    // Whatever renews them does so weeks before.
    private static readonly TimeSpan s_soon = TimeSpan.FromDays(7);

    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory) =>
        from item in inventory.All<KubeApiService>().Select(api => ((KubeObject)api, api.TrustEnds))
            .Concat(inventory.All<KubeCustomResourceDefinition>().Select(definition => ((KubeObject)definition, definition.TrustEnds)))
            .Concat(inventory.All<KubeWebhookConfiguration>().Select(webhooks => ((KubeObject)webhooks, webhooks.Webhooks.Min(webhook => webhook.TrustEnds))))
        where item.Item1.Deleted is null && item.Item2 is { } end && end - inventory.CapturedAt < s_soon
        let ended = item.Item2 <= inventory.CapturedAt
        select Signs.Of(
            inventory, "Trust.Ending", item.Item1, $"its certificate authority {(ended ? "ended" : "ends")} at {item.Item2:yyyy-MM-dd HH:mm}Z",
            ended ? item.Item2 : null, ended ? Severity.Error : Severity.Warning, ended ? "ended" : "soon");
}
