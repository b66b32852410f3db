namespace RunbookTools.Engine.Symptoms;

/// <summary><c>Webhook.Unreachable</c>: an admission webhook calls a service that does not answer.</summary>
internal sealed class WebhookUnreachableDetector : ISymptomDetector
{
    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory)
    {
        foreach (var configuration in inventory.All<KubeWebhookConfiguration>().Where(configuration => configuration.Deleted is null))
        {
            foreach (var group in configuration.Webhooks.Where(webhook => webhook.Service is not null).GroupBy(webhook => webhook.Service!))
            {
                var state = ServiceSigns.StateOf(inventory, group.Key);
                if (state is ServiceState.Missing or ServiceState.NoEndpoints)
                {
                    var blocks = group.Any(webhook => webhook.FailurePolicy != "Ignore");
                    yield return Signs.Of(
                        inventory,
                        "Webhook.Unreachable",
                        configuration,
                        $"{group.Key} {(state == ServiceState.Missing ? "does not exist" : "has no ready endpoints")}{(blocks ? ", and requests it is asked about are refused" : "")}",
                        null,
                        blocks ? Severity.Error : Severity.Warning,
                        $"{group.Key}|{state}");
                }
            }
        }
    }
}
