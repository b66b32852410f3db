namespace RunbookTools.Engine.Primitives;

/// <summary>
/// Why a pod fits no node: the rules of the scheduler's filters (pkg/scheduler/framework/plugins), each of them on every node. The scheduler itself stops at
/// the first that fails and tells only numbers of nodes.
/// </summary>
public static class Scheduling
{
    /// <summary>Every node, ordered by name, with everything that speaks against the pod running there.</summary>
    /// <param name="inventory">The cluster.</param>
    /// <param name="pod">The pod; it need not be pending. What it takes itself is not counted.</param>
    public static IReadOnlyList<KubeNodeFit> Explain(ClusterInventory inventory, KubePod pod)
    {
        var question = new SchedulingQuestion(inventory, pod);
        return [.. question.Nodes.Select(node => new KubeNodeFit(pod.Target, node.Target, question.BlockersOn(node)))];
    }

    /// <summary>What a pod asks of a node: containers, sidecars, init containers and overhead together.</summary>
    /// <param name="spec">The pod's specification, or a template's.</param>
    public static KubeResources Requests(KubePodSpec spec) =>
        new(PodRequests.Of(spec).ToDictionary(pair => pair.Key, pair => Quantities.Of(pair.Key, pair.Value)));
}
