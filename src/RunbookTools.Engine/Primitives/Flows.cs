using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;

namespace RunbookTools.Engine.Primitives;

/// <summary>
/// What network policies let through (k8s.io/api/networking/v1/types.go): a pod no policy selects is open; one that is selected lets through what a rule of
/// any of them names. A flow needs both ends: the egress of the one and the ingress of the other.
/// </summary>
public static class Flows
{
    private const string NamespaceNameLabel = "kubernetes.io/metadata.name";

    // The agents of network plugins that hold to policies, by the names their manifests and charts give them.
    private static readonly string[] s_enforcers =
        ["calico-node-", "canal-", "cilium-", "antrea-agent-", "weave-net-", "kube-router-", "ovnkube-node-", "kube-ovn-cni-", "azure-npm-", "aws-node-"];

    private static readonly ConditionalWeakTable<ClusterInventory, ILookup<string?, KubeNetworkPolicy>> s_policies = [];
    private static readonly ConditionalWeakTable<ClusterInventory, StrongBox<KubeService?>> s_dns = [];
    private static readonly ConditionalWeakTable<ClusterInventory, StrongBox<bool?>> s_enforced = [];

    /// <summary>The service that answers for names in the cluster: the one labelled <c>k8s-app=kube-dns</c>, as kubeadm, k3s and the clouds do; null when there is none.</summary>
    public static KubeService? Dns(ClusterInventory inventory) => s_dns.GetValue(inventory, read => new StrongBox<KubeService?>(FindDns(read))).Value;

    /// <summary>
    /// False when nobody here holds to network policies: the network plugin is Flannel, which leaves them to others (its Documentation/netpol.md), and none of
    /// those runs. True when one runs that does; null when that is not known.
    /// </summary>
    /// <param name="inventory">The cluster.</param>
    public static bool? AreEnforced(ClusterInventory inventory) => s_enforced.GetValue(inventory, read => new StrongBox<bool?>(FindEnforced(read))).Value;

    private static bool? FindEnforced(ClusterInventory inventory)
    {
        var agents = inventory.All<KubePod>().Where(pod => pod.Spec.HostNetwork).Select(pod => pod.Name).ToList();
        return agents.Exists(name => s_enforcers.Any(agent => name.StartsWith(agent, StringComparison.Ordinal))) ? true
            : agents.Exists(name => name.StartsWith("kube-flannel-", StringComparison.Ordinal)) && inventory.GapFor("Pod") is null ? false
            : null;
    }

    /// <summary>From a pod to the pods behind a service: one flow for each of its ports and each set of pods that policies can tell apart.</summary>
    /// <param name="inventory">The cluster.</param>
    /// <param name="from">The pod that calls.</param>
    /// <param name="service">The service it calls.</param>
    /// <param name="port">Only this port of the service; null for all.</param>
    public static IEnumerable<KubeFlow> ToService(ClusterInventory inventory, KubePod from, KubeService service, int? port = null)
    {
        var pods = inventory.PodsOf(service).Where(pod => !pod.IsFinished)
            .DistinctBy(pod => (pod.Namespace, pod.Spec.HostNetwork, string.Join(',', pod.Labels.OrderBy(label => label.Key, StringComparer.Ordinal)))).ToList();
        return service.Ports.Where(item => port is null || item.Port == port)
            .SelectMany(item => pods.Select(pod => PortOf(pod, item.TargetPort, item.Protocol) is { } number
                ? Between(inventory, from, pod, number, item.Protocol) with { Service = service.Target }
                : null))
            .OfType<KubeFlow>();
    }

