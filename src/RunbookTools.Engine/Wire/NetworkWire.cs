using System.Text.Json;
using System.Text.Json.Serialization;

namespace RunbookTools.Engine.Wire;

/// <summary>Services and their endpoints, ingresses, network policies, and the Gateway API.</summary>
internal static class NetworkWire
{
    private static readonly NetworkJson s_json = new(WireJson.NewOptions());

    /// <summary>The kinds read here.</summary>
    public static IReadOnlyList<(string Kind, WireItemReader Read)> Readers { get; } =
    [
        ("Service", ReadService),
        ("EndpointSlice", ReadEndpointSlice),
        ("Endpoints", ReadEndpoints),
        ("Ingress", ReadIngress),
        ("IngressClass", ReadIngressClass),
        ("NetworkPolicy", ReadNetworkPolicy),
        ("Gateway", ReadGateway),
        ("HTTPRoute", ReadHttpRoute),
        ("GatewayClass", ReadGatewayClass),
    ];

    private static KubeService ReadService(ReadOnlySpan<byte> json, string apiVersion, string kind, WireContext context)
    {
        var wire = JsonSerializer.Deserialize(json, s_json.ServiceWire)!;
        var spec = wire.Spec ?? new ServiceSpecWire();
        return WireCommon.With(
            new KubeService
            {
                Kind = kind,
                Name = wire.Metadata.RequiredName(),
                Type = spec.Type.NullIfEmpty() ?? "ClusterIP",
                ClusterIP = spec.ClusterIP.NullIfEmpty(),
                ExternalName = spec.ExternalName.NullIfEmpty(),
                ExternalAddresses = [.. spec.ExternalIPs.OrEmpty(), .. Addresses(wire.Status?.LoadBalancer)],
                Ports = spec.Ports.ToModel(port => new KubeServicePort(
                    port.Name.NullIfEmpty(), port.Port ?? 0, TargetPort(port), Protocol(port.Protocol), port.NodePort is > 0 ? port.NodePort : null)),
                Selector = spec.Selector.OrEmpty(),
                SessionAffinity = spec.SessionAffinity.NullIfEmpty() ?? "None",
                ExternalTrafficPolicy = spec.ExternalTrafficPolicy.NullIfEmpty(),
                InternalTrafficPolicy = spec.InternalTrafficPolicy.NullIfEmpty(),
                PublishNotReadyAddresses = spec.PublishNotReadyAddresses == true,
            },
            wire.Metadata, context, kind, apiVersion);
    }

    // Written by hand, a target port may be missing; the API server sets it to the port (pkg/apis/core/v1/defaults.go, SetDefaults_Service).
    private static string TargetPort(ServicePortWire port) => port.TargetPort is null or "" or "0" ? Text(port.Port ?? 0) : port.TargetPort;

    private static KubeEndpointSlice ReadEndpointSlice(ReadOnlySpan<byte> json, string apiVersion, string kind, WireContext context)
    {
        var wire = JsonSerializer.Deserialize(json, s_json.EndpointSliceWire)!;
        return WireCommon.With(
            new KubeEndpointSlice
            {
                Kind = kind,
                Name = wire.Metadata.RequiredName(),
                Service = wire.Metadata?.Labels?.GetValueOrDefault("kubernetes.io/service-name").NullIfEmpty(),
                AddressType = wire.AddressType.NullIfEmpty() ?? "IPv4",
                Ports = wire.Ports.ToModel(ToPort),
                Endpoints = wire.Endpoints.ToModel(endpoint => ToEndpoint(endpoint, context)),
            },
            wire.Metadata, context, kind, apiVersion);
    }

    // A missing condition: ready counts as true, serving follows ready, terminating counts as false
    // (staging/src/k8s.io/api/discovery/v1/types.go, EndpointConditions). v1beta1 tells node and zone in a map of labels.
    private static KubeEndpoint ToEndpoint(SliceEndpointWire endpoint, WireContext context)
    {
        var ready = endpoint.Conditions?.Ready ?? true;
        return new KubeEndpoint(
            endpoint.Addresses.OrEmpty(),
            ready,
            endpoint.Conditions?.Serving ?? ready,
            endpoint.Conditions?.Terminating ?? false,
            endpoint.TargetRef.ToModel(context),
            endpoint.NodeName.NullIfEmpty() ?? endpoint.Topology?.GetValueOrDefault("kubernetes.io/hostname").NullIfEmpty(),
            endpoint.Zone.NullIfEmpty() ?? endpoint.Topology?.GetValueOrDefault("topology.kubernetes.io/zone").NullIfEmpty(),
            endpoint.Hostname.NullIfEmpty());
    }

