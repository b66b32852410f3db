using RunbookTools.Engine.Primitives;

namespace Engine.Tests.Primitives;

public class NodeSignsTests
{
    [Fact]
    public void A_node_without_anything_odd_has_no_sign() =>
        Assert.Empty(NodeSigns.Of(new TestCluster().Add(Settled("a"), Settled("b"), TestCluster.Pod("p", "a")).Build()));

    [Fact]
    public void Pods_that_started_before_they_were_made_tell_of_a_slow_clock()
    {
        KubePod Made(string name, double seconds) => TestCluster.Pod(name, "a") with { Created = TestCluster.MinutesAgo(30), Started = TestCluster.MinutesAgo(30).AddSeconds(-seconds) };

        var cluster = new TestCluster().Add(Settled("a"), Settled("b"), Made("p", 95), Made("q", 100), Made("r", 97));
        KubePod[] others = [Made("s", 1) with { Spec = new KubePodSpec { NodeName = "b" } }, Made("t", -2) with { Spec = new KubePodSpec { NodeName = "b" } }];

        // Alone it may as well be the clock of the server; so it may when those of all nodes differ from that.
        Assert.Empty(NodeSigns.Of(cluster.Build()));
        var sign = Assert.Single(NodeSigns.Of(cluster.Add(others).Build()));

        Assert.Equal((NodeSign.ClockSkew, "its clock is 97 s behind that of the API server, by 3 pods"), (sign.Sign, sign.Message));
        Assert.Empty(NodeSigns.Of(new TestCluster().Add(Settled("a"), Made("p", 95), Made("q", -3), Made("r", 1)).Build()));
    }

    [Theory]
    [InlineData(2.0, true)]
    [InlineData(7.0, true)]
    [InlineData(0.3, false)]
    public void A_node_that_has_the_clock_of_the_others_is_not_accused(double minutesBehind, bool isAccused)
    {
        KubePod Made(string name) => TestCluster.Pod(name, "a") with { Created = TestCluster.MinutesAgo(30), Started = TestCluster.MinutesAgo(32) };
        KubeLease Lease(string node, double minutes) => new() { Kind = "Lease", Namespace = "kube-node-lease", Name = node, Renewed = TestCluster.MinutesAgo(minutes) };

        var signs = NodeSigns.Of(new TestCluster().Add(Settled("a"), Settled("b"), Settled("c"), Made("p"), Made("q"), Lease("a", minutesBehind), Lease("b", 0), Lease("c", 0.1)).Build());

        Assert.Equal(isAccused ? [NodeSign.ClockSkew] : [], signs.Select(sign => sign.Sign));
    }

    [Theory]
    [InlineData("v1.34.1", null)]
    [InlineData("v1.33.5+k3s1", null)]
    [InlineData("v1.31.0", null)]
    [InlineData("v1.30.9", "its kubelet v1.30.9 is 4 minor versions older than the API server v1.34.0, of at most 3")]
    [InlineData("v1.35.0", "its kubelet v1.35.0 is newer than the API server v1.34.0")]
    public void A_kubelet_may_be_some_versions_older_and_none_newer(string kubelet, string? message)
    {
        var inventory = new TestCluster().Add(Settled("a") with { KubeletVersion = kubelet }).Build("v1.34.0");

        Assert.Equal(message, NodeSigns.Of(inventory).SingleOrDefault()?.Message);
    }

    [Theory]
    [InlineData("node.kubernetes.io/not-ready", true)]
    [InlineData("node.kubernetes.io/disk-pressure", true)]
    [InlineData("node.kubernetes.io/unschedulable", true)]
    [InlineData("dedicated", false)]
    public void A_taint_that_outlives_its_state_was_left_behind(string key, bool stale)
    {
        var node = Settled("a") with { Taints = [new KubeTaint(key, null, "NoSchedule", TestCluster.MinutesAgo(40))] };

        Assert.Equal(stale ? [NodeSign.StaleTaint] : [], NodeSigns.Of(new TestCluster().Add(node).Build()).Select(sign => sign.Sign));
    }

