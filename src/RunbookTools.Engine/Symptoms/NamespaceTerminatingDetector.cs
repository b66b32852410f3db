namespace RunbookTools.Engine.Symptoms;

/// <summary><c>Namespace.Terminating</c>: a namespace should be gone and is not.</summary>
internal sealed class NamespaceTerminatingDetector : ISymptomDetector
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    // Conditions of k8s.io/kubernetes/pkg/controller/namespace/deletion/status_condition_utils.go.
    private static readonly string[] s_failures =
        ["NamespaceDeletionDiscoveryFailure", "NamespaceDeletionGroupVersionParsingFailure", "NamespaceDeletionContentFailure", "NamespaceFinalizersRemaining"];

    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory)
    {
        foreach (var ns in inventory.All<KubeNamespace>().Where(ns => ns.Phase == "Terminating"))
        {
            var failure = ns.Conditions.FirstOrDefault(condition => condition.IsTrue && s_failures.Contains(condition.Type));
            var remaining = failure ?? ns.Conditions.FirstOrDefault(condition => condition is { Type: "NamespaceContentRemaining", IsTrue: true });
            // The cluster's own finalizers go by themselves after a while; others need somebody who takes them off.
            var foreign = failure is not null && !IsBuiltIn(failure);
            if (foreign || Signs.Lasts(inventory, ns.Deleted, s_patience))
            {
                yield return Signs.Of(
                    inventory, "Namespace.Terminating", ns, remaining is null ? "Terminating" : $"Terminating: {remaining.Message}", ns.Deleted,
                    Severity.Warning, remaining?.Type ?? "");
            }
        }
    }

    private static bool IsBuiltIn(KubeCondition condition) =>
        condition is { Type: "NamespaceFinalizersRemaining", Message: { } message }
        && message.Split(": ", 2)[^1].Split(", ").All(part =>
            part.StartsWith("kubernetes.io/", StringComparison.Ordinal) || part.StartsWith("foregroundDeletion", StringComparison.Ordinal)
            || part.StartsWith("batch.kubernetes.io/", StringComparison.Ordinal) || part.StartsWith("orphan", StringComparison.Ordinal));
}
