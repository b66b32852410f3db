using RunbookTools.Engine.Primitives;

namespace Engine.Tests.Primitives;

public class EvictionsTests
{
    [Theory]
    [InlineData("The node was low on resource: ephemeral-storage. Threshold quantity: 10737418400, available: 5Gi. Container spool was using 47185928Ki, request is 0, has larger consumption of ephemeral-storage. ", EvictionType.NodePressure, "ephemeral-storage", true)]
    [InlineData("The node was low on resource: memory. Threshold quantity: 500Mi, available: 60Mi. Container web was using 80Mi, request is 64Mi, has larger consumption of memory. ", EvictionType.NodePressure, "memory", false)]
    [InlineData("The node was low on resource: memory. Container web was using 1780748Ki, which exceeds its request of 1Gi. ", EvictionType.NodePressure, "memory", false)]
    [InlineData("Pod was rejected: The node had condition: [DiskPressure]. ", EvictionType.Rejected, "ephemeral-storage", false)]
    [InlineData("Container spool exceeded its local ephemeral storage limit \"1Gi\". ", EvictionType.StorageLimit, "ephemeral-storage", false)]
    [InlineData("Usage of EmptyDir volume \"cache\" exceeds the limit \"512Mi\". ", EvictionType.StorageLimit, "ephemeral-storage", false)]
    public void A_kubelet_says_what_was_short_and_who_used_it(string message, EvictionType type, string resource, bool accounts)
    {
        var pod = TestCluster.Pod("p", "a") with { Phase = "Failed", Reason = "Evicted", Message = message };

        var eviction = Evictions.Of(new TestCluster().Build(), pod);

        Assert.Equal((type, resource, accounts), (eviction?.Type, eviction?.Resource, eviction?.AccountsForShortage));
        Assert.Equal(message.Trim(), eviction?.Message);
    }

    [Fact]
    public void What_several_containers_used_counts_together()
    {
        var message = "The node was low on resource: memory. Threshold quantity: 2Gi, available: 1Gi. Container a was using 700Mi, request is 100Mi, has larger consumption of memory. Container b was using 600Mi, request is 100Mi, has larger consumption of memory. ";

        var eviction = Evictions.Of(new TestCluster().Build(), TestCluster.Pod("p", "a") with { Phase = "Failed", Reason = "Evicted", Message = message });

        Assert.Equal(("1300Mi", "200Mi", "1Gi"), ($"{eviction?.Used}", $"{eviction?.Requested}", $"{eviction?.Lacking}"));
        Assert.Equal("container a, container b", eviction?.Subject);
        Assert.True(eviction?.AccountsForShortage);
    }

    [Theory]
    [InlineData("PreemptionByScheduler", EvictionType.Preemption)]
    [InlineData("DeletionByTaintManager", EvictionType.Taint)]
    [InlineData("EvictionByEvictionAPI", EvictionType.Request)]
    [InlineData("DeletionByPodGC", EvictionType.NodeGone)]
    public void Others_are_known_by_the_condition_they_leave(string reason, EvictionType type)
    {
        var pod = TestCluster.Pod("p", "a") with { Conditions = [new KubeCondition("DisruptionTarget", "True", reason, "because", TestCluster.Now)] };

        Assert.Equal(type, Evictions.Of(new TestCluster().Build(), pod)?.Type);
    }

    [Fact]
    public void A_pod_that_runs_was_put_off_by_nobody() => Assert.Null(Evictions.Of(new TestCluster().Build(), TestCluster.Pod("p", "a")));
}
