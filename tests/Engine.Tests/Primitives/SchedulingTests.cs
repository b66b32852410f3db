using RunbookTools.Engine.Primitives;

namespace Engine.Tests.Primitives;

public class SchedulingTests
{
    [Fact]
    public void A_pod_that_asks_for_nothing_fits_an_empty_node() =>
        Assert.True(Assert.Single(Scheduling.Explain(new TestCluster().Add(TestCluster.Node("a")).Build(), TestCluster.Pod("p"))).Fits);

    [Fact]
    public void Memory_is_counted_after_what_other_pods_ask_for()
    {
        var blocker = Only(
            Asking("memory=24Gi"), TestCluster.Node("a", memory: "15.6Gi"), TestCluster.PodOf("other", Spec("memory=6.5Gi") with { NodeName = "a" }));

        Assert.Equal((SchedulingReason.InsufficientMemory, "memory"), (blocker.Reason, blocker.Resource));
        Assert.Equal("asks for 24Gi memory, 9.1Gi of 15.6Gi is free", blocker.Message);
        Assert.Equal("24Gi", blocker.Requested?.ToString());
    }

    [Theory]
    [InlineData("cpu=5", SchedulingReason.InsufficientCpu, "asks for 5 cpu, 4 of 4 is free")]
    [InlineData("cpu=4", null, null)]
    [InlineData("ephemeral-storage=1Gi", null, null)]
    [InlineData("nvidia.com/gpu=1", SchedulingReason.InsufficientResource, "asks for 1 nvidia.com/gpu, the node offers none")]
    public void Resources_are_compared_with_what_the_node_has(string asked, SchedulingReason? reason, string? message)
    {
        var blocker = BlockersOn(Asking(asked), TestCluster.Node("a")).SingleOrDefault();

        Assert.Equal((reason, message), (blocker?.Reason, blocker?.Message));
    }

    [Fact]
    public void Storage_that_the_node_tells_is_counted()
    {
        var node = TestCluster.Node("a") with { Allocatable = TestCluster.Amounts("cpu=4", "ephemeral-storage=2Gi") };

        Assert.Equal(SchedulingReason.InsufficientEphemeralStorage, Only(Asking("ephemeral-storage=3Gi"), node).Reason);
    }

    [Fact]
    public void Finished_pods_take_no_room_and_a_pod_does_not_stand_in_its_own_way()
    {
        var finished = TestCluster.PodOf("job", Spec("memory=16Gi") with { NodeName = "a" }) with { Phase = "Succeeded" };
        var running = TestCluster.PodOf("p", Spec("memory=10Gi") with { NodeName = "a" });

        Assert.Empty(BlockersOn(running, TestCluster.Node("a"), finished, running));
    }

    [Fact]
    public void Init_containers_sidecars_limits_and_overhead_count_as_the_scheduler_counts_them()
    {
        var spec = new KubePodSpec
        {
            Containers =
            [
                TestCluster.Container("early", type: ContainerType.Init) with { Requests = TestCluster.Amounts("memory=3Gi") },
                TestCluster.Container("proxy", type: ContainerType.Sidecar) with { Requests = TestCluster.Amounts("memory=1Gi", "cpu=1") },
                TestCluster.Container("late", type: ContainerType.Init) with { Requests = TestCluster.Amounts("memory=3Gi") },
                TestCluster.Container("app") with { Requests = TestCluster.Amounts("memory=1Gi", "cpu=500m") },
                TestCluster.Container("limited") with { Limits = TestCluster.Amounts("cpu=500m") },
            ],
            Overhead = TestCluster.Amounts("memory=256Mi"),
        };

        var requests = Scheduling.Requests(spec);

        Assert.Equal("4352Mi", requests.Memory.ToString());
        Assert.Equal("2", requests.Cpu.ToString());
    }

    [Fact]
    public void Room_made_for_a_more_important_pod_is_taken()
    {
        var nominated = TestCluster.PodOf("big", Spec("memory=16Gi") with { Priority = 10 }) with { NominatedNode = "a" };

        Assert.Equal(SchedulingReason.InsufficientMemory, Only(Asking("memory=1Gi"), TestCluster.Node("a"), nominated).Reason);
    }

