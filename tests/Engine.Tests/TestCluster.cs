namespace Engine.Tests;

/// <summary>
/// Builds a small cluster from Model records. Every kind counts as read, everywhere, unless <see cref="Unread"/> takes it away; the capture
/// time is <see cref="Now"/>.
/// </summary>
internal sealed class TestCluster
{
    private readonly List<KubeObject> _objects = [];
    private readonly HashSet<string> _unread = [KindTable.PodLog];
    private readonly List<CoverageGap> _gaps = [];

    /// <summary>The capture time of every cluster made here.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 11, 20, 14, 0, 0, TimeSpan.Zero);

    /// <summary>The namespace of namespaced objects made here without one.</summary>
    public const string DefaultNamespace = "shop";

    /// <summary>The capture time less a number of minutes.</summary>
    public static DateTimeOffset MinutesAgo(double minutes) => Now.AddMinutes(-minutes);

    /// <summary>Adds objects.</summary>
    public TestCluster Add(params IEnumerable<KubeObject> objects)
    {
        _objects.AddRange(objects);
        return this;
    }

    /// <summary>Says that kinds are not in the source at all.</summary>
    public TestCluster Unread(params string[] kinds)
    {
        _unread.UnionWith(kinds);
        return this;
    }

    /// <summary>Says that something was asked for and refused.</summary>
    public TestCluster Forbidden(string kind, string? ns = null)
    {
        _gaps.Add(new CoverageGap(GapKind.Forbidden, kind, ns, "forbidden"));
        return this;
    }

    /// <summary>Makes the inventory.</summary>
    /// <param name="version">The version of the API server; null when not known.</param>
    public ClusterInventory Build(string? version = null)
    {
        var coverage = new CoverageRecord();
        foreach (var kind in KindTable.All.Select(kind => kind.Kind).Where(kind => !_unread.Contains(kind)))
        {
            coverage.AddRead(kind);
        }

        _gaps.ForEach(coverage.AddGap);
        return new ClusterInventory(new InventoryData
        {
            Name = "test",
            Source = "test cluster",
            Location = "memory",
            ServerVersion = version,
            CapturedAt = Now,
            Objects = _objects,
            Coverage = coverage,
        });
    }

