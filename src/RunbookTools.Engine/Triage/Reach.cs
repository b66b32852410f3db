namespace RunbookTools.Engine.Triage;

/// <summary>What a broken object can bring down, and through which link: followed only over what is visibly in trouble itself.</summary>
internal sealed class Reach
{
    private const int Farthest = 6;
    private readonly Dictionary<KubeTarget, Dependency> _objects = new(TargetComparer.Instance);
    private readonly Dictionary<KubeTarget, Dependency> _wholes = new(TargetComparer.Instance);
    private readonly Dictionary<KubeTarget, Dependency> _roots = new(TargetComparer.Instance);

    /// <summary>Follows the dependencies of an object.</summary>
    /// <param name="graph">What hangs on what.</param>
    /// <param name="inventory">The cluster.</param>
    /// <param name="start">The broken object; null when it was not read.</param>
    /// <param name="isHurt">Whether an object shows trouble itself.</param>
    public Reach(DependencyGraph graph, ClusterInventory inventory, KubeObject? start, Func<KubeObject, bool> isHurt)
    {
        if (start is null)
        {
            return;
        }

        var seen = new HashSet<KubeObject>(ReferenceEqualityComparer.Instance) { start };
        var open = new Queue<(KubeObject Item, int Depth)>([(start, 0)]);
        while (open.TryDequeue(out var next))
        {
            foreach (var dependency in graph.DependentsOf(next.Item))
            {
                var dependent = dependency.Dependent;
                if (!seen.Add(dependent))
                {
                    continue;
                }

                var key = dependent.Target;
                _objects[key] = dependency;
                if (dependent is KubePod pod)
                {
                    _roots.TryAdd(inventory.RootTargetOf(pod), dependency);
                }
                else
                {
                    _wholes.TryAdd(key, dependency);
                }

                if (next.Depth < Farthest && isHurt(dependent))
                {
                    open.Enqueue((dependent, next.Depth + 1));
                }
            }
        }
    }

    /// <summary>A target without its cluster, where it is part of a key (see <see cref="TargetComparer"/>).</summary>
    public static KubeTarget Key(KubeTarget target) => target.Cluster.Length == 0 ? target : target with { Cluster = "" };

    /// <summary>The link by which a symptom is explained; null when it is not.</summary>
    public Dependency? Explains(Symptom symptom) =>
        _objects.Count > 0
        && (_objects.GetValueOrDefault(symptom.Object)
            ?? _wholes.GetValueOrDefault(symptom.Owner)
            ?? (symptom.Object == symptom.Owner ? _roots.GetValueOrDefault(symptom.Object) : null)) is { } link && Fits(link.Type, symptom)
            ? link
            : null;

    /// <summary>The link to an object; null when it is not reached.</summary>
    public Dependency? To(KubeTarget target) => _objects.GetValueOrDefault(target);

    /// <summary>Whether a link of that type can make an object look like that: a service that is down does not keep an image from being pulled.</summary>
    private static bool Fits(LinkType type, Symptom symptom) => type switch
    {
        LinkType.Node => symptom.Id is "Pod.NotReady" or "Pod.Terminating" or "Pod.Evicted" or "Pod.Failed" or "Workload.RolloutStuck"
            || (symptom.Id is "Pod.ConfigError" && symptom.Signature.StartsWith("setup|", StringComparison.Ordinal)),
        LinkType.Pinned => symptom.Id is "Pod.Pending" or "Workload.RolloutStuck",
        LinkType.OnlyHere => symptom.Id.StartsWith("Pod.", StringComparison.Ordinal) || symptom.Id is "Workload.RolloutStuck",
        LinkType.Pressure => symptom.Id is "Node.Pressure",
        LinkType.Storage => symptom.Id is "Claim.Pending" or "Volume.Failed"
            || (symptom.Id is "Pod.Pending" && symptom.Summary.Contains("PersistentVolumeClaim", StringComparison.Ordinal))
            || (symptom.Id is "Pod.ConfigError" && symptom.Signature.StartsWith("setup|", StringComparison.Ordinal)),
        LinkType.Needs => symptom.Id is "Pod.ConfigError",
        LinkType.Pods => symptom is { Id: "Service.NoEndpoints", Signature: "unready" or "nopods" or "zero" },
        LinkType.Route => symptom.Id is "ApiService.Unavailable" or "Webhook.Unreachable" or "Ingress.Broken" or "Route.Broken" or "Gateway.NotProgrammed" or "Namespace.Terminating",
        LinkType.Call => symptom.Id is "Pod.CrashLoop" or "Pod.RestartsRising" or "Pod.NotReady" or "Pod.Failed" or "Workload.RolloutStuck" or "Job.Failed",
        LinkType.Scale => symptom.Id is "Autoscaler.Failing",
        LinkType.Admission => symptom.Id is "Workload.NoPods" or "Workload.RolloutStuck",
        _ => false,
    };
}