    [Fact]
    public void The_number_of_pods_is_limited()
    {
        var node = TestCluster.Node("a") with { Allocatable = TestCluster.Amounts("pods=2") };

        var blocker = Only(TestCluster.Pod("p"), node, TestCluster.Pod("x", "a"), TestCluster.Pod("y", "a"));

        Assert.Equal((SchedulingReason.PodLimit, "runs 2 pods of at most 2"), (blocker.Reason, blocker.Message));
    }

    [Fact]
    public void A_node_selector_needs_every_label()
    {
        var pod = With(spec => spec with { NodeSelector = TestCluster.Map("disk=ssd", "gpu=yes") });

        var blocker = Only(pod, TestCluster.Node("a", labels: ["disk=hdd", "gpu=yes"]));

        Assert.Equal((SchedulingReason.NodeSelector, "node selector disk=ssd; the node has disk=hdd"), (blocker.Reason, blocker.Message));
    }

    [Theory]
    [InlineData("zone=a", true)]
    [InlineData("zone=b,big=yes", true)]
    [InlineData("zone=b", false)]
    public void One_node_affinity_term_is_enough_and_each_needs_all_it_names(string labels, bool fits)
    {
        var pod = With(spec => spec with
        {
            RequiredNodeTerms =
            [
                new KubeNodeTerm([new KubeRequirement("zone", "In", ["a"])], []),
                new KubeNodeTerm([new KubeRequirement("zone", "In", ["b"]), new KubeRequirement("big", "Exists", [])], []),
                new KubeNodeTerm([], []),
            ],
        });

        Assert.Equal(fits, BlockersOn(pod, TestCluster.Node("n", labels: labels.Split(','))).Count == 0);
    }

    [Fact]
    public void Node_affinity_by_name_and_what_the_node_has_instead_are_told()
    {
        var byName = With(spec => spec with { RequiredNodeTerms = [new KubeNodeTerm([], [new KubeRequirement("metadata.name", "In", ["b"])])] });
        var byZone = With(spec => spec with { RequiredNodeTerms = [new KubeNodeTerm([new KubeRequirement("zone", "In", ["a"])], [])] });

        Assert.Equal("node affinity metadata.name in (b)", Only(byName, TestCluster.Node("a")).Message);
        Assert.Equal("node affinity zone in (a); the node has zone=c", Only(byZone, TestCluster.Node("n", labels: "zone=c")).Message);
    }

    [Theory]
    [InlineData("dedicated", "NoSchedule", SchedulingReason.Taint)]
    [InlineData("dedicated", "NoExecute", SchedulingReason.Taint)]
    [InlineData("dedicated", "PreferNoSchedule", null)]
    [InlineData("node.kubernetes.io/disk-pressure", "NoSchedule", SchedulingReason.Pressure)]
    [InlineData("node.kubernetes.io/unschedulable", "NoSchedule", SchedulingReason.Cordoned)]
    [InlineData("node.kubernetes.io/not-ready", "NoSchedule", SchedulingReason.NotReady)]
    [InlineData("node.kubernetes.io/unreachable", "NoExecute", SchedulingReason.NotReady)]
    public void Taints_keep_pods_away_unless_tolerated(string key, string effect, SchedulingReason? reason)
    {
        var node = TestCluster.Node("a") with { Taints = [new KubeTaint(key, "x", effect, null)] };
        var tolerant = With(spec => spec with { Tolerations = [new KubeToleration(null, "Exists", null, null, null)] });

        Assert.Equal(reason, BlockersOn(TestCluster.Pod("p"), node).SingleOrDefault()?.Reason);
        Assert.Empty(BlockersOn(tolerant, node));
    }

    [Fact]
    public void A_cordoned_node_says_so_once()
    {
        var node = TestCluster.Node("a") with { Unschedulable = true, Taints = [new KubeTaint("node.kubernetes.io/unschedulable", null, "NoSchedule", null)] };

        Assert.Equal("the node is cordoned", Only(TestCluster.Pod("p"), node).Message);
    }

