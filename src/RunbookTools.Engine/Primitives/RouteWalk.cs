using System.Globalization;

namespace RunbookTools.Engine.Primitives;

/// <summary>Goes from a backend to a container and notes every station; stops at the first that is broken.</summary>
internal sealed class RouteWalk(ClusterInventory inventory)
{
    private const int MaxNames = 3;
    private readonly List<KubeHop> _hops = [];

    public IReadOnlyList<KubeHop> Hops => _hops;

    private bool IsBroken => _hops.Count > 0 && _hops[^1].Ok is false;

    /// <summary>Adds a station, unless the way broke before.</summary>
    public void Add(KubeHop hop)
    {
        if (!IsBroken)
        {
            _hops.Add(hop);
        }
    }

    /// <summary>Goes on to a service, or to what stands in its place.</summary>
    public void ToBackend(KubeIngressBackend backend, string? ns)
    {
        ns = backend.Namespace ?? ns;
        if (IsBroken)
        {
            return;
        }

        if (backend.Service is not { } name)
        {
            if (backend.Resource is { } resource)
            {
                var exists = inventory.Find(resource.Kind, ns, resource.Name) is not null ? true : inventory.GapFor(resource.Kind, ns) is null ? false : (bool?)null;
                Add(new KubeHop(
                    resource with { Namespace = ns }, "backend", exists, exists is false ? RouteBreak.BackendMissing : RouteBreak.None,
                    exists is true ? null : exists is null ? $"{resource.Kind} objects were not read" : $"{resource.Kind} {resource.Name} does not exist"));
            }

            return;
        }

        var target = new KubeTarget("Service", ns, name);
        var detail = backend.Port is null ? "service" : $"port {backend.Port}";
        if (inventory.Find<KubeService>("Service", ns, name) is not { } service)
        {
            Add(inventory.GapFor("Service", ns) is null
                ? new KubeHop(target, detail, false, RouteBreak.ServiceMissing, Missing(target))
                : new KubeHop(target, detail, null, Message: "services were not read"));
            return;
        }

        var port = backend.Port is null && service.Ports.Count == 1
            ? service.Ports[0]
            : service.Ports.FirstOrDefault(item => item.Name == backend.Port || Number(item.Port) == backend.Port);
        if (port is null && backend.Port is not null && service.Type != "ExternalName")
        {
            Add(new KubeHop(
                service.Target, detail, false, RouteBreak.PortMissing,
                $"service {name} has no port {backend.Port}; it has {(service.Ports.Count == 0 ? "none" : string.Join(", ", service.Ports.Select(Describe)))}"));
            return;
        }

        ToPort(service, port);
    }

    /// <summary>Goes on from a port of a service; from the service as a whole when there is no port.</summary>
    public void ToPort(KubeService service, KubeServicePort? port)
    {
        if (service.Type == "ExternalName")
        {
            ToExternalName(service);
            return;
        }

        Add(new KubeHop(service.Target, port is null ? "no port" : $"{Describe(port)} -> {port.TargetPort}", true));
        ToEndpoints(service, port);
    }

    private static string Describe(KubeServicePort port) => port.Name is null ? Number(port.Port) : $"{Number(port.Port)} ({port.Name})";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static bool Serves(KubePod pod) => pod is { IsFinished: false, Deleted: null };

    private static string Pods(int count) => count == 1 ? "1 pod" : $"{count} pods";

    private static string Has(int count) => count == 1 ? "has" : "have";

    private string Missing(KubeTarget service)
    {
        var near = Names.NearMiss(service.Name, inventory.OfKind("Service").Where(item => item.Namespace == service.Namespace).Select(item => item.Name));
        if (near is not null)
        {
            return $"service {service.Name} does not exist; there is {near}";
        }

        var elsewhere = inventory.OfKind("Service").FirstOrDefault(item => item.Name == service.Name);
        return $"service {service.Name} does not exist{(elsewhere is null ? "" : $" in namespace {service.Namespace}; there is one in {elsewhere.Namespace}")}";
    }