    /// <summary>Labels, or any other map, from <c>key=value</c> texts.</summary>
    public static IReadOnlyDictionary<string, string> Map(params string[] pairs) =>
        pairs.Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);

    /// <summary>Amounts from <c>resource=quantity</c> texts.</summary>
    public static KubeResources Amounts(params string[] pairs) =>
        new(Map(pairs).ToDictionary(pair => pair.Key, pair => KubeQuantity.Parse(pair.Value)));

    /// <summary>A selector of equal labels from <c>key=value</c> texts.</summary>
    public static KubeSelector Select(params string[] pairs) => new(Map(pairs), []);

    /// <summary>The reference to an object that controls another.</summary>
    public static KubeOwner OwnedBy(KubeObject owner) => new(owner.Kind, owner.Name, owner.Uid, Controller: true);

    /// <summary>A node that is ready and has room for 110 pods.</summary>
    public static KubeNode Node(string name, string cpu = "4", string memory = "16Gi", params string[] labels) => new()
    {
        Kind = "Node",
        Name = name,
        Labels = Map([$"kubernetes.io/hostname={name}", .. labels]),
        Conditions = [new KubeCondition("Ready", "True", "KubeletReady", null, null)],
        Capacity = Amounts($"cpu={cpu}", $"memory={memory}", "pods=110"),
        Allocatable = Amounts($"cpu={cpu}", $"memory={memory}", "pods=110"),
    };

    /// <summary>An app container's specification.</summary>
    public static KubeContainerSpec Container(string name = "app", string image = "registry.example/app:1", ContainerType type = ContainerType.App) =>
        new() { Name = name, Image = image, Type = type };

    /// <summary>A pod with containers that run and are ready on a node, or that is pending without one.</summary>
    public static KubePod Pod(string name, string? node = null, params KubeContainerSpec[] containers)
    {
        if (containers.Length == 0)
        {
            containers = [Container()];
        }

        return PodOf(name, new KubePodSpec { Containers = containers, NodeName = node });
    }

    /// <summary>A pod made from a specification: running and ready when that names a node, pending otherwise.</summary>
    public static KubePod PodOf(string name, KubePodSpec spec) => new()
    {
        Kind = "Pod",
        Namespace = DefaultNamespace,
        Name = name,
        Uid = "uid-" + name,
        Spec = spec,
        Phase = spec.NodeName is null ? "Pending" : "Running",
        PodIP = spec.NodeName is null ? null : "10.0.0.1",
        Conditions = spec.NodeName is null
            ? [new KubeCondition("PodScheduled", "False", "Unschedulable", null, null)]
            : [new KubeCondition("PodScheduled", "True", null, null, null), new KubeCondition("Ready", "True", null, null, null)],
        Containers = spec.NodeName is null ? [] :
        [
            .. spec.Containers.Select(container => new KubeContainer
            {
                Namespace = DefaultNamespace,
                Pod = name,
                Node = spec.NodeName,
                Spec = container,
                State = ContainerState.Running,
                Ready = true,
                Started = true,
            }),
        ],
    };

    /// <summary>A service with one port that selects by <c>key=value</c> texts.</summary>
    public static KubeService Service(string name, int port = 80, string? targetPort = null, params string[] selector) => new()
    {
        Kind = "Service",
        Namespace = DefaultNamespace,
        Name = name,
        ClusterIP = "10.96.0.10",
        Ports = [new KubeServicePort(null, port, targetPort ?? port.ToString(System.Globalization.CultureInfo.InvariantCulture), "TCP", null)],
        Selector = Map(selector),
    };

    /// <summary>A deployment of one template.</summary>
    public static KubeDeployment Deployment(string name, KubePodSpec spec, params string[] labels) => new()
    {
        Kind = "Deployment",
        Namespace = DefaultNamespace,
        Name = name,
        Uid = "uid-deployment-" + name,
        Selector = Select(labels),
        Template = new KubePodTemplate(Map(labels), Map(), spec),
        Desired = 1,
    };

    /// <summary>A replica set of a deployment.</summary>
    public static KubeReplicaSet ReplicaSet(KubeDeployment deployment, long revision, KubePodSpec? spec = null) => new()
    {
        Kind = "ReplicaSet",
        Namespace = deployment.Namespace,
        Name = $"{deployment.Name}-{revision}",
        Uid = $"uid-replicaset-{deployment.Name}-{revision}",
        Owners = [OwnedBy(deployment)],
        Selector = deployment.Selector,
        Template = deployment.Template with { Spec = spec ?? deployment.Template.Spec },
        Revision = revision,
    };

    /// <summary>A config map with keys.</summary>
    public static KubeConfigMap ConfigMap(string name, params string[] keys) =>
        new() { Kind = "ConfigMap", Namespace = DefaultNamespace, Name = name, Keys = keys };

    /// <summary>A secret with keys.</summary>
    public static KubeSecret Secret(string name, params string[] keys) =>
        new() { Kind = "Secret", Namespace = DefaultNamespace, Name = name, Type = "Opaque", Keys = keys };

    /// <summary>A service account.</summary>
    public static KubeServiceAccount ServiceAccount(string name = "default", params string[] pullSecrets) =>
        new() { Kind = "ServiceAccount", Namespace = DefaultNamespace, Name = name, ImagePullSecrets = pullSecrets };

    /// <summary>A namespace.</summary>
    public static KubeNamespace Namespace(string name, params string[] labels) =>
        new() { Kind = "Namespace", Name = name, Labels = Map([$"kubernetes.io/metadata.name={name}", .. labels]) };

    /// <summary>A claim.</summary>
    public static KubeVolumeClaim Claim(string name, string? volume = null, string? storageClass = null) => new()
    {
        Kind = "PersistentVolumeClaim",
        Namespace = DefaultNamespace,
        Name = name,
        Phase = volume is null ? "Pending" : "Bound",
        VolumeName = volume,
        Class = storageClass,
        AccessModes = ["ReadWriteOnce"],
        Requested = "1Gi",
    };

    /// <summary>A volume.</summary>
    public static KubeVolume Volume(string name, string storageClass = "") => new()
    {
        Kind = "PersistentVolume",
        Name = name,
        Phase = "Available",
        Class = storageClass,
        Capacity = "10Gi",
        AccessModes = ["ReadWriteOnce"],
    };

    /// <summary>A storage class.</summary>
    public static KubeStorageClass StorageClass(string name, string provisioner = "csi.example.com", string bindingMode = "Immediate") =>
        new() { Kind = "StorageClass", Name = name, Provisioner = provisioner, BindingMode = bindingMode };

    /// <summary>An endpoint slice of a service for pods; it has the ports that are given, by name and number.</summary>
    public static KubeEndpointSlice Slice(KubeService service, IEnumerable<KubePod> pods, params KubeEndpointPort[] ports) => new()
    {
        Kind = "EndpointSlice",
        Namespace = service.Namespace,
        Name = service.Name + "-x7k2p",
        Service = service.Name,
        Ports = ports,
        Endpoints = [.. pods.Select(pod => new KubeEndpoint([pod.PodIP ?? "10.0.0.1"], pod.IsReady, pod.IsReady, false, pod.Target, pod.Node, null, null))],
    };
}