    [Fact]
    public void A_node_that_is_not_ready_is_out_before_its_taint_comes()
    {
        var node = TestCluster.Node("a") with { Conditions = [new KubeCondition("Ready", "Unknown", "NodeStatusUnknown", null, null)] };

        Assert.Equal("the node is not ready: NodeStatusUnknown", Only(TestCluster.Pod("p"), node).Message);
        node = node with { Conditions = [new KubeCondition("Ready", "False", "KubeletNotReady", null, null)] };
        Assert.Equal("the node is not ready: KubeletNotReady", Only(TestCluster.Pod("p"), node).Message);
    }

    [Fact]
    public void Host_ports_are_taken_once_also_by_pods_on_the_host_network()
    {
        var port = TestCluster.Container() with { Ports = [new KubeContainerPort(null, 8080, "TCP", 80)] };
        var host = TestCluster.PodOf("proxy", new KubePodSpec
        {
            NodeName = "a",
            HostNetwork = true,
            Containers = [TestCluster.Container() with { Ports = [new KubeContainerPort(null, 80, "TCP", null)] }],
        });

        Assert.Equal("host port 80/TCP is taken by shop/proxy", Only(TestCluster.Pod("p", null, port), TestCluster.Node("a"), host).Message);
        Assert.Empty(BlockersOn(TestCluster.Pod("p", null, port with { Ports = [new KubeContainerPort(null, 80, "UDP", 80)] }), TestCluster.Node("a"), host));
    }

    [Fact]
    public void Pod_affinity_needs_such_a_pod_in_the_same_domain()
    {
        var pod = With(spec => spec with { RequiredAffinity = [Term("zone", "app=db")] });
        var nodes = new[] { TestCluster.Node("a", labels: "zone=a"), TestCluster.Node("b", labels: "zone=b"), TestCluster.Node("c") };
        var db = TestCluster.Pod("db", "a") with { Labels = TestCluster.Map("app=db") };

        var fits = Scheduling.Explain(new TestCluster().Add(nodes).Add(db).Build(), pod);

        Assert.True(fits[0].Fits);
        Assert.Equal("pod affinity: no pod with app=db is in zone=b", fits[1].Blockers[0].Message);
        Assert.Equal("pod affinity by zone, a label the node does not have", fits[2].Blockers[0].Message);
    }

    [Fact]
    public void The_first_of_pods_that_want_each_other_goes_anywhere_its_topology_is_known()
    {
        var pod = With(spec => spec with { RequiredAffinity = [Term("zone", "app=web")] }) with { Labels = TestCluster.Map("app=web") };

        Assert.Empty(BlockersOn(pod, TestCluster.Node("a", labels: "zone=a")));
        Assert.NotEmpty(BlockersOn(pod, TestCluster.Node("a")));
    }

    [Fact]
    public void Anti_affinity_keeps_away_from_such_pods_in_the_same_domain()
    {
        var pod = With(spec => spec with { RequiredAntiAffinity = [Term("kubernetes.io/hostname", "app=web")] });
        var web = TestCluster.Pod("web-1", "a") with { Labels = TestCluster.Map("app=web") };

        Assert.Equal(
            "pod anti-affinity: shop/web-1 with app=web is in kubernetes.io/hostname=a", Only(pod, TestCluster.Node("a"), web).Message);
        Assert.Empty(BlockersOn(pod, TestCluster.Node("a"), web with { Namespace = "other" }));
    }

    [Fact]
    public void Anti_affinity_reaches_into_namespaces_it_names_or_selects()
    {
        var web = TestCluster.Pod("web-1", "a") with { Labels = TestCluster.Map("app=web"), Namespace = "other" };
        var named = With(spec => spec with { RequiredAntiAffinity = [Term("kubernetes.io/hostname", "app=web") with { Namespaces = ["other"] }] });
        var selected = With(spec => spec with { RequiredAntiAffinity = [Term("kubernetes.io/hostname", "app=web") with { NamespaceSelector = TestCluster.Select("team=x") }] });

        Assert.NotEmpty(BlockersOn(named, TestCluster.Node("a"), web));
        Assert.NotEmpty(BlockersOn(selected, TestCluster.Node("a"), web, TestCluster.Namespace("other", "team=x")));
        Assert.Empty(BlockersOn(selected, TestCluster.Node("a"), web, TestCluster.Namespace("other", "team=y")));
    }

