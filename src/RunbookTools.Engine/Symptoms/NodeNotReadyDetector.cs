namespace RunbookTools.Engine.Symptoms;

/// <summary><c>Node.NotReady</c>: a node does not report, or reports that it cannot run pods.</summary>
internal sealed class NodeNotReadyDetector : ISymptomDetector
{
    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory)
    {
        foreach (var node in inventory.All<KubeNode>())
        {
            var ready = Signs.Condition(node.Conditions, "Ready");
            var network = Signs.Condition(node.Conditions, "NetworkUnavailable");
            // A node that joins is not ready until its network is.
            var joining = Signs.Age(inventory, node) is { } age && age < Signs.Grace && ready?.Status != "Unknown";
            if (ready is { IsTrue: false } && !joining)
            {
                yield return Signs.Of(
                    inventory, "Node.NotReady", node, $"{ready}: {ready.Message}", ready.Since, Severity.Critical, ready.Reason ?? "");
            }
            else if (network is { IsTrue: true } && !joining)
            {
                yield return Signs.Of(
                    inventory, "Node.NotReady", node, $"{network}: {network.Message}", network.Since, Severity.Error, "NetworkUnavailable");
            }
        }
    }
}
