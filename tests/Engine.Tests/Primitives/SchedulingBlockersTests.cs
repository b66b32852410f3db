using RunbookTools.Engine.Primitives;

namespace Engine.Tests.Primitives;

public class SchedulingBlockersTests
{
    [Fact]
    public void It_is_told_what_would_have_to_shrink_by_how_much_on_the_nearest_node()
    {
        var tainted = TestCluster.Node("big", memory: "64Gi") with { Taints = [new KubeTaint("dedicated", "ml", "NoSchedule", null)] };
        var cluster = Cluster(TestCluster.Node("a"), TestCluster.Node("b"), tainted).Add(TestCluster.PodOf("x", Spec("memory=4Gi") with { NodeName = "a" }));

        var blockers = SchedulingBlockers.Of(cluster.Build(), TestCluster.PodOf("p", Spec("memory=15Gi", "cpu=5")));

        Assert.Equal([SchedulingReason.InsufficientCpu, SchedulingReason.InsufficientMemory, SchedulingReason.Taint], blockers.Select(blocker => blocker.Reason));
        Assert.Equal("on 2 of 2 nodes it may use: asks for 5 cpu, none has more than 4: 1 too much", blockers[0].Message);
        Assert.Equal((true, true), (blockers[0].IsEverywhere, blockers[0].ExceedsEveryNode));
        Assert.Equal("on 1 of 2 nodes it may use: asks for 15Gi memory, a comes closest with 12Gi free: 3Gi short", blockers[1].Message);
        Assert.Equal(("a", "3Gi"), (blockers[1].NearestNode?.Name, blockers[1].Missing?.ToString()));
        Assert.Equal((false, false), (blockers[1].IsEverywhere, blockers[1].IsOnly));
        Assert.Equal("on 1 of 3 nodes it may use: taint dedicated=ml:NoSchedule is not tolerated", blockers[2].Message);
    }

    [Fact]
    public void Room_is_asked_of_the_nodes_a_pod_may_use_and_of_no_others()
    {
        var pod = TestCluster.PodOf("p", Spec("memory=24Gi") with { NodeSelector = TestCluster.Map("disk=ssd") });

        var nowhere = Assert.Single(SchedulingBlockers.Of(Cluster(TestCluster.Node("a"), TestCluster.Node("b")).Build(), pod));
        var somewhere = SchedulingBlockers.Of(Cluster(TestCluster.Node("a"), TestCluster.Node("b", labels: "disk=ssd")).Build(), pod);

        Assert.Equal((SchedulingReason.NodeSelector, true), (nowhere.Reason, nowhere.IsEverywhere));
        Assert.Equal([(SchedulingReason.InsufficientMemory, true), (SchedulingReason.NodeSelector, false)], somewhere.Select(blocker => (blocker.Reason, blocker.IsEverywhere)));
        Assert.Equal("on the only node it may use: asks for 24Gi memory, none has more than 16Gi: 8Gi too much", somewhere[0].Message);
    }

    [Fact]
    public void A_node_in_trouble_is_told_from_one_that_is_kept_for_others()
    {
        var kept = TestCluster.Node("a") with { Taints = [new KubeTaint("dedicated", null, "NoSchedule", null)] };
        var full = TestCluster.Node("b") with { Taints = [new KubeTaint("node.kubernetes.io/disk-pressure", null, "NoSchedule", null)] };

        var blockers = SchedulingBlockers.Of(Cluster(kept, full).Build(), TestCluster.Pod("p"));

        Assert.Equal([(SchedulingReason.Pressure, true), (SchedulingReason.Taint, false)], blockers.Select(blocker => (blocker.Reason, blocker.IsEverywhere)));
    }

    [Fact]
    public void Nodes_that_offer_none_of_a_resource_are_named()
    {
        var gpu = TestCluster.Node("g") with { Allocatable = TestCluster.Amounts("cpu=4", "example.com/gpu=1", "pods=110") };

        var blocker = Assert.Single(SchedulingBlockers.Of(Cluster(TestCluster.Node("a"), gpu).Build(), TestCluster.PodOf("p", Spec("example.com/gpu=2"))));

        Assert.Equal(("example.com/gpu", true), (blocker.Resource, blocker.IsEverywhere));
        Assert.Equal(["a"], blocker.NodesWithout.Select(node => node.Name));
        Assert.Equal("g", blocker.NearestNode?.Name);
    }

    [Theory]
    [InlineData("0/5 nodes are available: 1 node(s) had untolerated taint(s), 4 Insufficient cpu. no new claims to deallocate, preemption: 0/5 nodes are available: 5 No preemption victims found for incoming pod.", "InsufficientCpu:4:True,Taint:1:False")]
    [InlineData("0/4 nodes are available: 1 Insufficient cpu, 3 Insufficient nvidia.com/gpu. preemption: 0/4 nodes are available: 4 No preemption victims found for incoming pod..", "InsufficientCpu:1:False,InsufficientResource:3:True")]
    [InlineData("0/3 nodes are available: 1 node(s) had taint {node-role.kubernetes.io/master: }, that the pod didn't tolerate, 2 node(s) didn't match Pod's node affinity/selector.", "NodeSelector:2:True,Taint:1:False")]
    [InlineData("0/2 nodes are available: 2 node(s) had untolerated taint {node.kubernetes.io/unreachable: }. preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.", "NotReady:2:True")]
    [InlineData("0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found", "Claim:1:True")]
    [InlineData("0/3 nodes are available: 1 Too many pods, 2 node(s) didn't satisfy existing pods anti-affinity rules.", "PodAntiAffinity:2:True,PodLimit:1:False")]
    [InlineData("no nodes available to schedule pods", "")]
    public void Where_nodes_cannot_be_read_the_scheduler_itself_is_quoted(string message, string told)
    {
        var pod = TestCluster.PodOf("p", Spec() with { NodeSelector = TestCluster.Map("disk=ssd") }) with
        {
            Conditions = [new KubeCondition("PodScheduled", "False", "Unschedulable", message, null)],
        };

        var blockers = SchedulingBlockers.Of(new TestCluster().Forbidden("Node").Build(), pod);

        Assert.Equal(told, string.Join(',', blockers.Select(blocker => $"{blocker.Reason}:{blocker.Counted}:{blocker.StopsAll}").Order(StringComparer.Ordinal)));
        Assert.All(blockers, blocker => Assert.False(blocker.IsEverywhere));
    }

    private static TestCluster Cluster(params KubeNode[] nodes) => new TestCluster().Add(nodes);

    private static KubePodSpec Spec(params string[] requests) => new() { Containers = [TestCluster.Container() with { Requests = TestCluster.Amounts(requests) }] };
}
