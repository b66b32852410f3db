namespace Engine.Tests.Symptoms;

/// <summary>A small cluster built by hand: two ready nodes, and what a test adds.</summary>
internal sealed class ShopCluster
{
    public static readonly DateTimeOffset Now = new(2026, 11, 20, 14, 2, 0, TimeSpan.Zero);

    private static readonly string[] s_read =
    [
        "Pod", "Node", "Event", "Namespace", "Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "Job", "CronJob", "Service", "EndpointSlice",
        "Ingress", "IngressClass", "Gateway", "GatewayClass", "HTTPRoute", "PersistentVolumeClaim", "PersistentVolume", "StorageClass", "Secret", "ConfigMap", "ResourceQuota", "APIService",
        "HorizontalPodAutoscaler", "VolumeAttachment",
    ];

    private readonly List<KubeObject> _objects = [];
    private readonly HashSet<string> _unread = [];

    public ShopCluster()
    {
        Add(Node("worker-1"), Node("worker-2"));
    }

    public static DateTimeOffset Ago(double minutes) => Now.AddMinutes(-minutes);

    public ShopCluster Add(params KubeObject[] objects)
    {
        _objects.AddRange(objects);
        return this;
    }

    /// <summary>Takes an object out again, to put another in its place.</summary>
    public ShopCluster Without(string kind, string name)
    {
        _objects.RemoveAll(item => item.Kind == kind && item.Name == name);
        return this;
    }

    public ShopCluster Forbid(params string[] kinds)
    {
        _unread.UnionWith(kinds);
        return this;
    }

    /// <summary>A deployment with its replica set and pods.</summary>
    public ShopCluster Deploy(string name, Func<KubePod, KubePod>? pod = null, int replicas = 1, int? ready = null, double age = 60)
    {
        var pods = Enumerable.Range(1, replicas).Select(i => (pod ?? (each => each))(Pod($"{name}-7c9f-{i}", name, age) with
        {
            Owners = [new KubeOwner("ReplicaSet", name + "-7c9f", null, true)],
        })).ToArray();
        var count = ready ?? pods.Count(each => each.IsReady);
        var template = Template(name) with { Spec = pods.Length > 0 ? pods[0].Spec : Template(name).Spec };
        Add(
            new KubeDeployment
            {
                Kind = "Deployment",
                Namespace = "shop",
                Name = name,
                Created = Ago(age),
                Template = template,
                Selector = Labels(name),
                Desired = replicas,
                Current = replicas,
                Ready = count,
                Available = count,
                Updated = replicas,
            },
            new KubeReplicaSet
            {
                Kind = "ReplicaSet",
                Namespace = "shop",
                Name = name + "-7c9f",
                Created = Ago(age),
                Template = template,
                Selector = Labels(name),
                Desired = replicas,
                Current = replicas,
                Ready = count,
                Available = count,
                Updated = replicas,
                Owners = [new KubeOwner("Deployment", name, null, true)],
            });
        Add([.. pods]);
        return this;
    }

    /// <summary>A service that selects the pods of a workload, with a slice made of them.</summary>
    public ShopCluster Serve(string name, int port = 8080, string? selects = null)
    {
        var labels = new Dictionary<string, string> { ["app"] = selects ?? name };
        var endpoints = _objects.OfType<KubePod>()
            .Where(pod => pod.Labels.GetValueOrDefault("app") == (selects ?? name) && pod.Node is not null && !pod.IsFinished)
            .Select(pod => new KubeEndpoint(["10.0.0.1"], pod.IsReady, pod.IsReady, false, pod.Target, pod.Node, null, null)).ToList();
        return Add(
            new KubeService
            {
                Kind = "Service",
                Namespace = "shop",
                Name = name,
                Created = Ago(60),
                Selector = labels,
                ClusterIP = "10.96.0.7",
                Ports = [new KubeServicePort("http", port, "http", "TCP", null)],
            },
            new KubeEndpointSlice
            {
                Kind = "EndpointSlice",
                Namespace = "shop",
                Name = name + "-x",
                Service = name,
                Created = Ago(60),
                Endpoints = endpoints,
                Ports = endpoints.Count == 0 ? [] : [new KubeEndpointPort("http", port, "TCP")],
            });
    }

    public ClusterInventory Build()
    {
        var coverage = new CoverageRecord();
        foreach (var kind in s_read.Where(kind => !_unread.Contains(kind)))
        {
            coverage.AddRead(kind);
        }

        foreach (var kind in _unread)
        {
            coverage.AddGap(new CoverageGap(GapKind.Forbidden, kind, null, "forbidden") { Remedy = $"kubectl create clusterrole read-{kind}" });
        }

        return new ClusterInventory(new InventoryData
        {
            Name = "test",
            Source = "files",
            Location = "/test",
            CapturedAt = Now,
            Coverage = coverage,
            Objects = [.. _objects.Where(item => !_unread.Contains(item.Kind))],
        });
    }

    public static KubeNode Node(string name, bool ready = true) => new()
    {
        Kind = "Node",
        Name = name,
        Created = Ago(10_000),
        Conditions = [new KubeCondition("Ready", ready ? "True" : "Unknown", ready ? "KubeletReady" : "NodeStatusUnknown", "", Ago(5))],
    };

    public static KubePod Pod(string name, string app = "web", double age = 60)
    {
        var spec = new KubeContainerSpec { Name = "app", Image = app + ":1" };
        return new KubePod
        {
            Kind = "Pod",
            Namespace = "shop",
            Name = name,
            Created = Ago(age),
            Phase = "Running",
            Labels = new Dictionary<string, string> { ["app"] = app },
            Spec = new KubePodSpec { Containers = [spec], NodeName = "worker-1" },
            Conditions = [new KubeCondition("Ready", "True", null, null, Ago(age))],
            Containers =
            [
                new KubeContainer { Namespace = "shop", Pod = name, Node = "worker-1", Spec = spec, State = ContainerState.Running, Ready = true, Started = true, StartedAt = Ago(age) },
            ],
        };
    }

    public static KubeEvent Event(KubeObject about, string reason, string message, double minutes = 1, int count = 1) => new()
    {
        Kind = "Event",
        Namespace = about.Namespace ?? "default",
        Name = $"{about.Name}.{reason}.{minutes}",
        Type = "Warning",
        Reason = reason,
        Message = message,
        Object = about.Target,
        Count = count,
        FirstSeen = Ago(minutes),
        LastSeen = Ago(minutes),
    };

    public static KubePodTemplate Template(string app) => new(
        new Dictionary<string, string> { ["app"] = app }, new Dictionary<string, string>(),
        new KubePodSpec { Containers = [new KubeContainerSpec { Name = "app", Image = app + ":1" }] });

    private static KubeSelector Labels(string app) => new(new Dictionary<string, string> { ["app"] = app }, []);
}
