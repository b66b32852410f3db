using RunbookTools.Engine.Primitives;
using static Engine.Tests.TestCluster;

namespace Engine.Tests.Primitives;

public class ReferrersTests
{
    private static readonly KubeConfigMap s_settings = ConfigMap("settings", "app.yaml");

    [Fact]
    public void Every_kind_of_container_and_volume_uses_a_config_map()
    {
        KubePodSpec[] users =
        [
            new() { Containers = [Container(type: ContainerType.Init) with { EnvFrom = [new KubeEnvFrom("ConfigMap", "settings", false)] }] },
            new() { Containers = [Container(type: ContainerType.Sidecar) with { Env = [new KubeEnv("A", null, new KubeKeyReference("ConfigMap", "settings", "app.yaml", false))] }] },
            new() { Volumes = [new KubePodVolume("all", "projected") { References = [new KubeKeyReference("ConfigMap", "settings", "", true)] }] },
            new() { Containers = [Container() with { Args = ["--config=settings"] }] },
            new() { Containers = [Container() with { Env = [new KubeEnv("CONFIG_MAP", "shop/settings", null)] }] },
        ];

        Assert.All(users, spec => Assert.Single(Referrers.Of(new TestCluster().Add(s_settings, Deployment("web", spec)).Build(), s_settings)));
    }

    [Fact]
    public void Annotations_use_what_they_name_as_a_word_in_their_own_namespace()
    {
        var named = Deployment("web", new KubePodSpec()) with { Annotations = Map("agent.example.com/template=settings,other") };
        var elsewhere = named with { Namespace = "blog" };
        var longer = Deployment("api", new KubePodSpec()) with { Annotations = Map("agent.example.com/template=settings-v2") };

        Assert.Equal("annotations[agent.example.com/template]", Assert.Single(Referrers.Of(new TestCluster().Add(s_settings, named).Build(), s_settings)).Field);
        Assert.Empty(Referrers.Of(new TestCluster().Add(s_settings, elsewhere, longer).Build(), s_settings));
    }

    [Fact]
    public void What_was_applied_last_names_itself_and_is_no_use()
    {
        var map = s_settings with { Annotations = Map("kubectl.kubernetes.io/last-applied-configuration={\"name\":\"settings\"}") };

        Assert.Empty(Referrers.Of(new TestCluster().Add(map).Build(), map));
    }

    [Fact]
    public void Accounts_that_may_read_are_told_apart_from_those_that_name_it()
    {
        var pod = PodOf("web-1", new KubePodSpec { ServiceAccount = "web" });
        var role = new KubeRole { Kind = "Role", Namespace = "shop", Name = "reader", Rules = [new KubeAccessRule(["list"], [""], ["configmaps"], [])] };
        var binding = new KubeRoleBinding
        {
            Kind = "RoleBinding",
            Namespace = "shop",
            Name = "reader",
            Role = role.Target,
            Subjects = [new KubeTarget("ServiceAccount", "shop", "web")],
        };
        var naming = role with { Name = "naming", Rules = [new KubeAccessRule(["get"], [""], ["configmaps"], ["settings"])] };

        Assert.Equal(
            ["resourceNames", Referrers.MayRead],
            Referrers.Of(new TestCluster().Add(s_settings, pod, role, binding, naming).Build(), s_settings).Select(reference => reference.Field));
        Assert.DoesNotContain(Referrers.Of(new TestCluster().Add(s_settings, role, binding).Build(), s_settings), reference => reference.Field == Referrers.MayRead);
    }

    [Fact]
    public void Storage_accounts_and_their_secrets_are_users()
    {
        var keys = Secret("keys", "key");
        var account = ServiceAccount("web") with { Secrets = ["keys"] };
        var storage = StorageClass("standard") with { Secrets = [keys.Target] };
        var volume = Volume("pv-1") with { Secrets = [keys.Target] };

        Assert.Equal(
            ["volume.csi", "storage.parameters", "account.secrets"],
            new[] { ("volume", (KubeObject)volume), ("storage", storage), ("account", account) }
                .Select(pair => $"{pair.Item1}.{Assert.Single(Referrers.Of(new TestCluster().Add(keys, pair.Item2).Build(), keys)).Field}"));
    }

    [Theory]
    [InlineData("CronJob")]
    [InlineData("ReplicaSet")]
    [InlineData("CustomResourceDefinition")]
    [InlineData("ClusterRole")]
    public void A_kind_of_user_that_was_not_read_is_a_gap(string kind)
    {
        Assert.Empty(Referrers.GapsOf(new TestCluster().Add(s_settings).Build(), s_settings));
        Assert.Equal(kind, Assert.Single(Referrers.GapsOf(new TestCluster().Add(s_settings).Unread(kind).Build(), s_settings)).Resource);
    }

    [Fact]
    public void Custom_resources_that_are_defined_and_were_not_read_are_a_gap()
    {
        var definition = new KubeCustomResourceDefinition { Kind = "CustomResourceDefinition", Name = "databases.example.com", DefinedKind = "Database" };

        Assert.Equal("Database", Assert.Single(Referrers.GapsOf(new TestCluster().Add(s_settings, definition).Build(), s_settings)).Resource);
    }
}