    [Fact]
    public void Pods_that_are_there_keep_the_new_one_away_too()
    {
        var shy = TestCluster.PodOf("db-0", new KubePodSpec
        {
            NodeName = "a",
            Containers = [TestCluster.Container()],
            RequiredAntiAffinity = [Term("zone", "app=web")],
        });
        var pod = TestCluster.Pod("p") with { Labels = TestCluster.Map("app=web") };

        var fits = Scheduling.Explain(
            new TestCluster().Add(TestCluster.Node("a", labels: "zone=a"), TestCluster.Node("b", labels: "zone=a"), TestCluster.Node("c", labels: "zone=c"), shy).Build(), pod);

        Assert.Equal([SchedulingReason.PodAntiAffinity], fits[1].Reasons);
        Assert.Equal("pod anti-affinity of shop/db-0: it keeps pods with app=web out of zone=a", fits[1].Blockers[0].Message);
        Assert.True(fits[2].Fits);
    }

    [Fact]
    public void Spread_compares_with_the_emptiest_domain()
    {
        var pod = Spreading(new KubeSpread(1, "zone", "DoNotSchedule", TestCluster.Select("app=web"), null));
        var nodes = new[] { TestCluster.Node("a", labels: "zone=a"), TestCluster.Node("b", labels: "zone=b"), TestCluster.Node("c") };

        var fits = Scheduling.Explain(new TestCluster().Add(nodes).Add(Web("1", "a"), Web("gone", "b") with { Deleted = TestCluster.Now }).Build(), pod);

        Assert.Equal("spread over zone: a would have 2 pods with app=web while b has 0 (at most 1 more allowed)", Assert.Single(fits[0].Blockers).Message);
        Assert.True(fits[1].Fits);
        Assert.Equal("spread over zone, a label the node does not have", Assert.Single(fits[2].Blockers).Message);
    }

    [Fact]
    public void Spread_that_is_only_wished_for_forbids_nothing() =>
        Assert.Empty(BlockersOn(Spreading(new KubeSpread(1, "zone", "ScheduleAnyway", TestCluster.Select("app=web"), null)), TestCluster.Node("a")));

    [Fact]
    public void Spread_over_too_few_domains_compares_with_none()
    {
        var spread = new KubeSpread(1, "zone", "DoNotSchedule", TestCluster.Select("app=web"), 3);

        Assert.Equal(
            "spread over zone: a would have 2 pods with app=web while there are 1 of at least 3 such domains (at most 1 more allowed)",
            Only(Spreading(spread), TestCluster.Node("a", labels: "zone=a"), Web("1", "a")).Message);
    }

    [Theory]
    [InlineData("Honor", "Ignore", true)]
    [InlineData("Ignore", "Ignore", false)]
    public void Spread_leaves_out_nodes_as_its_policies_say(string affinity, string taints, bool fits)
    {
        var spread = new KubeSpread(1, "zone", "DoNotSchedule", TestCluster.Select("app=web"), null) { NodeAffinityPolicy = affinity, NodeTaintsPolicy = taints };
        var pod = Spreading(spread);
        pod = pod with { Spec = pod.Spec with { NodeSelector = TestCluster.Map("zone=a") } };
        var cluster = new TestCluster().Add(TestCluster.Node("a", labels: "zone=a"), TestCluster.Node("b", labels: "zone=b"), Web("1", "a")).Build();

        Assert.Equal(fits, Scheduling.Explain(cluster, pod)[0].Fits);
    }

    [Fact]
    public void Spread_can_leave_out_tainted_nodes()
    {
        var spread = new KubeSpread(1, "zone", "DoNotSchedule", TestCluster.Select("app=web"), null) { NodeTaintsPolicy = "Honor" };
        var tainted = TestCluster.Node("b", labels: "zone=b") with { Taints = [new KubeTaint("x", null, "NoSchedule", null)] };
        var cluster = new TestCluster().Add(TestCluster.Node("a", labels: "zone=a"), tainted, Web("1", "a")).Build();

        Assert.True(Scheduling.Explain(cluster, Spreading(spread))[0].Fits);
        Assert.False(Scheduling.Explain(cluster, Spreading(spread with { NodeTaintsPolicy = "Ignore" }))[0].Fits);
    }

