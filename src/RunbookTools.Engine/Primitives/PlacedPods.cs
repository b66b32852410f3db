using System.Runtime.CompilerServices;

namespace RunbookTools.Engine.Primitives;

/// <summary>
/// The pods that take room on nodes, counted once for a cluster. Finished pods take none, pods that are being deleted do until they are gone.
/// </summary>
internal sealed class PlacedPods
{
    private static readonly ConditionalWeakTable<ClusterInventory, PlacedPods> s_known = [];
    private readonly ClusterInventory _inventory;
    private readonly ILookup<string, KubePod> _byNode;
    private readonly Dictionary<string, Dictionary<string, decimal>> _requested = new(StringComparer.Ordinal);

    private PlacedPods(ClusterInventory inventory)
    {
        _inventory = inventory;
        var pods = inventory.All<KubePod>().Where(pod => !pod.IsFinished).ToList();
        All = [.. pods.Where(pod => pod.Node is not null)];
        _byNode = All.ToLookup(pod => pod.Node!, StringComparer.Ordinal);
        Nominated = pods.Where(pod => pod is { Node: null, NominatedNode.Length: > 0 }).ToLookup(pod => pod.NominatedNode!, StringComparer.Ordinal);
        Shy = [.. All.Where(pod => pod.SharedSpec.Spec.RequiredAntiAffinity.Count > 0)];

        // Pods of one owner ask for the same.
        var asked = new Dictionary<KubePodSpec, Dictionary<string, decimal>>(ReferenceEqualityComparer.Instance);
        foreach (var group in _byNode)
        {
            var sum = new Dictionary<string, decimal>(StringComparer.Ordinal);
            foreach (var pod in group)
            {
                var spec = pod.SharedSpec.Spec;
                PodRequests.Add(sum, asked.TryGetValue(spec, out var known) ? known : asked[spec] = PodRequests.Of(spec));
            }

            _requested[group.Key] = sum;
        }
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
    public IEnumerable<KubePod> On(string node, KubePod except) => _byNode[node].Where(pod => !IsSame(pod, except));

    /// <summary>How many pods are on a node, the one in question not counted.</summary>
    public int CountOn(string node, KubePod except) =>
        _byNode[node].Count() - (_inventory.Find<KubePod>("Pod", except.Namespace, except.Name) is { IsFinished: false } same && same.Node == node ? 1 : 0);

    /// <summary>What pods on a node ask for, the one in question left out and those counted in for which the scheduler makes room there.</summary>
    public IReadOnlyDictionary<string, decimal> RequestedOn(string node, KubePod except)
    {
        var requested = _requested.GetValueOrDefault(node) ?? [];
        var isOn = except.Node == node && !except.IsFinished;
        var nominated = Nominated[node].Where(pod => !IsSame(pod, except) && (pod.SharedSpec.Spec.Priority ?? 0) >= (except.SharedSpec.Spec.Priority ?? 0)).ToList();
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
}
