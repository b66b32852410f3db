using RunbookTools.Engine.Primitives;

namespace Engine.Tests.Primitives;

public class RevisionsTests
{
    [Fact]
    public void A_deployment_s_revisions_come_newest_first_with_what_changed()
    {
        var deployment = TestCluster.Deployment("web", new KubePodSpec());
        var before = TestCluster.Container("app", "registry.example/web:2.4.0") with
        {
            Limits = TestCluster.Amounts("memory=256Mi"),
            Env = [new KubeEnv("DB_HOST", "orders-db", null)],
        };
        var after = before with
        {
            Image = "registry.example/web:2.4.1",
            Limits = TestCluster.Amounts("memory=128Mi"),
            Env = [new KubeEnv("DB_HOST", "order-db", null), new KubeEnv("TOKEN", null, new KubeKeyReference("Secret", "web", "token", false))],
            ReadinessProbe = new KubeProbe { Type = "Http", Port = "8080", Path = "/ready" },
        };
        var old = TestCluster.ReplicaSet(deployment, 9, new KubePodSpec { Containers = [before] });
        var now = TestCluster.ReplicaSet(deployment, 10, new KubePodSpec { Containers = [after] }) with { Created = TestCluster.MinutesAgo(3) };

        var revisions = Revisions.Of(new TestCluster().Add(deployment, old, now).Build(), deployment);

        Assert.Equal([10, 9], revisions.Select(revision => revision.Revision));
        Assert.True(revisions[0].IsCurrent);
        Assert.Equal(TestCluster.MinutesAgo(3), revisions[0].Created);
        Assert.Equal(
            [
                "app image 2.4.0 -> 2.4.1",
                "app memory limit 256Mi -> 128Mi",
                "app env DB_HOST orders-db -> order-db",
                "app env TOKEN added: Secret web/token",
                "app readiness probe added: http-get :8080/ready (delay 0s, timeout 1s, period 10s, failures 3)",
            ],
            revisions[0].Changes);
        Assert.Empty(revisions[1].Changes);
    }

    [Theory]
    [InlineData(10, 8, true)]
    [InlineData(600, 599, true)]
    [InlineData(600, 30, false)]
    [InlineData(3000, 2999, false)]
    public void A_change_of_today_that_a_pod_came_with_is_suspect(double changed, double made, bool isSuspect)
    {
        var revision = new KubeRevision(new KubeTarget("Deployment", "shop", "web"), 2, TestCluster.MinutesAgo(changed), true, TestCluster.Map(), ["app image 1 -> 2"])
        {
            RolledOutAfter = TestCluster.MinutesAgo(changed),
            RolledOutBefore = TestCluster.MinutesAgo(changed),
        };
        var pod = TestCluster.Pod("web-1", "n") with { Created = TestCluster.MinutesAgo(made) };
        var cluster = new TestCluster().Add(pod).Build();

        Assert.Equal(isSuspect, Revisions.IsSuspect(cluster, revision, pod));
        Assert.False(Revisions.IsSuspect(cluster, revision with { Changes = [] }, pod));
        Assert.False(Revisions.IsSuspect(cluster, revision with { IsCurrent = false }, pod));
    }

    [Theory]
    [InlineData(10, null, 8, true)] // the set it was gone back from is ten minutes old
    [InlineData(3000, null, 8, null)] // ... is two days old, and when was gone back is not known
    [InlineData(3000, 20.0, 8, null)] // ... nor by its end, twenty minutes ago
    [InlineData(3000, 2000.0, 8, false)] // ... and it was done a day and a half ago
    [InlineData(600, null, 650, false)] // the pod was there before
    public void One_that_was_rolled_out_again_is_suspect_only_as_far_as_can_be_told(double others, double? scaled, double made, bool? isSuspect)
    {
        var deployment = TestCluster.Deployment("web", new KubePodSpec());
        var again = TestCluster.ReplicaSet(deployment, 10, new KubePodSpec { Containers = [TestCluster.Container("app", "registry.example/web:1")] }) with { Created = TestCluster.MinutesAgo(9000) };
        var left = TestCluster.ReplicaSet(deployment, 9, new KubePodSpec { Containers = [TestCluster.Container("app", "registry.example/web:2")] }) with { Created = TestCluster.MinutesAgo(others) };
        deployment = deployment with
        {
            Conditions = scaled is null ? [] : [new KubeCondition("Progressing", "True", "NewReplicaSetAvailable", $"ReplicaSet \"{again.Name}\" has successfully progressed.", null) { LastSeen = TestCluster.MinutesAgo(scaled.Value) }],
        };
        var pod = TestCluster.Pod("web-1", "n") with { Created = TestCluster.MinutesAgo(made) };
        var cluster = new TestCluster().Add(deployment, again, left, pod).Build();

        var revision = Revisions.Of(cluster, deployment)[0];

        Assert.True(revision.IsRolledOutAgain);
        Assert.Equal(["app image 2 -> 1"], revision.Changes);
        Assert.Equal(isSuspect, Revisions.IsSuspect(cluster, revision, pod));
    }

