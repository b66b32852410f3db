namespace Engine.Tests.Wire;

public class WorkloadWireTests
{
    private const string Template = """{"metadata":{"labels":{"app":"web"},"annotations":{"a":"b"}},"spec":{"containers":[{"name":"app","image":"web:2"}]}}""";

    [Fact]
    public void A_deployment()
    {
        var item = WireRead.One<KubeDeployment>($$$"""
            {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"shop","generation":5,"annotations":{"deployment.kubernetes.io/revision":"7"}},
             "spec":{"replicas":3,"paused":true,"minReadySeconds":5,"progressDeadlineSeconds":120,"selector":{"matchLabels":{"app":"web"},"matchExpressions":[{"key":"tier","operator":"Exists"}]},
                     "strategy":{"type":"RollingUpdate","rollingUpdate":{"maxSurge":"25%","maxUnavailable":1}},"template":{{{Template}}} },
             "status":{"observedGeneration":4,"replicas":4,"updatedReplicas":1,"readyReplicas":3,"availableReplicas":2,
                       "conditions":[{"type":"Progressing","status":"True","lastUpdateTime":"2026-11-20T14:01:00Z","lastTransitionTime":"2026-11-20T14:00:00Z","reason":"ReplicaSetUpdated","message":"m"}]}}
            """);

        Assert.Equal((3, 4, 3, 2, 1), (item.Desired, item.Current, item.Ready, item.Available, item.Updated));
        Assert.Equal((5L, 4L, 7L, true, 5, 120), (item.Generation, item.ObservedGeneration, item.Revision, item.Paused, item.MinReadySeconds, item.ProgressDeadlineSeconds));
        Assert.Equal(("RollingUpdate", "25%", "1"), (item.Strategy, item.MaxSurge, item.MaxUnavailable));
        Assert.Equal("app=web,tier", item.Selector!.ToString());
        Assert.Equal("web", item.Template.Labels["app"]);
        Assert.Equal("b", item.Template.Annotations["a"]);
        Assert.Equal("web:2", Assert.Single(item.Template.Spec.Containers).Image);
        var condition = Assert.Single(item.Conditions);
        Assert.Equal(TimeSpan.FromMinutes(1), condition.LastSeen - condition.Since);
    }

    [Fact]
    public void A_deployment_that_says_nothing_has_kubernetes_defaults()
    {
        var item = WireRead.One<KubeDeployment>("""{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web"},"spec":{},"status":{}}""");

        Assert.Equal((1, 0, "RollingUpdate", 600), (item.Desired, item.Current, item.Strategy, item.ProgressDeadlineSeconds));
        Assert.Equal((null, null, null), (item.Selector, item.Revision, item.MaxSurge));
        Assert.Empty(item.Template.Spec.Containers);
    }

    [Fact]
    public void A_replica_set()
    {
        var item = WireRead.One<KubeReplicaSet>($$$"""
            {"apiVersion":"apps/v1","kind":"ReplicaSet","metadata":{"name":"web-1","namespace":"shop","annotations":{"deployment.kubernetes.io/revision":"7"},
              "ownerReferences":[{"apiVersion":"apps/v1","kind":"Deployment","name":"web","uid":"d","controller":true,"blockOwnerDeletion":true}]},
             "spec":{"replicas":0,"template":{{{Template}}} },"status":{"replicas":0,"observedGeneration":2}}
            """);

        Assert.Equal((0, 0, 7L), (item.Desired, item.Current, item.Revision));
        Assert.Equal(new KubeOwner("Deployment", "web", "d", true), item.Controller);
    }

    [Fact]
    public void A_stateful_set()
    {
        var item = WireRead.One<KubeStatefulSet>($$$"""
            {"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{"name":"db","namespace":"shop"},
             "spec":{"replicas":3,"serviceName":"db","podManagementPolicy":"Parallel","updateStrategy":{"type":"RollingUpdate","rollingUpdate":{"partition":2}},"template":{{{Template}}},
                     "volumeClaimTemplates":[{"metadata":{"name":"data"},"spec":{"accessModes":["ReadWriteOnce"],"storageClassName":"fast","resources":{"requests":{"storage":"10Gi"} } },"status":{"phase":"Pending"}}]},
             "status":{"replicas":3,"readyReplicas":2,"currentRevision":"db-1","updateRevision":"db-2","updatedReplicas":1}}
            """);

        Assert.Equal((3, 3, 2, 2, 1), (item.Desired, item.Current, item.Ready, item.Available, item.Updated));
        Assert.Equal(("db", "Parallel", 2, "db-1", "db-2"), (item.ServiceName, item.PodManagementPolicy, item.Partition, item.CurrentRevision, item.UpdateRevision));
        var claim = Assert.Single(item.ClaimTemplates);
        Assert.Equal(("data", "shop", "fast", "10Gi", "ReadWriteOnce"), (claim.Name, claim.Namespace, claim.Class, claim.Requested.ToString(), claim.AccessModes[0]));
    }