    private void ToExternalName(KubeService service)
    {
        var host = (service.ExternalName ?? "").TrimEnd('.');
        var labels = host.Split('.');
        var at = Array.IndexOf(labels, "svc");
        var detail = $"external name {host}";
        if (at < 2)
        {
            Add(new KubeHop(service.Target, detail, true, Message: "the name is outside of the cluster: whether it answers is not known here"));
            return;
        }

        var target = new KubeTarget("Service", labels[at - 1], labels[at - 2]);
        var exists = inventory.Find("Service", target.Namespace, target.Name) is not null;
        Add(exists ? new KubeHop(service.Target, detail, true)
            : inventory.GapFor("Service", target.Namespace) is null
            ? new KubeHop(service.Target, detail, false, RouteBreak.ExternalNameMissing, Missing(target))
            : new KubeHop(service.Target, detail, null, Message: $"services of namespace {target.Namespace} were not read"));
    }

    private void ToEndpoints(KubeService service, KubeServicePort? port)
    {
        var pods = inventory.PodsOf(service).Where(Serves).ToList();
        var arePodsKnown = inventory.GapFor("Pod", service.Namespace) is null || pods.Count > 0;
        if (Services.AreEndpointsKnown(inventory, service))
        {
            FromSlices(service, port, pods, arePodsKnown);
        }
        else if (service.Selector.Count == 0 || !arePodsKnown)
        {
            Add(new KubeHop(Endpoints(service), "endpoints", null, Message: "endpoints were not read"));
        }
        else
        {
            FromSelector(service, port, pods);
        }
    }

    private void FromSlices(KubeService service, KubeServicePort? port, List<KubePod> pods, bool arePodsKnown)
    {
        var slices = inventory.SlicesOf(service).ToList();
        var joined = Services.Join(inventory, service);
        var (ready, all) = (joined.ReadyEndpoints?.Count ?? 0, (joined.ReadyEndpoints?.Count ?? 0) + (joined.NotReadyEndpoints?.Count ?? 0));
        if (ready == 0)
        {
            Broken(service, pods, all, arePodsKnown);
            return;
        }

        // A port named as the target that a container does not have is left out of the slice; the slice itself stays.
        var serving = slices.Where(slice => port is null || slice.Ports.Any(item => (item.Name ?? "") == (port.Name ?? ""))).ToList();
        var endpoints = serving.SelectMany(slice => slice.Endpoints).Where(endpoint => endpoint.Ready).ToList();
        if (endpoints.Count == 0)
        {
            Add(new KubeHop(
                Endpoints(service), $"{ready} ready, without port {port!.TargetPort}", false, RouteBreak.TargetPortMissing, NoTargetPort(port, pods)));
            return;
        }

        Add(new KubeHop(serving[0].Target, $"{ready} of {all} ready", true));
        var targets = endpoints.Select(endpoint => endpoint.Object).OfType<KubeTarget>().Where(target => target.Kind == "Pod").ToList();
        if (targets.Count == 0)
        {
            // Made by hand: an address outside of the cluster, or of something that is no pod.
            return;
        }

        var pod = targets.Select(target => inventory.Find<KubePod>("Pod", target.Namespace ?? service.Namespace, target.Name)).OfType<KubePod>().FirstOrDefault();
        if (pod is null)
        {
            Add(new KubeHop(
                targets[0] with { Namespace = targets[0].Namespace ?? service.Namespace }, $"{Pods(targets.Count)}", null,
                Message: arePodsKnown ? "the pod of the endpoint is gone" : "pods were not read"));
            return;
        }

        var number = serving.SelectMany(slice => slice.Ports).FirstOrDefault(item => (item.Name ?? "") == (port?.Name ?? ""))?.Port;
        ToContainer(service, port, pod, targets.DistinctBy(target => target.Name).Count(), number);
    }

    private void FromSelector(KubeService service, KubeServicePort? port, List<KubePod> pods)
    {
        var ready = pods.Where(pod => pod.IsReady || service.PublishNotReadyAddresses).ToList();
        if (ready.Count == 0)
        {
            Broken(service, pods, pods.Count, arePodsKnown: true);
            return;
        }

        var with = ready.Where(pod => port is null || PortOf(pod, port) is not null).ToList();
        if (with.Count == 0)
        {
            Add(new KubeHop(Endpoints(service), $"{ready.Count} ready, without port {port!.TargetPort}", false, RouteBreak.TargetPortMissing, NoTargetPort(port, pods)));
            return;
        }

        Add(new KubeHop(Endpoints(service), $"{with.Count} of {pods.Count} ready, by the selector", true));
        ToContainer(service, port, with[0], with.Count, port is null ? null : PortOf(with[0], port));
    }

