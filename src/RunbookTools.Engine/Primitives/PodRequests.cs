using System.Runtime.InteropServices;
namespace RunbookTools.Engine.Primitives;

/// <summary>What a pod takes from a node (k8s.io/component-helpers/resource/helpers.go).</summary>
internal static class PodRequests
{
    /// <summary>
    /// The larger of what the app containers and sidecars ask for together, and what any init container asks for with the sidecars started before
    /// it; plus the overhead. A limit without a request is a request.
    /// </summary>
    public static Dictionary<string, decimal> Of(KubePodSpec spec)
    {
        var running = new Dictionary<string, decimal>(StringComparer.Ordinal);
        var sidecars = new Dictionary<string, decimal>(StringComparer.Ordinal);
        var starting = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var container in spec.Containers)
        {
            switch (container.Type)
            {
                case ContainerType.App:
                    Add(running, Asked(container));
                    break;
                case ContainerType.Sidecar:
                    Add(running, Asked(container));
                    Add(sidecars, Asked(container));
                    Raise(starting, sidecars);
                    break;
                case ContainerType.Init:
                    var together = new Dictionary<string, decimal>(sidecars, StringComparer.Ordinal);
                    Add(together, Asked(container));
                    Raise(starting, together);
                    break;
            }
        }

        Raise(running, starting);
        Add(running, spec.Overhead.Amounts.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Value)));
        return running;
    }

    /// <summary>Adds amounts.</summary>
    public static void Add(Dictionary<string, decimal> sum, IEnumerable<KeyValuePair<string, decimal>> amounts)
    {
        foreach (var (resource, amount) in amounts)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(sum, resource, out _) += amount;
        }
    }

    private static IEnumerable<KeyValuePair<string, decimal>> Asked(KubeContainerSpec container) => container.Requests.Amounts
        .Concat(container.Limits.Amounts.Where(limit => !container.Requests.Amounts.ContainsKey(limit.Key)))
        .Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Value));

    private static void Raise(Dictionary<string, decimal> most, Dictionary<string, decimal> amounts)
    {
        foreach (var (resource, amount) in amounts)
        {
            most[resource] = Math.Max(most.GetValueOrDefault(resource), amount);
        }
    }
}