    [Fact]
    public void Spread_can_count_one_revision_alone()
    {
        var spread = new KubeSpread(1, "zone", "DoNotSchedule", TestCluster.Select("app=web"), null) { MatchLabelKeys = ["rev"] };
        var pod = Spreading(spread) with { Labels = TestCluster.Map("app=web", "rev=2") };
        var nodes = new[] { TestCluster.Node("a", labels: "zone=a"), TestCluster.Node("b", labels: "zone=b") };

        Assert.True(Scheduling.Explain(new TestCluster().Add(nodes).Add(Web("1", "a") with { Labels = TestCluster.Map("app=web", "rev=1") }).Build(), pod)[0].Fits);
    }

    [Fact]
    public void A_bound_volume_is_used_where_it_is()
    {
        var volume = TestCluster.Volume("pv-1") with { NodeTerms = [new KubeNodeTerm([new KubeRequirement("zone", "In", ["c"])], [])] };

        var blocker = Only(Mounting("data"), TestCluster.Node("a", labels: "zone=a"), TestCluster.Claim("data", "pv-1"), volume);

        Assert.Equal((SchedulingReason.VolumeNodeAffinity, "claim data: volume pv-1 needs zone in (c); the node has zone=a"), (blocker.Reason, blocker.Message));
    }

    [Theory]
    [InlineData("topology.kubernetes.io/zone=a", true)]
    [InlineData("topology.kubernetes.io/zone=c", false)]
    [InlineData("other=x", true)]
    public void Old_volumes_carry_their_zone_as_a_label(string nodeLabel, bool fits)
    {
        var volume = TestCluster.Volume("pv-1") with { Labels = TestCluster.Map("failure-domain.beta.kubernetes.io/zone=a__b") };

        Assert.Equal(fits, BlockersOn(Mounting("data"), TestCluster.Node("n", labels: nodeLabel), TestCluster.Claim("data", "pv-1"), volume).Count == 0);
    }

    [Fact]
    public void Claims_that_are_missing_or_unbound_close_every_node()
    {
        Assert.Equal("claim data does not exist", Only(Mounting("data"), TestCluster.Node("a")).Message);
        Assert.Equal(
            "claim data is not bound: its storage class fast does not exist",
            Only(Mounting("data"), TestCluster.Node("a"), TestCluster.Claim("data", null, "fast")).Message);
        Assert.Equal(
            "claim data is not bound (its storage class slow binds at once)",
            Only(Mounting("data"), TestCluster.Node("a"), TestCluster.Claim("data", null, "slow"), TestCluster.StorageClass("slow")).Message);
        Assert.Equal(
            "claim data is bound to volume pv-1, which does not exist",
            Only(Mounting("data"), TestCluster.Node("a"), TestCluster.Claim("data", "pv-1")).Message);
    }

    [Fact]
    public void Claims_that_were_not_read_close_no_node()
    {
        var cluster = new TestCluster().Add(TestCluster.Node("a")).Unread("PersistentVolumeClaim").Build();

        Assert.True(Scheduling.Explain(cluster, Mounting("data"))[0].Fits);
    }

    [Fact]
    public void A_class_that_waits_makes_volumes_where_it_may()
    {
        var storage = TestCluster.StorageClass("zonal", bindingMode: "WaitForFirstConsumer") with
        {
            AllowedTopologies = [new KubeNodeTerm([new KubeRequirement("zone", "In", ["a"])], [])],
        };
        var claim = TestCluster.Claim("data", null, "zonal");

        Assert.Empty(BlockersOn(Mounting("data"), TestCluster.Node("a", labels: "zone=a"), claim, storage));
        Assert.Equal(
            "claim data: class zonal makes volumes only in zone in (a); the node has zone=b",
            Only(Mounting("data"), TestCluster.Node("b", labels: "zone=b"), claim, storage).Message);
    }