    private void ToContainer(KubeService service, KubeServicePort? port, KubePod pod, int count, int? number)
    {
        Add(new KubeHop(pod.Target, count == 1 ? "the only ready pod" : $"one of {count} ready pods", true));
        if (port is null || number is null)
        {
            return;
        }

        var ports = Declared(pod).ToList();
        var protocol = port.Protocol;
        var container = ports.FirstOrDefault(item => item.Port.Port == number && item.Port.Protocol == protocol).Container;
        var probed = pod.Spec.Containers.FirstOrDefault(item => IsProbed(item, number.Value));
        if (container is not null || probed is not null || ports.Count == 0)
        {
            Add(new KubeHop(pod.Target, $"container {container ?? (probed ?? pod.Spec.Containers.FirstOrDefault(item => item.Type == ContainerType.App))?.Name} port {number}", true));
            return;
        }

        Add(new KubeHop(
            pod.Target, $"port {number}", null, RouteBreak.TargetPortUndeclared,
            $"no container of {pod.Name} declares port {number}/{protocol}; declared {(ports.Count == 1 ? "is" : "are")} {Write(ports)}"));
    }

    private static bool IsProbed(KubeContainerSpec container, int number) =>
        new[] { container.ReadinessProbe, container.LivenessProbe, container.StartupProbe }.Any(probe => probe?.Port == Number(number));

    private static IEnumerable<(string Container, KubeContainerPort Port)> Declared(KubePod pod) => pod.Spec.Containers
        .Where(container => container.Type is ContainerType.App or ContainerType.Sidecar)
        .SelectMany(container => container.Ports.Select(port => (container.Name, port)));