    [Fact]
    public void Pods_of_several_workloads_that_fail_on_one_node_alone_point_at_the_node()
    {
        KubePod Of(string owner, string node, bool ready) => TestCluster.Pod($"{owner}-{node}", node) with
        {
            Created = TestCluster.MinutesAgo(60),
            Owners = [new KubeOwner("DaemonSet", owner, "uid-" + owner, Controller: true)],
            Conditions = [new KubeCondition("Ready", ready ? "True" : "False", null, null, null)],
        };
        KubeDaemonSet Set(string name) => new() { Kind = "DaemonSet", Namespace = TestCluster.DefaultNamespace, Name = name, Uid = "uid-" + name, Template = new KubePodTemplate(TestCluster.Map(), TestCluster.Map(), new KubePodSpec()) };
        var cluster = new TestCluster().Add(Settled("a"), Settled("b"), Set("x"), Set("y"))
            .Add(Of("x", "a", false), Of("x", "b", true), Of("y", "a", false));

        Assert.Empty(NodeSigns.Of(cluster.Build()));
        var sign = Assert.Single(NodeSigns.Of(cluster.Add(Of("y", "b", true)).Build()));
        Assert.Equal((NodeSign.PodsFailHere, "a"), (sign.Sign, sign.Node.Name));
        Assert.Equal("pods of 2 workloads are not ready on it and are on every other node: x, y", sign.Message);
    }

    [Fact]
    public void A_new_revision_that_fails_where_it_runs_first_says_nothing_of_the_node()
    {
        KubePod Of(string owner, string revision, string node, bool ready) => TestCluster.Pod($"{owner}-{revision}-{node}", node) with
        {
            Created = TestCluster.MinutesAgo(60),
            Labels = TestCluster.Map("controller-revision-hash=" + revision),
            Owners = [new KubeOwner("DaemonSet", owner, "uid-" + owner, Controller: true)],
            Conditions = [new KubeCondition("Ready", ready ? "True" : "False", null, null, null)],
        };
        KubeDaemonSet Set(string name) => new() { Kind = "DaemonSet", Namespace = TestCluster.DefaultNamespace, Name = name, Uid = "uid-" + name, Template = new KubePodTemplate(TestCluster.Map(), TestCluster.Map(), new KubePodSpec()) };
        var cluster = new TestCluster().Add(Settled("a"), Settled("b"), Set("x"), Set("y"))
            .Add(Of("x", "2", "a", false), Of("x", "1", "b", true), Of("y", "2", "a", false), Of("y", "1", "b", true));

        Assert.Empty(NodeSigns.Of(cluster.Build()));
    }

    [Theory]
    [InlineData(4, 0.7, true)]
    [InlineData(2, 0.7, false)]
    [InlineData(30, 48, false)]
    public void Coming_and_going_is_counted_in_the_last_hour(int count, double hours, bool flaps)
    {
        var seen = new KubeEvent
        {
            Kind = "Event",
            Name = "a.1",
            Namespace = "default",
            Object = new KubeTarget("Node", null, "a"),
            Reason = "NodeNotReady",
            Source = "node-controller",
            Count = count,
            FirstSeen = TestCluster.MinutesAgo(5 + (hours * 60)),
            LastSeen = TestCluster.MinutesAgo(5),
        };

        Assert.Equal(flaps, NodeSigns.Of(new TestCluster().Add(Settled("a"), seen).Build()).Any(sign => sign.Sign == NodeSign.Flapping));
    }

    [Fact]
    public void A_lease_that_falls_behind_the_others_is_told()
    {
        KubeLease Lease(string node, double minutes) => new() { Kind = "Lease", Namespace = "kube-node-lease", Name = node, Renewed = TestCluster.MinutesAgo(minutes) };

        var sign = Assert.Single(NodeSigns.Of(new TestCluster().Add(Settled("a"), Settled("b"), Lease("a", 0.1), Lease("b", 12)).Build()));

        Assert.Equal((NodeSign.StaleLease, "b"), (sign.Sign, sign.Node.Name));
    }

    private static KubeNode Settled(string name) => TestCluster.Node(name) with
    {
        Created = TestCluster.MinutesAgo(600),
        Conditions = [new KubeCondition("Ready", "True", "KubeletReady", null, TestCluster.MinutesAgo(500)), new KubeCondition("DiskPressure", "False", null, null, TestCluster.MinutesAgo(30))],
    };
}