    /// <summary>From a pod to what it is told to call: the name service, and the services its environment, command and arguments name.</summary>
    /// <param name="inventory">The cluster.</param>
    /// <param name="from">The pod that calls.</param>
    public static IEnumerable<KubeFlow> ToCalled(ClusterInventory inventory, KubePod from)
    {
        var names = Dns(inventory) is { } dns && from.Spec.DnsPolicy is "ClusterFirst" or "ClusterFirstWithHostNet" ? ToService(inventory, from, dns, 53) : [];
        var called = References.Of(inventory, from)
            .Where(reference => reference.Object.Kind == "Service" && reference.Exists is true)
            .DistinctBy(reference => (reference.Object, reference.Port))
            .SelectMany(reference => inventory.Find(reference.Object) is KubeService service ? ToService(inventory, from, service, reference.Port) : []);
        return names.Concat(called);
    }

    /// <summary>From a pod to a pod.</summary>
    /// <param name="inventory">The cluster.</param>
    /// <param name="from">The pod that calls.</param>
    /// <param name="to">The pod that is called.</param>
    /// <param name="port">The port of the called pod.</param>
    /// <param name="protocol"><c>TCP</c>, <c>UDP</c> or <c>SCTP</c>.</param>
    public static KubeFlow Between(ClusterInventory inventory, KubePod from, KubePod to, int port, string protocol)
    {
        var ends = new[]
        {
            End(inventory, FlowDirection.Egress, from, to, to, port, protocol),
            End(inventory, FlowDirection.Ingress, to, from, to, port, protocol),
        };
        bool? allowed = ends.Any(end => end.Allowed is false) ? false : ends.Any(end => end.Allowed is null) ? null : true;
        return new KubeFlow(from.Target, to.Target, null, port, protocol, allowed, [.. ends.Select(end => end.Denial).OfType<KubeFlowDenial>()]);
    }

    private static KubeService? FindDns(ClusterInventory inventory) => inventory.All<KubeService>()
        .Where(service => service.Name == "kube-dns" || (service.Labels.TryGetValue("k8s-app", out var app) && app == "kube-dns"))
        .OrderBy(service => service.Namespace != "kube-system").ThenBy(service => !service.Ports.Any(port => port.Port == 53))
        .FirstOrDefault(service => service.Ports.Any(port => port.Port == 53));

    private static (bool? Allowed, KubeFlowDenial? Denial) End(
        ClusterInventory inventory, FlowDirection direction, KubePod held, KubePod peer, KubePod called, int port, string protocol)
    {
        // A pod on the network of its node is outside of what policies hold for, and nothing limits what a pod says to itself.
        if (held.Spec.HostNetwork || held.Target == peer.Target)
        {
            return (true, null);
        }

        var policies = s_policies.GetValue(inventory, read => read.OfKind("NetworkPolicy").OfType<KubeNetworkPolicy>().ToLookup(policy => policy.Namespace))[held.Namespace]
            .Where(policy => policy.PodSelector.Matches(held.Labels) && (direction == FlowDirection.Egress ? policy.LimitsEgress : policy.LimitsIngress))
            .ToList();
        var isKnown = inventory.GapFor("NetworkPolicy", held.Namespace) is null;
        if (policies.Count == 0)
        {
            return (isKnown ? true : null, null);
        }

        var fits = policies.SelectMany(policy => (direction == FlowDirection.Egress ? policy.Egress : policy.Ingress)
                .Where(rule => rule.Ports.Count == 0 || rule.Ports.Any(item => Fits(item, called, port, protocol)))
                .Select(rule => rule.Peers.Count == 0 ? true : Any(rule.Peers.Select(item => Fits(inventory, item, policy.Namespace, peer)))))
            .ToList();
        var allowed = Any(fits);

        // A policy that could not be read may have the rule.
        return allowed is true ? (true, null)
            : allowed is null || !isKnown ? (null, null)
            : (false, new KubeFlowDenial(direction, [.. policies.Select(policy => policy.Target)], MissingRule(inventory, direction, held, peer, port, protocol)));
    }