    private static KubeEndpointSlice ReadEndpoints(ReadOnlySpan<byte> json, string apiVersion, string kind, WireContext context)
    {
        var wire = JsonSerializer.Deserialize(json, s_json.EndpointsWire)!;
        var name = wire.Metadata.RequiredName();
        var subsets = wire.Subsets?.OfType<EndpointSubsetWire>().ToList() ?? [];
        var endpoints = subsets
            .SelectMany(subset => subset.Addresses.ToModel(address => ToEndpoint(address, true, context))
                .Concat(subset.NotReadyAddresses.ToModel(address => ToEndpoint(address, false, context))))
            .ToList();
        return WireCommon.With(
            new KubeEndpointSlice
            {
                Kind = kind,
                Name = name,
                Service = name,
                AddressType = endpoints.Exists(endpoint => endpoint.ToString().Contains(':', StringComparison.Ordinal)) ? "IPv6" : "IPv4",
                Ports = [.. subsets.SelectMany(subset => subset.Ports.ToModel(ToPort)).Distinct()],
                Endpoints = endpoints,
            },
            wire.Metadata, context, kind, apiVersion);
    }

    private static KubeEndpoint ToEndpoint(EndpointAddressWire address, bool ready, WireContext context) => new(
        address.Ip is null ? [] : [address.Ip],
        ready,
        ready,
        false,
        address.TargetRef.ToModel(context),
        address.NodeName.NullIfEmpty(),
        null,
        address.Hostname.NullIfEmpty());

    private static KubeEndpointPort ToPort(EndpointPortWire port) => new(port.Name.NullIfEmpty(), port.Port, Protocol(port.Protocol));

    private static KubeIngress ReadIngress(ReadOnlySpan<byte> json, string apiVersion, string kind, WireContext context)
    {
        var wire = JsonSerializer.Deserialize(json, s_json.IngressWire)!;
        var spec = wire.Spec ?? new IngressSpecWire();
        return WireCommon.With(
            new KubeIngress
            {
                Kind = kind,
                Name = wire.Metadata.RequiredName(),
                Class = spec.IngressClassName.NullIfEmpty() ?? wire.Metadata?.Annotations?.GetValueOrDefault("kubernetes.io/ingress.class").NullIfEmpty(),
                DefaultBackend = ToBackend(spec.DefaultBackend ?? spec.Backend, wire.Metadata, context),
                Rules = [.. (spec.Rules?.OfType<IngressRuleWire>() ?? []).SelectMany(rule => (rule.Http?.Paths).ToModel(path =>
                    ToBackend(path.Backend, wire.Metadata, context) is { } backend
                        ? new KubeIngressRule(rule.Host.NullIfEmpty(), path.Path ?? "", path.PathType.NullIfEmpty() ?? "ImplementationSpecific", backend)
                        : null))],
                Tls = spec.Tls.ToModel(tls => new KubeIngressTls(tls.Hosts.OrEmpty(), tls.SecretName.NullIfEmpty())),
                Addresses = Addresses(wire.Status?.LoadBalancer),
            },
            wire.Metadata, context, kind, apiVersion);
    }

    // networking.k8s.io/v1 nests the service; v1beta1 and extensions/v1beta1 write serviceName and servicePort.
    private static KubeIngressBackend? ToBackend(IngressBackendWire? backend, MetaWire? meta, WireContext context)
    {
        if (backend is null)
        {
            return null;
        }

        var port = backend.Service?.Port is { } number ? number.Name.NullIfEmpty() ?? (number.Number is > 0 ? Text(number.Number.Value) : null) : backend.ServicePort;
        var resource = backend.Resource is { } other
            ? new KubeTarget(other.Kind ?? "", meta?.Namespace.NullIfEmpty() ?? context.NamespaceHint, other.Name ?? "") { Cluster = context.Cluster }
            : null;
        return new KubeIngressBackend(backend.Service?.Name.NullIfEmpty() ?? backend.ServiceName.NullIfEmpty(), port.NullIfEmpty(), resource, null);
    }

