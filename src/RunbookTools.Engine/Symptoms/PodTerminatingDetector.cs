namespace RunbookTools.Engine.Symptoms;

/// <summary><c>Pod.Terminating</c>: a pod should be gone and is not.</summary>
internal sealed class PodTerminatingDetector : ISymptomDetector
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_longGrace = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory)
    {
        foreach (var pod in inventory.All<KubePod>().Where(pod => pod.Deleted is not null))
        {
            // On a node that does not answer nobody will end it, so there is nothing to wait for.
            if (Signs.IsNodeDown(inventory, pod))
            {
                yield return Make(inventory, pod, $"node {pod.Node} is not ready", Severity.Warning, "node|" + pod.Node);
            }
            else if (inventory.CapturedAt - pod.Deleted > s_patience)
            {
                var why = pod.Finalizers.Count > 0 ? "held by " + string.Join(", ", pod.Finalizers) : "its containers do not end";
                yield return Make(inventory, pod, why, Severity.Warning, string.Join(',', pod.Finalizers));
            }
            else if (pod.Deleted > inventory.CapturedAt && TimeSpan.FromSeconds(pod.Spec.TerminationGracePeriodSeconds ?? 0) is var grace && grace > s_longGrace
                && inventory.CapturedAt - (pod.Deleted - grace) > s_longGrace)
            {
                yield return Make(inventory, pod, $"may take {grace.TotalMinutes:0} minutes to end", Severity.Info, "grace");
            }
        }
    }

    private static Symptom Make(ClusterInventory inventory, KubePod pod, string why, Severity severity, string signature) =>
        Signs.Of(inventory, "Pod.Terminating", pod, "Terminating: " + why, pod.Deleted, severity, signature);
}