    // A number is taken as it is; a name must be a container's (pkg/api/v1/pod FindPort).
    private static int? PortOf(KubePod pod, KubeServicePort port)
    {
        if (int.TryParse(port.TargetPort, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        var found = Declared(pod).FirstOrDefault(item => item.Port.Name == port.TargetPort && item.Port.Protocol == port.Protocol).Port;
        return found?.Port;
    }

    private static string Write(IEnumerable<(string Container, KubeContainerPort Port)> ports) =>
        string.Join(", ", ports.Select(item => $"{item.Container} {Number(item.Port.Port)}{(item.Port.Name is null ? "" : $" ({item.Port.Name})")}").Distinct().Take(MaxNames * 2));

    private static string NoTargetPort(KubeServicePort port, List<KubePod> pods)
    {
        var ports = pods.SelectMany(Declared).DistinctBy(item => (item.Container, item.Port)).ToList();
        var near = Names.NearMiss(port.TargetPort, ports.Select(item => item.Port.Name).OfType<string>().Distinct());
        var has = near is not null ? $"; there is {near}"
            : ports.Count > 0 ? $"; declared {(ports.Count == 1 ? "is" : "are")} {Write(ports)}"
            : pods.Count > 0 ? "; none is declared" : "";
        return $"no container has a port named {port.TargetPort}{has}";
    }

    private void Broken(KubeService service, List<KubePod> pods, int endpoints, bool arePodsKnown)
    {
        if (service.Selector.Count == 0)
        {
            Add(endpoints == 0
                ? new KubeHop(Endpoints(service), "none", false, RouteBreak.NoEndpoints, $"service {service.Name} has no selector and nobody made endpoints for it")
                : new KubeHop(Endpoints(service), $"0 of {endpoints} ready", false, RouteBreak.NoReadyPods, "none of its endpoints, which no selector made, is ready"));
        }
        else if (pods.Count > 0 || endpoints > 0)
        {
            Add(new KubeHop(Endpoints(service), $"0 of {Math.Max(pods.Count, endpoints)} ready", false, RouteBreak.NoReadyPods, NotReady(pods, endpoints)));
        }
        else
        {
            Add(new KubeHop(
                Endpoints(service), "none", false, RouteBreak.SelectorMatchesNothing,
                arePodsKnown ? NothingSelected(service) : $"selector {Write(service.Selector)} matches no pod, or none of them has an address"));
        }
    }

    private string NotReady(List<KubePod> pods, int endpoints)
    {
        if (pods.Count == 0)
        {
            return $"none of {endpoints} endpoints is ready";
        }

        var named = pods.Take(MaxNames).Select(pod => $"{pod.Name} ({WhyNotReady(pod)})");
        return $"{Pods(pods.Count)} selected, none is ready: {string.Join(", ", named)}{(pods.Count > MaxNames ? ", …" : "")}";
    }

    private string WhyNotReady(KubePod pod)
    {
        // The pods of a lost node are told unready while their containers still count as ready.
        if (pod.Node is { } name && inventory.Find<KubeNode>("Node", null, name) is { IsReady: false })
        {
            return $"node {name} is not ready";
        }

        var gate = pod.Spec.ReadinessGates.FirstOrDefault(gate => !pod.Conditions.Any(condition => condition.Type == gate && condition.IsTrue));
        return pod.Status == "Running" && gate is not null && pod.Conditions.Any(condition => condition is { Type: "ContainersReady", IsTrue: true })
            ? $"readiness gate {gate} is not met"
            : pod.Status == "Running" ? $"{pod.Ready} containers ready" : pod.Status;
    }

    private string NothingSelected(KubeService service)
    {
        var text = $"selector {Write(service.Selector)} matches no pod";
        var there = inventory.PodsIn(service.Namespace).Where(Serves).ToList();
        return text + (Slip(service, there) ?? ScaledDown(service) ?? Elsewhere(service) ?? "");
    }

    // Which one label keeps the most pods out, and what they have instead.
    private static string? Slip(KubeService service, List<KubePod> pods)
    {
        foreach (var (key, value) in service.Selector.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var rest = pods.Where(pod => pod.Labels.ContainsKey(key) && service.Selector.All(other => other.Key == key || Has(pod, other.Key, other.Value))).ToList();
            var near = Names.NearMiss(value, rest.Select(pod => pod.Labels[key]).Distinct());
            if (near is not null || (rest.Count > 0 && service.Selector.Count > 1))
            {
                var common = near ?? rest.GroupBy(pod => pod.Labels[key]).OrderByDescending(group => group.Count()).First().Key;
                var count = rest.Count(pod => pod.Labels[key] == common);
                var others = service.Selector.Count > 1 ? " and the rest of it" : "";
                return $"; {Pods(count)} {RouteWalk.Has(count)} {key}={common}{others}";
            }
        }

        var missing = service.Selector.Where(pair => !pods.Any(pod => Has(pod, pair.Key, pair.Value))).Select(pair => $"{pair.Key}={pair.Value}").ToList();
        return missing.Count > 0 && missing.Count < service.Selector.Count ? $"; no pod has {string.Join(" or ", missing)}" : null;

        static bool Has(KubePod pod, string key, string value) => pod.Labels.TryGetValue(key, out var own) && own == value;
    }

    private string? ScaledDown(KubeService service)
    {
        var selector = new KubeSelector(service.Selector, []);
        var source = inventory.All<KubeWorkload>().FirstOrDefault(workload =>
            workload is KubeDeployment or KubeStatefulSet or KubeDaemonSet && workload.Namespace == service.Namespace && selector.Matches(workload.Template.Labels));
        return source is null ? null
            : source is { Desired: 0 } and not KubeDaemonSet ? $"; {source} makes such pods and is scaled to 0"
            : $"; {source} makes such pods and has none";
    }

    private string? Elsewhere(KubeService service)
    {
        var selector = new KubeSelector(service.Selector, []);
        var ns = inventory.All<KubePod>().FirstOrDefault(pod => Serves(pod) && pod.Namespace != service.Namespace && selector.Matches(pod.Labels))?.Namespace;
        return ns is null ? null : $"; pods with these labels are in namespace {ns}, and a service selects only in its own";
    }

    private static string Write(IReadOnlyDictionary<string, string> labels) =>
        string.Join(",", labels.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));

    private KubeTarget Endpoints(KubeService service) => inventory.SlicesOf(service).FirstOrDefault()?.Target
        ?? new KubeTarget("Endpoints", service.Namespace, service.Name) { Cluster = service.Cluster };
}