    private static KubeIngressClass ReadIngressClass(ReadOnlySpan<byte> json, string apiVersion, string kind, WireContext context)
    {
        var wire = JsonSerializer.Deserialize(json, s_json.IngressClassWire)!;
        return WireCommon.With(
            new KubeIngressClass
            {
                Kind = kind,
                Name = wire.Metadata.RequiredName(),
                ControllerName = wire.Spec?.Controller ?? "",
                IsDefault = wire.Metadata?.Annotations?.GetValueOrDefault("ingressclass.kubernetes.io/is-default-class") == "true",
            },
            wire.Metadata, context, kind, apiVersion);
    }

    private static KubeNetworkPolicy ReadNetworkPolicy(ReadOnlySpan<byte> json, string apiVersion, string kind, WireContext context)
    {
        var wire = JsonSerializer.Deserialize(json, s_json.NetworkPolicyWire)!;
        var spec = wire.Spec ?? new NetworkPolicySpecWire();
        var types = spec.PolicyTypes.OrEmpty();
        return WireCommon.With(
            new KubeNetworkPolicy
            {
                Kind = kind,
                Name = wire.Metadata.RequiredName(),
                PodSelector = (spec.PodSelector ?? new LabelSelectorWire()).ToModel()!,

                // Types that are not written: pkg/apis/networking/v1/defaults.go, SetDefaults_NetworkPolicy.
                LimitsIngress = types.Count == 0 || types.Contains("Ingress"),
                LimitsEgress = types.Count == 0 ? spec.Egress is { Count: > 0 } : types.Contains("Egress"),
                Ingress = spec.Ingress.ToModel(rule => new KubePolicyRule(rule.From.ToModel(ToPeer), rule.Ports.ToModel(ToPolicyPort))),
                Egress = spec.Egress.ToModel(rule => new KubePolicyRule(rule.To.ToModel(ToPeer), rule.Ports.ToModel(ToPolicyPort))),
            },
            wire.Metadata, context, kind, apiVersion);
    }

    private static KubePolicyPeer ToPeer(PolicyPeerWire peer) => new(
        peer.PodSelector.ToModel(), peer.NamespaceSelector.ToModel(), peer.IpBlock?.Cidr.NullIfEmpty(), (peer.IpBlock?.Except).OrEmpty());

    private static KubePolicyPort ToPolicyPort(PolicyPortWire port) => new(Protocol(port.Protocol), port.Port.NullIfEmpty(), port.EndPort);

    private static KubeGateway ReadGateway(ReadOnlySpan<byte> json, string apiVersion, string kind, WireContext context)
    {
        var wire = JsonSerializer.Deserialize(json, s_json.GatewayWire)!;
        var ns = WireCommon.NamespaceOf(wire.Metadata, context, kind);
        return WireCommon.With(
            new KubeGateway
            {
                Kind = kind,
                Name = wire.Metadata.RequiredName(),
                Class = wire.Spec?.GatewayClassName ?? "",
                Listeners = (wire.Spec?.Listeners).ToModel(listener => new KubeListener(
                    listener.Name ?? "",
                    listener.Hostname.NullIfEmpty(),
                    listener.Port ?? 0,
                    listener.Protocol ?? "",
                    (listener.Tls?.CertificateRefs).ToModel(secret =>
                        new KubeTarget(secret.Kind.NullIfEmpty() ?? "Secret", secret.Namespace.NullIfEmpty() ?? ns, secret.Name ?? "") { Cluster = context.Cluster }),
                    (wire.Status?.Listeners?.Find(status => status?.Name == listener.Name)?.Conditions).ToModel())),
                Addresses = (wire.Status?.Addresses).ToModel(address => address.Value.NullIfEmpty()),
                Conditions = (wire.Status?.Conditions).ToModel(),
            },
            wire.Metadata, context, kind, apiVersion);
    }

