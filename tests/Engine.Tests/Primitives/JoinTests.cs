using RunbookTools.Engine.Primitives;

namespace Engine.Tests.Primitives;

public class JoinTests
{
    [Fact]
    public void A_chain_runs_from_the_object_to_its_root()
    {
        var deployment = TestCluster.Deployment("web", new KubePodSpec());
        var set = TestCluster.ReplicaSet(deployment, 1);
        var pod = TestCluster.Pod("web-1-abc") with { Owners = [TestCluster.OwnedBy(set)] };

        var chain = Owners.Chain(new TestCluster().Add(deployment, set, pod).Build(), pod);

        Assert.Equal(["Pod", "ReplicaSet", "Deployment"], chain.Select(item => item.Kind));
    }

    [Fact]
    public void A_chain_of_objects_that_own_each_other_ends()
    {
        var pod = TestCluster.Pod("self");
        pod = pod with { Owners = [TestCluster.OwnedBy(pod)] };

        Assert.Single(Owners.Chain(new TestCluster().Add(pod).Build(), pod));
    }

    [Fact]
    public void A_service_gets_its_endpoints_once_for_two_address_families()
    {
        var service = TestCluster.Service("web");
        var ready = TestCluster.Pod("a", "n");
        var unready = TestCluster.Pod("b", "n") with { Conditions = [] };
        var slice = TestCluster.Slice(service, [ready, unready], new KubeEndpointPort(null, 80, "TCP"));
        var second = slice with { Name = "web-v6", AddressType = "IPv6", Endpoints = [slice.Endpoints[0] with { Addresses = ["fd00::1"] }] };

        var joined = Services.Join(new TestCluster().Add(service, slice, second).Build(), service);

        Assert.Equal("a", Assert.Single(joined.ReadyEndpoints!).Object!.Name);
        Assert.Equal("b", Assert.Single(joined.NotReadyEndpoints!).Object!.Name);
    }

    [Fact]
    public void Endpoints_that_were_not_read_are_not_known()
    {
        var service = TestCluster.Service("web");

        Assert.Null(Services.Join(new TestCluster().Add(service).Unread("EndpointSlice", "Endpoints").Build(), service).ReadyEndpoints);
        Assert.Empty(Services.Join(new TestCluster().Add(service).Unread("Endpoints").Build(), service).ReadyEndpoints!);
    }

    [Fact]
    public void A_claim_gets_its_volume_and_class()
    {
        var claim = TestCluster.Claim("data", "pv-1", "fast");
        var cluster = new TestCluster().Add(claim, TestCluster.Volume("pv-1", "fast"), TestCluster.StorageClass("fast")).Build();

        var joined = Claims.Join(cluster, claim);

        Assert.Equal("pv-1", joined.Volume?.Name);
        Assert.Equal("fast", joined.StorageClass?.Name);
    }

    [Fact]
    public void A_claim_without_a_class_gets_the_newest_default_one_and_an_empty_class_none()
    {
        var old = TestCluster.StorageClass("old") with { IsDefault = true, Created = TestCluster.MinutesAgo(100) };
        var cluster = new TestCluster().Add(old, old with { Name = "new", Created = TestCluster.MinutesAgo(10) }).Build();

        Assert.Equal("new", Claims.Join(cluster, TestCluster.Claim("data")).StorageClass?.Name);
        Assert.Null(Claims.Join(cluster, TestCluster.Claim("data", storageClass: "")).StorageClass);
    }

    [Fact]
    public void Conditions_carry_their_object_and_kinds_without_any_give_none()
    {
        var node = TestCluster.Node("n") with { Conditions = [new KubeCondition("Ready", "False", "KubeletNotReady", "runtime down", null)] };

        var condition = Assert.Single(Conditions.Of(node));

        Assert.Equal(node.Target, condition.Object);
        Assert.Equal("Ready=False KubeletNotReady: runtime down", condition.ToString());
        Assert.Empty(Conditions.Of(TestCluster.Service("web")));
    }
}
