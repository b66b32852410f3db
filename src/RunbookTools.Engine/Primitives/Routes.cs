namespace RunbookTools.Engine.Primitives;

/// <summary>The way a request takes to a container, station by station, up to the first where it breaks.</summary>
public static class Routes
{
    /// <summary>
    /// One route for each host and path of an ingress, each backend of an HTTP route, each port of a service; none for other kinds. Endpoints are
    /// read from endpoint slices where there are any, otherwise worked out from the selector as the endpoint slice controller does.
    /// </summary>
    /// <param name="inventory">The cluster.</param>
    /// <param name="item">An ingress, HTTP route or service.</param>
    public static IReadOnlyList<KubeRoute> Of(ClusterInventory inventory, KubeObject item) => item switch
    {
        KubeIngress ingress => OfIngress(inventory, ingress),
        KubeHttpRoute route => OfHttpRoute(inventory, route),
        KubeService service => OfService(inventory, service),
        _ => [],
    };

    private static List<KubeRoute> OfIngress(ClusterInventory inventory, KubeIngress ingress)
    {
        var routes = new List<KubeRoute>();
        foreach (var rule in ingress.Rules)
        {
            routes.Add(Through($"{rule.Host ?? "*"}{rule.Path}", rule.Backend, IngressHosts.Winner(inventory, ingress, rule)));
        }

        if (ingress.DefaultBackend is { } backend)
        {
            routes.Add(Through("everything else", backend, null));
        }

        return routes;

        KubeRoute Through(string entry, KubeIngressBackend backend, KubeIngress? winner)
        {
            var way = new RouteWalk(inventory);
            Enter(inventory, way, ingress, entry);
            if (winner is not null)
            {
                way.Add(new KubeHop(winner.Target, entry, false, RouteBreak.HostTaken, $"{winner.Target} is older and takes {entry}"));
            }

            way.ToBackend(backend, ingress.Namespace);
            return new KubeRoute(ingress.Target, entry, way.Hops);
        }
    }

    private static List<KubeRoute> OfHttpRoute(ClusterInventory inventory, KubeHttpRoute route)
    {
        var hosts = route.Hostnames.Count == 0 ? "*" : string.Join(", ", route.Hostnames);
        var routes = new List<KubeRoute>();
        foreach (var backend in route.Backends)
        {
            var way = new RouteWalk(inventory);
            Attach(inventory, way, route, hosts);
            way.ToBackend(backend, route.Namespace);
            routes.Add(new KubeRoute(route.Target, hosts, way.Hops));
        }

        return routes;
    }

    private static List<KubeRoute> OfService(ClusterInventory inventory, KubeService service)
    {
        var routes = new List<KubeRoute>();
        foreach (var port in service.Ports)
        {
            var way = new RouteWalk(inventory);
            way.ToPort(service, port);
            routes.Add(new KubeRoute(service.Target, port.Name is null ? port.ToString() : $"{port} ({port.Name})", way.Hops));
        }

        // Headless and external services may have no ports.
        if (routes.Count == 0)
        {
            var way = new RouteWalk(inventory);
            way.ToPort(service, null);
            routes.Add(new KubeRoute(service.Target, "any port", way.Hops));
        }

        return routes;
    }

    private static void Enter(ClusterInventory inventory, RouteWalk way, KubeIngress ingress, string entry)
    {
        if (ingress.Class is not { Length: > 0 } name)
        {
            // Which controllers take ingresses without a class is theirs to decide; an address says that one did.
            var taken = ingress.Addresses.Count > 0 || inventory.All<KubeIngressClass>().Any(item => item.IsDefault);
            way.Add(new KubeHop(
                ingress.Target, $"{entry}, no class", taken ? true : null,
                Message: taken ? null : "it names no class and no class is the default: a controller may or may not take it"));
            return;
        }

        var exists = inventory.Find("IngressClass", null, name) is not null;
        if (exists || ingress.Addresses.Count > 0 || ingress.Annotations.ContainsKey("kubernetes.io/ingress.class"))
        {
            way.Add(new KubeHop(ingress.Target, $"{entry}, class {name}", true));
        }
        else if (inventory.GapFor("IngressClass") is not null)
        {
            way.Add(new KubeHop(ingress.Target, $"{entry}, class {name}", null, Message: "ingress classes were not read"));
        }
        else
        {
            var classes = inventory.OfKind("IngressClass").Select(item => item.Name).ToList();
            var near = Names.NearMiss(name, classes) ?? (classes is [var only] ? only : null);
            way.Add(new KubeHop(
                ingress.Target, $"{entry}, class {name}", false, RouteBreak.ClassMissing,
                near is null ? $"ingress class {name} does not exist" : $"ingress class {name} does not exist; there is {near}"));
        }
    }

    private static void Attach(ClusterInventory inventory, RouteWalk way, KubeHttpRoute route, string hosts)
    {
        foreach (var parent in route.Parents)
        {
            var ns = parent.Object.Namespace ?? route.Namespace;
            var target = parent.Object with { Namespace = ns };
            var refusal = parent.Conditions.FirstOrDefault(condition => condition is { Type: "Accepted", IsFalse: true });
            if (inventory.Find(target.Kind, ns, target.Name) is null && parent.Conditions.Count == 0)
            {
                var known = inventory.GapFor(target.Kind, ns) is null;
                var near = Names.NearMiss(target.Name, inventory.OfKind(target.Kind).Where(item => item.Namespace == ns).Select(item => item.Name));
                way.Add(known
                    ? new KubeHop(target, hosts, false, RouteBreak.ParentRefuses, $"{target} does not exist" + (near is null ? "" : $"; there is {near}"))
                    : new KubeHop(target, hosts, null, Message: $"{target.Kind} objects were not read"));
            }
            else
            {
                way.Add(refusal is null
                    ? new KubeHop(target, hosts, true)
                    : new KubeHop(target, hosts, false, RouteBreak.ParentRefuses, $"{target} refuses the route: {refusal.Reason}: {refusal.Message}"));
            }
        }
    }
}