    private static KubeHttpRoute ReadHttpRoute(ReadOnlySpan<byte> json, string apiVersion, string kind, WireContext context)
    {
        var wire = JsonSerializer.Deserialize(json, s_json.HttpRouteWire)!;
        var spec = wire.Spec ?? new HttpRouteSpecWire();
        var ns = WireCommon.NamespaceOf(wire.Metadata, context, kind);
        var said = wire.Status?.Parents?.OfType<RouteParentStatusWire>().Where(status => status.ParentRef is not null).ToList() ?? [];
        return WireCommon.With(
            new KubeHttpRoute
            {
                Kind = kind,
                Name = wire.Metadata.RequiredName(),
                Hostnames = spec.Hostnames.OrEmpty(),
                Parents = spec.ParentRefs.ToModel(parent => new KubeRouteParent(
                    ParentOf(parent, ns, context),
                    parent.SectionName.NullIfEmpty(),
                    said.Where(status => ParentOf(status.ParentRef!, ns, context) == ParentOf(parent, ns, context)
                            && status.ParentRef!.SectionName.NullIfEmpty() == parent.SectionName.NullIfEmpty() && status.ParentRef.Port == parent.Port)
                        .SelectMany(status => status.Conditions.ToModel()).ToList())),
                Backends = [.. (spec.Rules?.OfType<HttpRouteRuleWire>() ?? []).SelectMany(rule => rule.BackendRefs.ToModel(backend => ToBackend(backend, ns, context))).Distinct()],
            },
            wire.Metadata, context, kind, apiVersion);
    }

    private static KubeTarget ParentOf(RouteReferenceWire parent, string? ns, WireContext context) =>
        new(parent.Kind.NullIfEmpty() ?? "Gateway", parent.Namespace.NullIfEmpty() ?? ns, parent.Name ?? "") { Cluster = context.Cluster };

    private static KubeIngressBackend ToBackend(RouteReferenceWire backend, string? ns, WireContext context)
    {
        var elsewhere = backend.Namespace.NullIfEmpty() is { } other && other != ns ? other : null;
        var port = backend.Port is { } number ? Text(number) : null;
        return backend.Kind.NullIfEmpty() is null or "Service" && backend.Group.NullIfEmpty() is null
            ? new KubeIngressBackend(backend.Name.NullIfEmpty(), port, null, elsewhere)
            : new KubeIngressBackend(null, port, new KubeTarget(backend.Kind ?? "", elsewhere ?? ns, backend.Name ?? "") { Cluster = context.Cluster }, elsewhere);
    }

    private static KubeGatewayClass ReadGatewayClass(ReadOnlySpan<byte> json, string apiVersion, string kind, WireContext context)
    {
        var wire = JsonSerializer.Deserialize(json, s_json.GatewayClassWire)!;
        return WireCommon.With(
            new KubeGatewayClass
            {
                Kind = kind,
                Name = wire.Metadata.RequiredName(),
                ControllerName = wire.Spec?.ControllerName ?? "",
                Conditions = (wire.Status?.Conditions).ToModel(),
            },
            wire.Metadata, context, kind, apiVersion);
    }

    private static IReadOnlyList<string> Addresses(LoadBalancerWire? balancer) =>
        (balancer?.Ingress).ToModel(address => address.Ip.NullIfEmpty() ?? address.Hostname.NullIfEmpty());

    private static string Protocol(string? protocol) => protocol.NullIfEmpty() ?? "TCP";

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ServiceWire))]
[JsonSerializable(typeof(EndpointSliceWire))]
[JsonSerializable(typeof(EndpointsWire))]
[JsonSerializable(typeof(IngressWire))]
[JsonSerializable(typeof(IngressClassWire))]
[JsonSerializable(typeof(NetworkPolicyWire))]
[JsonSerializable(typeof(GatewayWire))]
[JsonSerializable(typeof(HttpRouteWire))]
[JsonSerializable(typeof(GatewayClassWire))]
internal sealed partial class NetworkJson : JsonSerializerContext;

internal sealed class ServiceWire : ObjectWire
{
    public ServiceSpecWire? Spec { get; set; }

    public BalancedStatusWire? Status { get; set; }
}

internal sealed class ServiceSpecWire
{
    public string? Type { get; set; }

    public string? ClusterIP { get; set; }

