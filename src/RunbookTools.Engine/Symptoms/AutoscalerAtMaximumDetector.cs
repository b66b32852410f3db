namespace RunbookTools.Engine.Symptoms;

/// <summary><c>Autoscaler.AtMaximum</c>: an autoscaler would add pods and may not, and has not been able to for a while.</summary>
internal sealed class AutoscalerAtMaximumDetector : ISymptomDetector
{
    // A peak that lasts a few minutes is what a maximum is for.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(15);

    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory) =>
        from autoscaler in inventory.All<KubeAutoscaler>()
        where autoscaler.Deleted is null && autoscaler.Maximum > 0 && autoscaler.Current >= autoscaler.Maximum
        let limited = Signs.Condition(autoscaler.Conditions, "ScalingLimited")
        // k8s.io/kubernetes/pkg/controller/podautoscaler/horizontal.go: more were wanted than the maximum.
        where limited is { IsTrue: true, Reason: "TooManyReplicas", Since: not null } && Signs.Lasts(inventory, limited.Since, s_patience)
        select Signs.Of(inventory, "Autoscaler.AtMaximum", autoscaler, $"{autoscaler.Current} of at most {autoscaler.Maximum}: {limited.Message}", limited.Since, Severity.Warning);
}