    [Theory]
    [InlineData("Scaled down replica set web-10 to 0", true)]
    [InlineData("Scaled down replica set web-10 from 2 to 0", true)]
    [InlineData("Scaled down replica set web-10 from 2 to 1", null)]
    public void That_a_set_stood_empty_while_another_ran_says_after_when_it_was_rolled_out_again(string message, bool? isSuspect)
    {
        var deployment = TestCluster.Deployment("web", new KubePodSpec());
        var again = TestCluster.ReplicaSet(deployment, 10, new KubePodSpec { Containers = [TestCluster.Container("app", "registry.example/web:1")] }) with
        {
            Name = "web-10",
            Created = TestCluster.MinutesAgo(9000),
            Annotations = TestCluster.Map("deployment.kubernetes.io/revision-history=2"),
        };
        var left = TestCluster.ReplicaSet(deployment, 9, new KubePodSpec { Containers = [TestCluster.Container("app", "registry.example/web:2")] }) with { Created = TestCluster.MinutesAgo(9900) };
        var serving = TestCluster.Pod("web-9-x", "n") with { Owners = [TestCluster.OwnedBy(left)], Created = TestCluster.MinutesAgo(9800) };
        var pod = TestCluster.Pod("web-10-x", "n") with { Created = TestCluster.MinutesAgo(8) };
        var seen = new KubeEvent
        {
            Kind = "Event",
            Name = "web.1",
            Namespace = "shop",
            Object = deployment.Target,
            Reason = "ScalingReplicaSet",
            Message = message,
            FirstSeen = TestCluster.MinutesAgo(8000),
            LastSeen = TestCluster.MinutesAgo(15),
        };
        var cluster = new TestCluster().Add(deployment, again, left, serving, pod, seen).Build();

        Assert.Equal(isSuspect, Revisions.IsSuspect(cluster, Revisions.Of(cluster, deployment)[0], pod));
    }

    [Fact]
    public void Containers_and_volumes_that_come_and_go_are_named()
    {
        var before = new KubePodTemplate(TestCluster.Map("pod-template-hash=a"), TestCluster.Map(), new KubePodSpec
        {
            Containers = [TestCluster.Container("app")],
            Volumes = [new KubePodVolume("tmp", "emptyDir")],
        });
        var after = new KubePodTemplate(TestCluster.Map("pod-template-hash=b"), TestCluster.Map(), new KubePodSpec
        {
            Containers = [TestCluster.Container("proxy", "registry.example/proxy:1")],
            Volumes = [new KubePodVolume("data", "persistentVolumeClaim") { Claim = "data" }],
        });

        Assert.Equal(
            [
                "container proxy added (registry.example/proxy:1)", "container app removed",
                "volume data added: persistentVolumeClaim data", "volume tmp removed",
            ],
            Revisions.Compare(before, after));
    }

    [Fact]
    public void Another_repository_is_written_out() => Assert.Equal(
        ["app image a.example/web:1 -> b.example/web:1"],
        Revisions.Compare(Template("a.example/web:1"), Template("b.example/web:1")));

    [Fact]
    public void A_stateful_set_s_revisions_tell_images()
    {
        var set = new KubeStatefulSet { Kind = "StatefulSet", Namespace = "shop", Name = "db", Uid = "u", Template = Template("db:2") };
        var revision = new KubeControllerRevision
        {
            Kind = "ControllerRevision",
            Namespace = "shop",
            Name = "db-1",
            Revision = 1,
            Owners = [TestCluster.OwnedBy(set)],
            Images = TestCluster.Map("app=db:1"),
        };

        var revisions = Revisions.Of(
            new TestCluster().Add(set, revision, revision with { Name = "db-2", Revision = 2, Images = TestCluster.Map("app=db:2") }).Build(), set);

        Assert.Equal("app image 1 -> 2", Assert.Single(revisions[0].Changes));
        Assert.Equal("db:1", revisions[1].Images["app"]);
    }

    private static KubePodTemplate Template(string image) =>
        new(TestCluster.Map(), TestCluster.Map(), new KubePodSpec { Containers = [TestCluster.Container("app", image)] });
}
