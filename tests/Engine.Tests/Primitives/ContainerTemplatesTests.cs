using RunbookTools.Engine.Primitives;

namespace Engine.Tests.Primitives;

public class ContainerTemplatesTests
{
    [Theory]
    [InlineData("nginx", "latest", false)]
    [InlineData("registry.example:5000/web", "latest", false)]
    [InlineData("registry.example:5000/web:1.2", "1.2", false)]
    [InlineData("web@sha256:0f1d", null, true)]
    [InlineData("registry.example:5000/web:latest@sha256:0f1d", "latest", true)]
    public void The_tag_of_an_image_is_told_from_a_port_and_a_digest(string image, string? tag, bool isPinned)
    {
        var container = Assert.Single(ContainerTemplates.Of(TestCluster.Deployment("web", new KubePodSpec { Containers = [TestCluster.Container("app", image)] })));

        Assert.Equal((tag, isPinned), (container.ImageTag, container.IsImagePinned));
        Assert.Equal("Deployment shop/web", container.Owner.ToString());
    }

    [Fact]
    public void Ephemeral_containers_are_not_declared_and_other_kinds_declare_none()
    {
        Assert.Empty(ContainerTemplates.Of(TestCluster.PodOf("web", new KubePodSpec { Containers = [TestCluster.Container("debug", type: ContainerType.Ephemeral)] })));
        Assert.Empty(ContainerTemplates.Of(TestCluster.ConfigMap("settings")));
    }

    [Fact]
    public void A_variable_that_is_set_twice_is_named_once()
    {
        var container = TestCluster.Container() with { Env = [new KubeEnv("A", "1", null), new KubeEnv("B", "1", null), new KubeEnv("A", "2", null), new KubeEnv("A", "3", null)] };

        Assert.Equal(["A"], Assert.Single(ContainerTemplates.Of(TestCluster.PodOf("web", new KubePodSpec { Containers = [container] }))).RepeatedVariables);
    }

    [Fact]
    public void Paths_of_the_node_are_writable_where_the_container_that_mounts_them_may_write()
    {
        var spec = new KubePodSpec
        {
            Volumes = [new KubePodVolume("log", "hostPath") { Source = "/var/log" }, new KubePodVolume("run", "hostPath") { Source = "/run" }, new KubePodVolume("tmp", "emptyDir")],
            Containers = [TestCluster.Container() with { Mounts = [new KubeMount("log", "/log", true, null), new KubeMount("run", "/host/run", false, null), new KubeMount("tmp", "/tmp", false, null)] }],
        };

        var container = Assert.Single(ContainerTemplates.Of(TestCluster.Deployment("web", spec)));

        Assert.Equal(["/var/log", "/run"], container.HostPaths);
        Assert.Equal(["/run"], container.WritableHostPaths);
    }
}