    public string? ExternalName { get; set; }

    public List<string>? ExternalIPs { get; set; }

    public List<ServicePortWire>? Ports { get; set; }

    public Dictionary<string, string>? Selector { get; set; }

    public string? SessionAffinity { get; set; }

    public string? ExternalTrafficPolicy { get; set; }

    public string? InternalTrafficPolicy { get; set; }

    public bool? PublishNotReadyAddresses { get; set; }
}

internal sealed class ServicePortWire
{
    public string? Name { get; set; }

    public int? Port { get; set; }

    [JsonConverter(typeof(IntOrStringConverter))]
    public string? TargetPort { get; set; }

    public string? Protocol { get; set; }

    public int? NodePort { get; set; }
}

internal sealed class BalancedStatusWire
{
    public LoadBalancerWire? LoadBalancer { get; set; }
}

internal sealed class LoadBalancerWire
{
    public List<LoadBalancerAddressWire>? Ingress { get; set; }
}

internal sealed class LoadBalancerAddressWire
{
    public string? Ip { get; set; }

    public string? Hostname { get; set; }
}

internal sealed class EndpointSliceWire : ObjectWire
{
    public string? AddressType { get; set; }

    public List<EndpointPortWire>? Ports { get; set; }

    public List<SliceEndpointWire>? Endpoints { get; set; }
}

internal sealed class EndpointPortWire
{
    public string? Name { get; set; }

    public int? Port { get; set; }

    public string? Protocol { get; set; }
}

internal sealed class SliceEndpointWire
{
    public List<string>? Addresses { get; set; }

    public EndpointConditionsWire? Conditions { get; set; }

    public string? Hostname { get; set; }

    public string? NodeName { get; set; }

    public string? Zone { get; set; }

    public Dictionary<string, string>? Topology { get; set; }

    public ObjectReferenceWire? TargetRef { get; set; }
}

internal sealed class EndpointConditionsWire
{
    public bool? Ready { get; set; }

    public bool? Serving { get; set; }

    public bool? Terminating { get; set; }
}

internal sealed class EndpointsWire : ObjectWire
{
    public List<EndpointSubsetWire>? Subsets { get; set; }
}

internal sealed class EndpointSubsetWire
{
    public List<EndpointAddressWire>? Addresses { get; set; }

    public List<EndpointAddressWire>? NotReadyAddresses { get; set; }

    public List<EndpointPortWire>? Ports { get; set; }
}

internal sealed class EndpointAddressWire
{
    public string? Ip { get; set; }

    public string? Hostname { get; set; }

    public string? NodeName { get; set; }

    public ObjectReferenceWire? TargetRef { get; set; }
}

internal sealed class IngressWire : ObjectWire
{
    public IngressSpecWire? Spec { get; set; }

    public BalancedStatusWire? Status { get; set; }
}

internal sealed class IngressSpecWire
{
    public string? IngressClassName { get; set; }

    public IngressBackendWire? DefaultBackend { get; set; }

    public IngressBackendWire? Backend { get; set; }

    public List<IngressRuleWire>? Rules { get; set; }

    public List<IngressTlsWire>? Tls { get; set; }
}

internal sealed class IngressBackendWire
{
    public IngressServiceWire? Service { get; set; }

    public ObjectReferenceWire? Resource { get; set; }

    public string? ServiceName { get; set; }

    [JsonConverter(typeof(IntOrStringConverter))]
    public string? ServicePort { get; set; }
}

internal sealed class IngressServiceWire
{
    public string? Name { get; set; }

    public IngressPortWire? Port { get; set; }
}

internal sealed class IngressPortWire
{
    public string? Name { get; set; }

    public int? Number { get; set; }
}

internal sealed class IngressRuleWire
{
    public string? Host { get; set; }

    public IngressHttpWire? Http { get; set; }
}

internal sealed class IngressHttpWire
{
    public List<IngressPathWire>? Paths { get; set; }
}

internal sealed class IngressPathWire
{
    public string? Path { get; set; }

    public string? PathType { get; set; }

    public IngressBackendWire? Backend { get; set; }
}

internal sealed class IngressTlsWire
{
    public List<string>? Hosts { get; set; }

    public string? SecretName { get; set; }
}

