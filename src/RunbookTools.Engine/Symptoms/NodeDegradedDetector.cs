using RunbookTools.Engine.Primitives;

namespace RunbookTools.Engine.Symptoms;

/// <summary><c>Node.Degraded</c>: a node calls itself ready and something about it is not right.</summary>
internal sealed class NodeDegradedDetector : ISymptomDetector
{
    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory) =>
        from sign in NodeSigns.Of(inventory)
        let node = inventory.Find<KubeNode>("Node", null, sign.Node.Name)
        select Signs.Of(
            inventory, "Node.Degraded", node, sign.Message, sign.Since, sign.Sign is NodeSign.PodsFailHere or NodeSign.Uninitialized ? Severity.Error : Severity.Warning, sign.Sign.ToString());
}
