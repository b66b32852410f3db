using System.Globalization;

namespace RunbookTools.Engine.Primitives;

/// <summary>Collects what one object refers to; each thing once for a field.</summary>
/// <param name="inventory">The cluster.</param>
/// <param name="from">The object.</param>
/// <param name="namedOnly">True when addresses that stand in texts are not looked for.</param>
internal sealed class ReferenceList(ClusterInventory inventory, KubeObject from, bool namedOnly = false)
{
    // Namespaces that are also endings of names on the internet; "cdn.dev" says nothing about a namespace dev.
    private static readonly HashSet<string> s_topLevelDomains = new(StringComparer.Ordinal)
    {
        "com", "net", "org", "io", "dev", "app", "ai", "cloud", "local", "internal", "lan", "localhost", "example",
    };

    private readonly List<KubeReference> _items = [];
    private readonly HashSet<(string, KubeTarget, string?)> _seen = [];

    public ClusterInventory Inventory { get; } = inventory;

    public KubeObject From { get; } = from;

    public IReadOnlyList<KubeReference> Items => _items;

    /// <summary>True when only what fields name is collected, not the addresses that stand in texts.</summary>
    public bool NamedOnly { get; } = namedOnly;

    /// <summary>Adds a reference to an object as a whole; none when no name is written.</summary>
    public void Add(string field, string kind, string? ns, string? name, bool optional = false)
    {
        if (!string.IsNullOrEmpty(name))
        {
            Put(field, Target(kind, ns, name), null, Exists(kind, ns, name), optional, NearName(kind, ns, name));
        }
    }

    /// <summary>Adds a reference to a key of a config map or secret; to the whole when the key is empty.</summary>
    public void AddKey(string field, string kind, string? ns, string name, string key, bool optional)
    {
        if (name.Length == 0 || key.Length == 0)
        {
            Add(field, kind, ns, name, optional);
            return;
        }

        var target = Target(kind, ns, name);
        var keys = Inventory.Find(kind, ns, name) switch { KubeConfigMap map => map.Keys, KubeSecret secret => secret.Keys, _ => null };
        if (Exists(kind, ns, name) is not true)
        {
            Put(field, target, key, Exists(kind, ns, name), optional, NearName(kind, ns, name));
            return;
        }

        var has = keys?.Contains(key);
        Put(field, target, key, has, optional, has is false ? Names.NearMiss(key, keys!) : null, onlyKey: has is false);
    }

    /// <summary>Adds a reference to a port, by number or name, of a service; none when no service is named.</summary>
    public void AddPort(string field, string? ns, string? name, string? port)
    {
        if (string.IsNullOrEmpty(name) || string.IsNullOrEmpty(port))
        {
            Add(field, "Service", ns, name);
            return;
        }

        var service = Inventory.Find<KubeService>("Service", ns, name);
        var has = service is null ? Exists("Service", ns, name) : HasPort(service, port);
        Put(
            field, Target("Service", ns, name), port, has, false,
            service is null ? NearName("Service", ns, name) : has is false ? NearPort(service, port) : null,
            onlyKey: service is not null && has is false,
            number: int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null);
    }

    /// <summary>Adds the service an address means, if it means one or plainly should.</summary>
    /// <param name="field">Where it is written.</param>
    /// <param name="address">The address.</param>
    /// <param name="isNamed">True when what it is written in is called like an address; then a bare name may be one.</param>
    public void AddAddress(string field, Address address, bool isNamed)
    {
        var own = From.Namespace ?? "";
        var labels = address.Host.Split('.');
        var cluster = Array.IndexOf(labels, "svc");
        if (cluster >= 2)
        {
            // pod.service.namespace.svc.cluster.local; the pod's own name comes first when there is one.
            Address(field, address, labels[cluster - 2], labels[cluster - 1], address.IsCertain);
        }
        else if (labels is [var name])
        {
            // Certain, and of no dots: it can only be a service of this namespace, or be found in no DNS at all.
            if (address.IsCertain || address.Port is not null || isNamed)
            {
                Address(field, address, name, own, address is { IsCertain: true } && !IsKnownElsewhere(name));
            }
        }
        else if (labels is [var first, var second])
        {
            if (HasService(own, second) && !HasService(second, first))
            {
                Address(field, address, second, own, missing: false);
            }
            else
            {
                var isNamespace = !s_topLevelDomains.Contains(second) && Inventory.Find("Namespace", null, second) is not null;
                Address(field, address, first, second, isNamespace && (address.IsCertain || isNamed));
            }
        }
        else if (labels is [_, var service, var ns])
        {
            Address(field, address, service, ns, missing: false);
        }
    }

