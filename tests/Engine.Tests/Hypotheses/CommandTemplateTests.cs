using RunbookTools.Engine.Hypotheses;

namespace Engine.Tests.Hypotheses;

public class CommandTemplateTests
{
    [Fact]
    public void Owner_and_doubled_limit_are_filled_in()
    {
        var (inventory, container) = Shop("payments-1");

        var command = CommandTemplate.Fill("kubectl -n {Namespace} set resources {Owner} -c {Container} --limits=memory={MemoryLimit*2}", container, inventory);

        Assert.Equal("kubectl -n shop set resources deploy/payments -c app --limits=memory=512Mi", command);
    }

    [Fact]
    public void An_unknown_part_leaves_the_command_out()
    {
        var (inventory, container) = Shop("payments-1");

        Assert.Null(CommandTemplate.Fill("kubectl cordon {Node}", container, inventory));
    }

    [Theory]
    [InlineData("ClusterRole", null, "kubectl describe clusterrole/reader")]
    [InlineData("Role", "shop", "kubectl -n shop describe role/reader")]
    [InlineData("Role", null, null)]
    public void What_is_in_no_namespace_is_asked_for_without_one(string kind, string? ns, string? command)
    {
        var role = new KubeRole { Kind = kind, Namespace = ns, Name = "reader" };

        Assert.Equal(command, CommandTemplate.Fill("kubectl -n {Namespace} describe {Object}", role, Shop("payments-1").Inventory));
    }

    [Fact]
    public void Names_are_those_of_all_objects()
    {
        var (inventory, _) = Shop("payments-1");
        KubeTarget[] nodes = [new("Node", null, "worker-1"), new("Node", null, "worker-2"), new("Node", null, "worker-1")];

        Assert.Equal("kubectl uncordon worker-1 worker-2", CommandTemplate.Fill("kubectl uncordon {Names}", nodes[0], inventory, nodes));
        Assert.Null(CommandTemplate.Fill("kubectl uncordon {Names}", null, inventory, []));
    }

    [Fact]
    public void Names_from_the_cluster_cannot_become_shell()
    {
        var (inventory, container) = Shop("x; rm -rf ~");

        Assert.Equal("kubectl -n shop logs 'x; rm -rf ~'", CommandTemplate.Fill("kubectl -n {Namespace} logs {Pod}", container, inventory));
    }

    [Fact]
    public void A_rollout_is_named_only_where_there_is_one()
    {
        var (inventory, container) = Shop("payments-1");
        var alone = inventory.Find("ReplicaSet", "shop", "payments-7")! with { Owners = [], Kind = "Job", Name = "nightly" };

        Assert.Equal("kubectl -n shop rollout undo deploy/payments", CommandTemplate.Fill("kubectl -n {Namespace} rollout undo {Rollout}", container, inventory));
        Assert.Null(CommandTemplate.Fill("kubectl -n {Namespace} rollout undo {Rollout}", alone, inventory));
    }

    private static (ClusterInventory Inventory, KubeContainer Container) Shop(string pod)
    {
        var container = new KubeContainer
        {
            Namespace = "shop",
            Pod = pod,
            Spec = new KubeContainerSpec
            {
                Name = "app",
                Limits = new KubeResources(new Dictionary<string, KubeQuantity> { ["memory"] = KubeQuantity.Parse("256Mi") }),
            },
        };
        var inventory = new ClusterInventory(new InventoryData
        {
            Name = "test",
            Source = "files",
            Location = "-",
            Coverage = new CoverageRecord(),
            Objects =
            [
                new KubePod { Kind = "Pod", Namespace = "shop", Name = pod, Spec = new KubePodSpec(), Containers = [container], Owners = [new KubeOwner("ReplicaSet", "payments-7", "rs", true)] },
                new KubeReplicaSet { Kind = "ReplicaSet", Namespace = "shop", Name = "payments-7", Uid = "rs", Template = Template, Owners = [new KubeOwner("Deployment", "payments", "d", true)] },
                new KubeDeployment { Kind = "Deployment", Namespace = "shop", Name = "payments", Uid = "d", Template = Template },
            ],
        });
        return (inventory, container);
    }

    private static KubePodTemplate Template => new(new Dictionary<string, string>(), new Dictionary<string, string>(), new KubePodSpec());
}