internal sealed class IngressClassWire : ObjectWire
{
    public IngressClassSpecWire? Spec { get; set; }
}

internal sealed class IngressClassSpecWire
{
    public string? Controller { get; set; }
}

internal sealed class NetworkPolicyWire : ObjectWire
{
    public NetworkPolicySpecWire? Spec { get; set; }
}

internal sealed class NetworkPolicySpecWire
{
    public LabelSelectorWire? PodSelector { get; set; }

    public List<string>? PolicyTypes { get; set; }

    public List<PolicyRuleWire>? Ingress { get; set; }

    public List<PolicyRuleWire>? Egress { get; set; }
}

internal sealed class PolicyRuleWire
{
    public List<PolicyPeerWire>? From { get; set; }

    public List<PolicyPeerWire>? To { get; set; }

    public List<PolicyPortWire>? Ports { get; set; }
}

internal sealed class PolicyPeerWire
{
    public LabelSelectorWire? PodSelector { get; set; }

    public LabelSelectorWire? NamespaceSelector { get; set; }

    public IpBlockWire? IpBlock { get; set; }
}

internal sealed class IpBlockWire
{
    public string? Cidr { get; set; }

    public List<string>? Except { get; set; }
}

internal sealed class PolicyPortWire
{
    public string? Protocol { get; set; }

    [JsonConverter(typeof(IntOrStringConverter))]
    public string? Port { get; set; }

    public int? EndPort { get; set; }
}

internal sealed class GatewayWire : ObjectWire
{
    public GatewaySpecWire? Spec { get; set; }

    public GatewayStatusWire? Status { get; set; }
}

internal sealed class GatewaySpecWire
{
    public string? GatewayClassName { get; set; }

    public List<ListenerWire>? Listeners { get; set; }
}

internal sealed class ListenerWire
{
    public string? Name { get; set; }

    public string? Hostname { get; set; }

    public int? Port { get; set; }

    public string? Protocol { get; set; }

    public ListenerTlsWire? Tls { get; set; }
}

internal sealed class ListenerTlsWire
{
    public List<ObjectReferenceWire>? CertificateRefs { get; set; }
}

internal sealed class GatewayStatusWire
{
    public List<GatewayAddressWire>? Addresses { get; set; }

    public List<ListenerStatusWire>? Listeners { get; set; }

    public List<ConditionWire>? Conditions { get; set; }
}

internal sealed class GatewayAddressWire
{
    public string? Value { get; set; }
}

internal sealed class ListenerStatusWire
{
    public string? Name { get; set; }

    public List<ConditionWire>? Conditions { get; set; }
}

internal sealed class HttpRouteWire : ObjectWire
{
    public HttpRouteSpecWire? Spec { get; set; }

    public HttpRouteStatusWire? Status { get; set; }
}

internal sealed class HttpRouteSpecWire
{
    public List<string>? Hostnames { get; set; }

    public List<RouteReferenceWire>? ParentRefs { get; set; }

    public List<HttpRouteRuleWire>? Rules { get; set; }
}

internal sealed class HttpRouteRuleWire
{
    public List<RouteReferenceWire>? BackendRefs { get; set; }
}

/// <summary>A reference of the Gateway API, to a parent or to a backend.</summary>
internal sealed class RouteReferenceWire
{
    public string? Group { get; set; }

    public string? Kind { get; set; }

    public string? Namespace { get; set; }

    public string? Name { get; set; }

    public string? SectionName { get; set; }

    public int? Port { get; set; }
}

internal sealed class HttpRouteStatusWire
{
    public List<RouteParentStatusWire>? Parents { get; set; }
}

internal sealed class RouteParentStatusWire
{
    public RouteReferenceWire? ParentRef { get; set; }

    public List<ConditionWire>? Conditions { get; set; }
}

internal sealed class GatewayClassWire : ObjectWire
{
    public GatewayClassSpecWire? Spec { get; set; }

    public ConditionedStatusWire? Status { get; set; }
}

internal sealed class GatewayClassSpecWire
{
    public string? ControllerName { get; set; }
}

/// <summary>A status of which only the conditions are read.</summary>
internal sealed class ConditionedStatusWire
{
    public List<ConditionWire>? Conditions { get; set; }
}