    private static bool HasPort(KubeService service, string port) =>
        service.Type == "ExternalName" || service.Ports.Any(item => item.Name == port || item.Port.ToString(CultureInfo.InvariantCulture) == port);

    // A service with one port leaves no doubt which one was meant.
    private static string? NearPort(KubeService service, string port) => service.Ports is [var only]
        ? only.Port.ToString(CultureInfo.InvariantCulture)
        : Names.NearMiss(port, service.Ports.Select(item => item.Name).OfType<string>());

    private static int? TargetOf(KubeServicePort port) =>
        int.TryParse(port.TargetPort, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private void Address(string field, Address address, string name, string ns, bool missing)
    {
        if (Inventory.Find<KubeService>("Service", ns, name) is { } service)
        {
            // A headless service leads straight to the pods, whatever ports it lists.
            var port = address is { IsCertain: true, Port: { } number } && !service.IsHeadless && service.Ports.Count > 0
                ? number.ToString(CultureInfo.InvariantCulture)
                : null;
            var has = port is null || HasPort(service, port);
            var meant = service.Ports.FirstOrDefault(item => TargetOf(item) == address.Port)?.Port.ToString(CultureInfo.InvariantCulture);
            Put(field, service.Target, port, has, false, has ? null : meant ?? NearPort(service, port!), onlyKey: !has, number: address.Port);
        }
        else if (missing)
        {
            Put(field, Target("Service", ns, name), null, Exists("Service", ns, name), false, NearName("Service", ns, name), number: address.Port);
        }
    }

    // Names that resolve without being a service: the pod's own, host aliases, nodes.
    private bool IsKnownElsewhere(string name)
    {
        var spec = From switch { KubePod pod => pod.Spec, KubeWorkload workload => workload.Template.Spec, _ => null };
        return name is "localhost" or "ip6-localhost" or "host" or "hostname" or "metadata" or "example"
            || name == From.Name
            || name == spec?.Hostname
            || (From is KubeStatefulSet && name.StartsWith(From.Name + "-", StringComparison.Ordinal))
            || (spec is not null && (spec.HostAliases.Contains(name) || spec.DnsPolicy is "Default" or "None" || spec is { HostNetwork: true, DnsPolicy: "ClusterFirst" }))
            || Inventory.Find("Node", null, name) is not null;
    }

    private bool HasService(string ns, string name) => Inventory.Find("Service", ns, name) is not null;

    private bool? Exists(string kind, string? ns, string name) =>
        Inventory.Find(kind, ns, name) is not null ? true : Inventory.GapFor(kind, ns) is null || IsGone(ns) ? false : null;

    // Nothing is in a namespace that does not exist; a list with the namespaces every cluster has is the whole list.
    private bool IsGone(string? ns) => ns is not null && Inventory.Find("Namespace", null, ns) is null && Inventory.GapFor("Namespace") is null
        && Inventory.Find("Namespace", null, "default") is not null && Inventory.Find("Namespace", null, "kube-system") is not null;

    private string? NearName(string kind, string? ns, string name) =>
        Exists(kind, ns, name) is false ? Names.NearMiss(name, Inventory.OfKind(kind, ns).Select(item => item.Name)) : null;

    private KubeTarget Target(string kind, string? ns, string name) => new(kind, ns, name) { Cluster = From.Cluster };

    private void Put(string field, KubeTarget target, string? key, bool? exists, bool optional, string? near, bool onlyKey = false, int? number = null)
    {
        if (_seen.Add((field, target, key)))
        {
            _items.Add(new KubeReference(From.Target, field, target, key, exists, optional) { OnlyKeyMissing = onlyKey, NearMiss = near, Port = number });
        }
    }
}
