namespace RunbookTools.Engine.Symptoms;

/// <summary><c>Route.Broken</c>: a route of the Gateway API leads nowhere, or no gateway takes it.</summary>
internal sealed class RouteBrokenDetector : ISymptomDetector
{
    /// <summary>How long a controller may take to say something of a route.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory)
    {
        foreach (var route in inventory.All<KubeHttpRoute>().Where(route => route.Deleted is null))
        {
            var broken = route.Parents.Select(parent => Parent(inventory, route, parent)).OfType<string>()
                .Concat(route.Backends.Select(backend => BackendSigns.Break(inventory, route, backend)).OfType<string>())
                .Concat(route.Parents.SelectMany(parent => parent.Conditions.Where(condition => condition is { Type: "Accepted" or "ResolvedRefs", IsFalse: true })
                    .Select(condition => $"{parent.Object.Name}: {condition.Reason}: {condition.Message}")))
                .Distinct().ToList();
            if (broken.Count > 0)
            {
                yield return Signs.Of(inventory, "Route.Broken", route, string.Join("; ", broken), route.Created, Severity.Error, string.Join('|', broken));
            }
        }
    }

    private static string? Parent(ClusterInventory inventory, KubeHttpRoute route, KubeRouteParent parent)
    {
        if (parent.Object.Kind != "Gateway" || parent.Conditions.Count > 0)
        {
            return null;
        }

        var ns = parent.Object.Namespace ?? route.Namespace;
        if (inventory.Find<KubeGateway>("Gateway", ns, parent.Object.Name) is not { } gateway)
        {
            return inventory.GapFor("Gateway", ns) is null ? $"gateway {parent.Object.Name} does not exist" : null;
        }

        // A gateway that nobody accepted says nothing of its routes either; then it is the gateway that is broken.
        return Signs.Condition(gateway.Conditions, "Accepted") is { IsTrue: true } && Signs.Lasts(inventory, route.Created, s_patience)
            ? $"gateway {gateway.Name} says nothing of it"
            : null;
    }
}
