namespace RunbookTools.Engine.Symptoms;

/// <summary><c>Pod.Terminating</c>: a pod should be gone and is not.</summary>
internal sealed class PodTerminatingDetector : ISymptomDetector
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory) =>
        from pod in inventory.All<KubePod>()
        where pod.Deleted is not null
        let nodeDown = Signs.IsNodeDown(inventory, pod)
        // On a node that does not answer nobody will end it, so there is nothing to wait for.
        where nodeDown || inventory.CapturedAt - pod.Deleted > s_patience
        let why = nodeDown ? $"node {pod.Node} is not ready"
            : pod.Finalizers.Count > 0 ? "held by " + string.Join(", ", pod.Finalizers)
            : "its containers do not end"
        select Signs.Of(
            inventory, "Pod.Terminating", pod, "Terminating: " + why, pod.Deleted, Severity.Warning,
            nodeDown ? "node|" + pod.Node : string.Join(',', pod.Finalizers));
}
