namespace RunbookTools.Engine.Symptoms;

/// <summary><c>Autoscaler.Failing</c>: an autoscaler cannot tell how many pods are needed, or cannot scale.</summary>
internal sealed class AutoscalerFailingDetector : ISymptomDetector
{
    private static readonly TimeSpan s_warmUp = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory)
    {
        foreach (var autoscaler in inventory.All<KubeAutoscaler>().Where(autoscaler => autoscaler.Deleted is null))
        {
            var failing = Signs.Condition(autoscaler.Conditions, "AbleToScale") is { IsFalse: true } able ? able
                : Signs.Condition(autoscaler.Conditions, "ScalingActive") is { IsFalse: true, Reason: not "ScalingDisabled" } active ? active
                : null;
            if (failing is not null && !(IsWarmingUp(failing) && !Signs.Lasts(inventory, failing.Since, s_warmUp)))
            {
                yield return Signs.Of(
                    inventory, "Autoscaler.Failing", autoscaler, $"{failing.Reason}: {failing.Message}", failing.Since, Severity.Warning, failing.Reason ?? "");
            }
        }
    }

    /// <summary>
    /// Metrics of fresh pods take a minute or two; until then the controller says one of these
    /// (k8s.io/kubernetes/pkg/controller/podautoscaler/metrics/client.go and replica_calculator.go).
    /// </summary>
    private static bool IsWarmingUp(KubeCondition condition) =>
        condition.Message is { } message
        && (message.Contains("no metrics returned from resource metrics API", StringComparison.Ordinal)
            || message.Contains("did not receive metrics for", StringComparison.Ordinal));
}