    [Fact]
    public void A_daemon_set()
    {
        var item = WireRead.One<KubeDaemonSet>($$$"""
            {"apiVersion":"apps/v1","kind":"DaemonSet","metadata":{"name":"agent","namespace":"kube-system"},"spec":{"updateStrategy":{"type":"OnDelete"},"template":{{{Template}}} },
             "status":{"desiredNumberScheduled":5,"currentNumberScheduled":4,"numberReady":3,"numberAvailable":2,"updatedNumberScheduled":1,"numberMisscheduled":6}}
            """);

        Assert.Equal((5, 4, 3, 2, 1, 6, "OnDelete"), (item.Desired, item.Current, item.Ready, item.Available, item.Updated, item.Misscheduled, item.UpdateStrategy));
    }

    [Fact]
    public void A_job()
    {
        var item = WireRead.One<KubeJob>($$$"""
            {"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"once","namespace":"shop"},
             "spec":{"parallelism":2,"completions":4,"backoffLimit":0,"activeDeadlineSeconds":60,"suspend":false,"template":{{{Template}}} },
             "status":{"active":1,"ready":1,"succeeded":2,"failed":3,"startTime":"2026-11-20T14:00:00Z",
                       "conditions":[{"type":"FailureTarget","status":"True","reason":"BackoffLimitExceeded"},{"type":"Failed","status":"True","reason":"BackoffLimitExceeded"}]}}
            """);

        Assert.Equal((2, 1, 1, 4, 2, 3, 0, 60L), (item.Desired, item.Current, item.Ready, item.Completions, item.Succeeded, item.Failed, item.BackoffLimit, item.ActiveDeadlineSeconds));
        Assert.True(item.IsFinished);
        Assert.Null(item.Completed);
        Assert.NotNull(item.Started);
    }

    [Theory]
    [InlineData("batch/v1")]
    [InlineData("batch/v1beta1")]
    public void A_cron_job(string version)
    {
        var item = WireRead.One<KubeCronJob>($$$"""
            {"apiVersion":"{{{version}}}","kind":"CronJob","metadata":{"name":"nightly","namespace":"shop"},
             "spec":{"schedule":"*/5 * * * *","timeZone":"Europe/Berlin","suspend":true,"concurrencyPolicy":"Forbid","startingDeadlineSeconds":10,"jobTemplate":{"spec":{"template":{{{Template}}} } } },
             "status":{"active":[{"kind":"Job","name":"nightly-1","namespace":"shop"}],"lastScheduleTime":"2026-11-20T14:00:00Z","lastSuccessfulTime":"2026-11-20T13:55:00Z"}}
            """);

        Assert.Equal(("*/5 * * * *", "Europe/Berlin", true, "Forbid", 10L), (item.Schedule, item.TimeZone, item.Suspended, item.ConcurrencyPolicy, item.StartingDeadlineSeconds));
        Assert.Equal(["nightly-1"], item.Active);
        Assert.Equal(TimeSpan.FromMinutes(5), item.LastScheduled - item.LastSuccessful);
        Assert.Equal("web:2", Assert.Single(item.Template.Spec.Containers).Image);
    }

    [Fact]
    public void A_controller_revision()
    {
        var item = WireRead.One<KubeControllerRevision>("""
            {"apiVersion":"apps/v1","kind":"ControllerRevision","metadata":{"name":"db-1","namespace":"shop"},"revision":3,
             "data":{"spec":{"template":{"$patch":"replace","spec":{"initContainers":[{"name":"init","image":"init:1"}],"containers":[{"name":"app","image":"db:1"}]}}}}}
            """);

        Assert.Equal(3, item.Revision);
        Assert.Equal(("init:1", "db:1"), (item.Images["init"], item.Images["app"]));
    }
}
