using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace RunbookTools.Engine.Primitives;

/// <summary>
/// The pods that take room on nodes, counted once for a cluster. Finished pods take none, pods that are being deleted do until they are gone.
/// </summary>
internal sealed class PlacedPods
{
    private static readonly ConditionalWeakTable<ClusterInventory, PlacedPods> s_known = [];
    private readonly ClusterInventory _inventory;
    private readonly ConcurrentDictionary<string, (int Pods, IReadOnlyDictionary<string, decimal> Requested)> _onNodes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<KubePodSpec, KeyValuePair<string, decimal>[]> _asked = new(ReferenceEqualityComparer.Instance);

    private PlacedPods(ClusterInventory inventory)
    {
        _inventory = inventory;
        var pods = inventory.All<KubePod>().Where(pod => !pod.IsFinished).ToList();
        All = [.. pods.Where(pod => pod.Node is not null)];
        Nominated = pods.Where(pod => pod is { Node: null, NominatedNode.Length: > 0 }).ToLookup(pod => pod.NominatedNode!, StringComparer.Ordinal);
        Shy = [.. All.Where(pod => pod.SharedSpec.Spec.RequiredAntiAffinity.Count > 0)];
    }

    /// <summary>Every pod that is on a node.</summary>
    public IReadOnlyList<KubePod> All { get; }

    /// <summary>Pods for which room is being made, by the node where.</summary>
    public ILookup<string, KubePod> Nominated { get; }

    /// <summary>Pods on nodes that keep others away.</summary>
    public IReadOnlyList<KubePod> Shy { get; }

    /// <summary>The placed pods of a cluster.</summary>
    public static PlacedPods Of(ClusterInventory inventory) => s_known.GetValue(inventory, static key => new PlacedPods(key));

    /// <summary>Pods on a node other than the one in question.</summary>
    public IEnumerable<KubePod> On(string node, KubePod except) => Placed(node).Where(pod => !IsSame(pod, except));

    /// <summary>How many pods are on a node, the one in question not counted.</summary>
    /// <param name="node">The node.</param>
    /// <param name="except">The pod in question as the cluster has it; null when it has none of that name.</param>
    public int CountOn(string node, KubePod? except) => OnNode(node).Pods - (except is { IsFinished: false } && except.Node == node ? 1 : 0);

    /// <summary>What pods on a node ask for, the one in question left out and those counted in for which the scheduler makes room there.</summary>
    public IReadOnlyDictionary<string, decimal> RequestedOn(string node, KubePod except)
    {
        var requested = OnNode(node).Requested;
        var isOn = except.Node == node && !except.IsFinished;
        var nominated = Nominated.Count == 0
            ? [] : Nominated[node].Where(pod => !IsSame(pod, except) && (pod.SharedSpec.Spec.Priority ?? 0) >= (except.SharedSpec.Spec.Priority ?? 0)).ToList();
        if (!isOn && nominated.Count == 0)
        {
            return requested;
        }

        var sum = new Dictionary<string, decimal>(requested, StringComparer.Ordinal);
        if (isOn)
        {
            PodRequests.Add(sum, PodRequests.Of(except.SharedSpec.Spec).Select(pair => KeyValuePair.Create(pair.Key, -pair.Value)));
        }

        foreach (var pod in nominated)
        {
            PodRequests.Add(sum, PodRequests.Of(pod.SharedSpec.Spec));
        }

        return sum;
    }

    /// <summary>True when both are the same pod.</summary>
    public static bool IsSame(KubePod left, KubePod right) => left.Name == right.Name && left.Namespace == right.Namespace;

    private IEnumerable<KubePod> Placed(string node) => _inventory.PodsOn(node).Where(pod => !pod.IsFinished);

    private (int Pods, IReadOnlyDictionary<string, decimal> Requested) OnNode(string node) => _onNodes.GetOrAdd(node, each =>
    {
        var (pods, sum) = (0, new Dictionary<string, decimal>(StringComparer.Ordinal));
        foreach (var pod in Placed(each))
        {
            pods++;

            // Pods of one owner ask for the same.
            PodRequests.Add(sum, _asked.GetOrAdd(pod.SharedSpec.Spec, spec => [.. PodRequests.Of(spec)]));
        }

        return (pods, sum);
    });
}