    [Fact]
    public void A_local_class_takes_only_volumes_that_are_there()
    {
        var storage = TestCluster.StorageClass("local", "kubernetes.io/no-provisioner", "WaitForFirstConsumer");
        var claim = TestCluster.Claim("data", null, "local");
        var there = TestCluster.Volume("pv-a", "local") with { NodeTerms = [new KubeNodeTerm([new KubeRequirement("kubernetes.io/hostname", "In", ["a"])], [])] };

        Assert.Empty(BlockersOn(Mounting("data"), TestCluster.Node("a"), claim, storage, there));
        Assert.Equal(
            "claim data: no free volume of class local with 1Gi can be used here", Only(Mounting("data"), TestCluster.Node("b"), claim, storage, there).Message);
        Assert.NotEmpty(BlockersOn(Mounting("data"), TestCluster.Node("a"), claim, storage, there with { Capacity = "100Mi" }));
    }

    [Fact]
    public void A_driver_attaches_only_so_many_volumes()
    {
        var drivers = new KubeCsiNode { Kind = "CSINode", Name = "a", Drivers = [new KubeCsiNodeDriver("csi.example.com", 2, [])] };
        var attachment = new KubeVolumeAttachment { Kind = "VolumeAttachment", Name = "va", Attacher = "csi.example.com", Node = "a", Volume = "pv-x", Attached = true };
        KubeObject[] volumes =
        [
            TestCluster.Claim("data", "pv-1"), TestCluster.Volume("pv-1") with { Driver = "csi.example.com" },
            TestCluster.Claim("old", "pv-2"), TestCluster.Volume("pv-2") with { Driver = "csi.example.com" },
        ];
        var holder = Mounting("old");
        holder = holder with { Name = "holder", Spec = holder.Spec with { NodeName = "a" } };

        var blocker = Only(Mounting("data"), TestCluster.Node("a"), [.. volumes, drivers, attachment, holder]);

        Assert.Equal(SchedulingReason.VolumeLimit, blocker.Reason);
        Assert.Equal("2 of at most 2 volumes of csi.example.com are attached, the pod needs 1 more", blocker.Message);
        Assert.Empty(BlockersOn(Mounting("data"), TestCluster.Node("a"), [.. volumes, drivers, attachment with { Volume = "pv-1" }]));
    }

    [Fact]
    public void Thousands_of_pods_and_nodes_are_explained_quickly()
    {
        var cluster = new TestCluster();
        for (var node = 0; node < 300; node++)
        {
            cluster.Add(TestCluster.Node($"n{node}", labels: $"zone=z{node % 3}"));
            cluster.Add(Enumerable.Range(0, 10).Select(i => Web($"{node}-{i}", $"n{node}")));
        }

        var pod = Spreading(new KubeSpread(1, "zone", "DoNotSchedule", TestCluster.Select("app=web"), null));
        pod = pod with { Spec = pod.Spec with { RequiredAntiAffinity = [Term("kubernetes.io/hostname", "app=web")] } };
        var inventory = cluster.Build();

        var watch = System.Diagnostics.Stopwatch.StartNew();
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(300, Scheduling.Explain(inventory, pod).Count);
        }

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    private static KubePodTerm Term(string topologyKey, params string[] labels) => new(TestCluster.Select(labels), topologyKey, [], null);

    private static KubePodSpec Spec(params string[] requests) =>
        new() { Containers = [TestCluster.Container() with { Requests = TestCluster.Amounts(requests) }] };

    private static KubePod Asking(params string[] requests) => TestCluster.PodOf("p", Spec(requests));

    private static KubePod With(Func<KubePodSpec, KubePodSpec> change) => TestCluster.PodOf("p", change(Spec()));

    private static KubePod Spreading(KubeSpread spread) => With(spec => spec with { TopologySpread = [spread] }) with { Labels = TestCluster.Map("app=web") };

    private static KubePod Web(string name, string node) => TestCluster.Pod(name, node) with { Labels = TestCluster.Map("app=web") };

    private static KubePod Mounting(string claim) =>
        With(spec => spec with { Volumes = [new KubePodVolume("data", "persistentVolumeClaim") { Claim = claim }] });

    private static IReadOnlyList<SchedulingBlocker> BlockersOn(KubePod pod, KubeNode node, params KubeObject[] others) =>
        Scheduling.Explain(new TestCluster().Add(node).Add(others).Build(), pod)[0].Blockers;

    private static SchedulingBlocker Only(KubePod pod, KubeNode node, params KubeObject[] others) => Assert.Single(BlockersOn(pod, node, others));
}
