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
        Dictionary<string, decimal>? starting = null;
        foreach (var container in spec.Containers)
        {
            switch (container.Type)
            {
                case ContainerType.App:
                    Add(running, container);
                    break;
                case ContainerType.Sidecar:
                    Add(running, container);
                    Add(sidecars, container);
                    Raise(starting ??= new(StringComparer.Ordinal), sidecars);
                    break;
                case ContainerType.Init:
                    var together = new Dictionary<string, decimal>(sidecars, StringComparer.Ordinal);
                    Add(together, container);
                    Raise(starting ??= new(StringComparer.Ordinal), together);
                    break;
            }
        }

        if (starting is not null)
        {
            Raise(running, starting);
        }

        foreach (var (resource, amount) in spec.Overhead.Amounts)
        {
            Add(running, resource, amount.Value);
        }

        return running;
    }

    /// <summary>Adds amounts.</summary>
    public static void Add(Dictionary<string, decimal> sum, IEnumerable<KeyValuePair<string, decimal>> amounts)
    {
        foreach (var (resource, amount) in amounts)
        {
            Add(sum, resource, amount);
        }
    }

    private static void Add(Dictionary<string, decimal> sum, KubeContainerSpec container)
    {
        foreach (var (resource, amount) in container.Requests.Amounts)
        {
            Add(sum, resource, amount.Value);
        }

        foreach (var (resource, amount) in container.Limits.Amounts)
        {
            if (!container.Requests.Amounts.ContainsKey(resource))
            {
                Add(sum, resource, amount.Value);
            }
        }
    }

    private static void Add(Dictionary<string, decimal> sum, string resource, decimal amount) => CollectionsMarshal.GetValueRefOrAddDefault(sum, resource, out _) += amount;

    private static void Raise(Dictionary<string, decimal> most, Dictionary<string, decimal> amounts)
    {
        foreach (var (resource, amount) in amounts)
        {
            most[resource] = Math.Max(most.GetValueOrDefault(resource), amount);
        }
    }
}
