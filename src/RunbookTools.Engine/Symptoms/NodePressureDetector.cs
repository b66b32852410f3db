namespace RunbookTools.Engine.Symptoms;

/// <summary><c>Node.Pressure</c>: a node runs short of memory, disk or process ids.</summary>
internal sealed class NodePressureDetector : ISymptomDetector
{
    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory) =>
        from node in inventory.All<KubeNode>()
        from pressure in node.Conditions
        where pressure is { Type: "MemoryPressure" or "DiskPressure" or "PIDPressure", IsTrue: true }
        select Signs.Of(
            inventory, "Node.Pressure", node, $"{pressure.Type}: {pressure.Message ?? pressure.Reason}", pressure.Since, Severity.Error, pressure.Type);
}