    /// <summary>True when one is true; null when none is and one is not known.</summary>
    private static bool? Any(IEnumerable<bool?> answers)
    {
        bool? any = false;
        foreach (var answer in answers)
        {
            if (answer is true)
            {
                return true;
            }

            any = answer is null ? null : any;
        }

        return any;
    }

    private static bool Fits(KubePolicyPort item, KubePod called, int port, string protocol)
    {
        if (item.Protocol != protocol)
        {
            return false;
        }

        return item.Port is null || (PortOf(called, item.Port, protocol) is { } first && (item.EndPort is { } last ? port >= first && port <= last : port == first));
    }

    private static bool? Fits(ClusterInventory inventory, KubePolicyPeer peer, string? policyNamespace, KubePod pod)
    {
        if (peer.Cidr is not null)
        {
            // Ranges are meant for what is outside of the cluster; whether they hold for the addresses of pods too is left to the network plugin.
            return IPNetwork.TryParse(peer.Cidr, out var range) && IPAddress.TryParse(pod.PodIP, out var address) && range.Contains(address)
                && !peer.Except.Any(item => IPNetwork.TryParse(item, out var hole) && hole.Contains(address)) ? null : false;
        }

        if (pod.Spec.HostNetwork)
        {
            // It calls from the address of its node, which no selector names.
            return null;
        }

        var isThere = peer.NamespaceSelector is null ? pod.Namespace == policyNamespace : IsSelected(inventory, peer.NamespaceSelector, pod.Namespace!);
        return isThere is false || peer.PodSelector?.Matches(pod.Labels) is false ? false : isThere;
    }

    private static bool? IsSelected(ClusterInventory inventory, KubeSelector selector, string ns)
    {
        if (inventory.Find<KubeNamespace>("Namespace", null, ns) is { } found)
        {
            // Every API server since 1.21 sets this label; in a dump that somebody cut it may be missing.
            var labels = found.Labels.ContainsKey(NamespaceNameLabel) ? found.Labels
                : new Dictionary<string, string>(found.Labels, StringComparer.Ordinal) { [NamespaceNameLabel] = ns };
            return selector.Matches(labels);
        }

        return selector.IsEmpty ? true
            : selector is { Requirements.Count: 0, MatchLabels: { Count: 1 } labels1 } && labels1.TryGetValue(NamespaceNameLabel, out var name) ? name == ns
            : null;
    }

    private static int? PortOf(KubePod pod, string port, string protocol) =>
        int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : pod.Spec.Containers.Where(container => container.Type is ContainerType.App or ContainerType.Sidecar)
            .SelectMany(container => container.Ports).FirstOrDefault(item => item.Name == port && item.Protocol == protocol)?.Port;

    private static string MissingRule(ClusterInventory inventory, FlowDirection direction, KubePod held, KubePod peer, int port, string protocol)
    {
        var pods = string.Join(", ", StableLabels(inventory, peer).Select(label => $"{label.Key}: {label.Value}"));
        var ns = held.Namespace == peer.Namespace ? "" : $"namespaceSelector: {{ matchLabels: {{ {NamespaceNameLabel}: {peer.Namespace} }} }}, ";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"- {(direction == FlowDirection.Egress ? "to" : "from")}: [{{ {ns}podSelector: {{ matchLabels: {{ {pods} }} }} }}], ports: [{{ protocol: {protocol}, port: {port} }}]");
    }

    /// <summary>What its workload selects by: labels that the next pod will have too.</summary>
    private static IEnumerable<KeyValuePair<string, string>> StableLabels(ClusterInventory inventory, KubePod pod)
    {
        var selected = inventory.RootOf(pod) is KubeWorkload { Selector: { } selector } ? selector.MatchLabels : null;
        return (selected is { Count: > 0 } ? selected : pod.Labels.Where(label => label.Key is not ("pod-template-hash" or "controller-revision-hash" or "pod-template-generation")))
            .OrderBy(label => label.Key, StringComparer.Ordinal);
    }
}
