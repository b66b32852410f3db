namespace Engine.Tests.Wire;

public class NodeWireTests
{
    [Fact]
    public void A_node()
    {
        var node = WireRead.One<KubeNode>("""
            {"apiVersion":"v1","kind":"Node","metadata":{"name":"worker-1","labels":{"node-role.kubernetes.io/worker":"","topology.kubernetes.io/zone":"a"}},
             "spec":{"podCIDR":"10.244.0.0/24","providerID":"kind://1","unschedulable":true,"taints":[{"key":"node.kubernetes.io/unschedulable","effect":"NoSchedule","timeAdded":"2026-11-20T14:00:00Z"},{"key":"gpu","value":"yes","effect":"NoExecute"}]},
             "status":{"capacity":{"cpu":"8","memory":"16Gi","pods":"110"},"allocatable":{"cpu":"7500m","memory":"15Gi","ephemeral-storage":"1000"},
               "conditions":[{"type":"MemoryPressure","status":"True","lastHeartbeatTime":"2026-11-20T14:05:00Z","lastTransitionTime":"2026-11-20T14:00:00Z","reason":"KubeletHasInsufficientMemory","message":"kubelet has insufficient memory available"},
                             {"type":"Ready","status":"True"}],
               "addresses":[{"type":"Hostname","address":"worker-1"},{"type":"InternalIP","address":"192.168.0.2"}],
               "nodeInfo":{"kernelVersion":"6.1","osImage":"Debian","containerRuntimeVersion":"containerd://2.0","kubeletVersion":"v1.36.0","architecture":"arm64"}}}
            """);

        Assert.Equal("Ready,SchedulingDisabled", node.Status);
        Assert.Equal(["node.kubernetes.io/unschedulable:NoSchedule", "gpu=yes:NoExecute"], node.Taints.Select(taint => taint.ToString()));
        Assert.NotNull(node.Taints[0].Added);
        Assert.Equal("cpu=8, memory=16Gi, pods=110", node.Capacity.ToString());
        Assert.Equal(7.5m, node.Allocatable.Cpu!.Value.Value);
        Assert.Equal(("192.168.0.2", "v1.36.0", "Debian", "6.1", "containerd://2.0", "arm64"), (node.InternalIP, node.KubeletVersion, node.OSImage, node.KernelVersion, node.ContainerRuntime, node.Architecture));
        Assert.Equal(("10.244.0.0/24", "kind://1", "worker", "a", true), (node.PodCidr, node.ProviderId, node.Roles, node.Zone, node.MemoryPressure));
        Assert.Equal(TimeSpan.FromMinutes(5), node.Conditions[0].LastSeen - node.Conditions[0].Since);
    }

    [Fact]
    public void A_lease()
    {
        var lease = WireRead.One<KubeLease>("""
            {"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"worker-1","namespace":"kube-node-lease"},
             "spec":{"holderIdentity":"worker-1","leaseDurationSeconds":40,"renewTime":"2026-11-20T14:00:00.500000Z"}}
            """);

        Assert.Equal(("worker-1", 40, 500), (lease.Holder, lease.DurationSeconds, lease.Renewed!.Value.Millisecond));
    }
}
