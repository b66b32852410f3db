using RunbookTools.Engine.Symptoms;
using static Engine.Tests.Symptoms.ShopCluster;

namespace Engine.Tests.Symptoms;

public class SymptomFinderTests
{
    [Fact]
    public void A_quiet_cluster_is_silent() => Assert.Empty(Find(new ShopCluster().Deploy("web", replicas: 2).Serve("web")));

    [Fact]
    public void A_crash_loop_is_critical_when_nothing_else_serves()
    {
        var symptom = Assert.Single(Find(new ShopCluster().Deploy("web", pod => pod.Waiting("CrashLoopBackOff", restarts: 14, exit: 137, lastReason: "OOMKilled"))));

        Assert.Equal("Pod.CrashLoop", symptom.Id);
        Assert.Equal("app: CrashLoopBackOff, 14 restarts, last exit 137 (OOMKilled)", symptom.Summary);
        Assert.Equal(Severity.Critical, symptom.Severity);
        Assert.Equal("Deployment shop/web", symptom.Owner.ToString());
    }

    [Theory]
    [InlineData(3, 2, false)]
    [InlineData(14, 60, false)]
    [InlineData(14, 20, true)]
    [InlineData(214, 55, true)]
    public void A_crash_loop_began_before_its_first_event_when_it_restarted_more_often_than_can_be_since(int restarts, int minutes, bool atLatest)
    {
        var shop = new ShopCluster().Deploy("web", pod => pod.Waiting("CrashLoopBackOff", restarts: restarts, exit: 1, lastReason: "Error"));
        var pod = shop.Build().All<KubePod>().Single();

        var symptom = Find(shop.Add(ShopCluster.Event(pod, "BackOff", "Back-off restarting failed container", minutes) with { FirstSeen = ShopCluster.Ago(minutes), LastSeen = ShopCluster.Ago(1) }))
            .Single(found => found.Id == "Pod.CrashLoop");

        Assert.Equal((ShopCluster.Ago(minutes), atLatest), (symptom.Since, symptom.SinceAtLatest));
    }

    [Fact]
    public void Without_events_a_crash_loop_began_before_its_last_run_at_the_latest()
    {
        var started = ShopCluster.Ago(4);
        var symptom = Find(new ShopCluster().Deploy("web", pod => pod.Waiting("CrashLoopBackOff", restarts: 3, exit: 1, lastReason: "Error").Container(container => container with { LastStarted = started })))
            .Single(found => found.Id == "Pod.CrashLoop");

        Assert.Equal((started, true), (symptom.Since, symptom.SinceAtLatest));
    }

    [Fact]
    public void Twins_share_a_signature_and_others_do_not()
    {
        var number = 0;
        var symptoms = Find(new ShopCluster().Deploy("web", pod => pod.Waiting("CrashLoopBackOff", restarts: 4, exit: ++number == 3 ? 2 : 1, lastReason: "Error"), replicas: 3));

        Assert.Equal(2, symptoms.GroupBy(symptom => (symptom.Owner, symptom.Signature)).Count());
    }

    [Theory]
    [InlineData("web-7c9f-1_0d2f", 1, Severity.Info)]
    [InlineData("web-7c9f-1", 1, Severity.Info)]
    [InlineData("web-7c9f-1", 2, Severity.Warning)]
    [InlineData("other-7c9f-1", 1, Severity.Warning)]
    [InlineData("web-7c9f-2", 1, Severity.Warning)]
    public void Replicas_that_wait_to_be_elected_are_no_fault(string holder, int ready, Severity severity)
    {
        var cluster = new ShopCluster().Deploy("web", pod => pod.Name.EndsWith('1') || (ready > 1 && pod.Name.EndsWith('2')) ? pod : pod.Unready(), replicas: 3);
        cluster.Add(new KubeLease { Kind = "Lease", Namespace = "shop", Name = "web", Holder = holder });

        var symptoms = Find(cluster);

        Assert.NotEmpty(symptoms);
        Assert.All(symptoms, symptom => Assert.Equal(("Pod.NotReady", severity), (symptom.Id, symptom.Severity)));
    }

    [Fact]
    public void A_crash_between_two_back_offs_is_the_same_symptom()
    {
        var waiting = Find(new ShopCluster().Deploy("web", pod => pod.Waiting("CrashLoopBackOff", restarts: 4, exit: 1, lastReason: "Error")));
        var ended = Find(new ShopCluster().Deploy("web", pod => pod.NotReady().Container(container => container with
        {
            State = ContainerState.Terminated,
            Ready = false,
            RestartCount = 4,
            ExitCode = 1,
            Reason = "Error",
            FinishedAt = Ago(0.1),
        })));

        Assert.Equal(Assert.Single(waiting).Signature, Assert.Single(ended).Signature);
    }

    [Theory]
    [InlineData(3, 20, "Pod.RestartsRising")]
    [InlineData(2, 20, null)]
    [InlineData(30, 300, null)]
    public void Restarts_count_when_many_and_recent(int times, double minutesAgo, string? expected) =>
        Assert.Equal(expected, Find(new ShopCluster().Deploy("web", pod => pod.Restarted(times, minutesAgo))).SingleOrDefault()?.Id);

    [Fact]
    public void One_restart_counts_when_the_liveness_probe_fails_again()
    {
        var cluster = new ShopCluster().Deploy("web", pod => pod.Restarted(1, 2));
        cluster.Add(Event(Pod("web-7c9f-1"), "Unhealthy", "Liveness probe failed: HTTP probe failed with statuscode: 404", 1));

        Assert.Equal("Pod.RestartsRising", Assert.Single(Find(cluster)).Id);
    }

    [Theory]
    [InlineData("ErrImagePull", "Pod.ImagePull")]
    [InlineData("ImagePullBackOff", "Pod.ImagePull")]
    [InlineData("ErrImageNeverPull", "Pod.ImagePull")]
    [InlineData("InvalidImageName", "Pod.ImagePull")]
    [InlineData("CreateContainerConfigError", "Pod.ConfigError")]
    [InlineData("RunContainerError", "Pod.ConfigError")]
    public void Waiting_reasons_count_at_once(string reason, string id) =>
        Assert.Equal(id, Assert.Single(Find(new ShopCluster().Deploy("web", pod => pod.Waiting(reason, phase: "Pending"), age: 0.1))).Id);

    [Fact]
    public void A_young_pod_that_is_created_is_silent_until_a_mount_is_missing()
    {
        var cluster = new ShopCluster().Deploy("web", pod => pod.Waiting("ContainerCreating", phase: "Pending"), age: 0.5);
        Assert.Empty(Find(cluster));

        cluster.Add(Event(Pod("web-7c9f-1"), "FailedMount", "MountVolume.SetUp failed for volume \"tls\" : secret \"tls-cert\" not found", 0.3));
        Assert.Equal("Pod.ConfigError", Assert.Single(Find(cluster)).Id);
    }

    [Fact]
    public void An_unschedulable_pod_counts_at_once_and_a_gated_one_is_no_fault()
    {
        Assert.Equal(Severity.Critical, Assert.Single(Find(new ShopCluster().Deploy("web", pod => pod.Unscheduled(), age: 0.1))).Severity);

        var gated = Find(new ShopCluster().Deploy("web", pod => pod.Unscheduled() with
        {
            Conditions = [new KubeCondition("PodScheduled", "False", "SchedulingGated", null, Ago(9))],
            Spec = new KubePodSpec { SchedulingGates = ["queue"] },
        }));
        Assert.Equal(Severity.Info, Assert.Single(gated).Severity);
    }

    [Fact]
    public void Not_ready_counts_after_what_the_probes_allow()
    {
        Assert.Empty(Find(new ShopCluster().Deploy("web", pod => pod.Unready(0.5), age: 0.5)));
        Assert.Equal("Pod.NotReady", Assert.Single(Find(new ShopCluster().Deploy("web", pod => pod.Unready(10), age: 10))).Id);

        KubePod Slow(KubePod pod) => pod.Unready(10) with
        {
            Spec = pod.Spec with { Containers = [pod.Spec.Containers[0] with { StartupProbe = new KubeProbe { Type = "Http", FailureThreshold = 120 } }] },
        };
        Assert.Empty(Find(new ShopCluster().Deploy("web", Slow, age: 10)));
    }

    [Fact]
    public void A_pod_of_a_rollout_within_its_deadline_is_no_fault()
    {
        var cluster = new ShopCluster().Deploy("web", pod => pod.Name.EndsWith('2') ? pod.Unready(4) : pod, replicas: 2, age: 4);
        var deployment = (KubeDeployment)cluster.Build().Find("Deployment", "shop", "web")!;
        cluster.Without("Deployment", "web").Add(deployment with
        {
            Conditions = [new KubeCondition("Available", "True", null, null, Ago(4)), new KubeCondition("Progressing", "True", "ReplicaSetUpdated", null, Ago(4))],
        });

        Assert.DoesNotContain(Find(cluster), symptom => symptom.Severity < Severity.Info);
    }

    [Theory]
    [InlineData("False", 20, true)]
    [InlineData("False", 2, false)]
    [InlineData("True", 20, false)]
    public void A_deployment_that_is_not_available_shows_also_to_who_may_not_look_at_pods(string available, double minutes, bool shows)
    {
        var cluster = new ShopCluster().Deploy("web", ready: 0).Without("Pod", "web-7c9f-1").Forbid("Pod");
        var deployment = (KubeDeployment)cluster.Build().Find("Deployment", "shop", "web")!;
        cluster.Without("Deployment", "web").Add(deployment with
        {
            Conditions = [new KubeCondition("Available", available, "MinimumReplicasUnavailable", null, Ago(minutes))],
        });

        Assert.Equal(shows ? ["Workload.RolloutStuck"] : [], Find(cluster).Select(symptom => symptom.Id));
    }

    [Fact]
    public void A_node_that_is_gone_takes_its_pods_with_it_at_once()
    {
        var symptoms = Find(new ShopCluster().Without("Node", "worker-1").Add(Node("worker-1", ready: false)).Deploy("web", pod => pod.NotReady(null, minutes: 0.2), age: 0.5));

        Assert.Equal(["Node.NotReady", "Pod.NotReady"], symptoms.Select(symptom => symptom.Id).Order());
        Assert.All(symptoms, symptom => Assert.Equal(Severity.Critical, symptom.Severity));
    }

    [Fact]
    public void Ended_jobs_and_what_was_made_up_for_are_silent()
    {
        var template = Template("report");
        Assert.Empty(Find(new ShopCluster().Add(
            Pod("report-1") with { Owners = [new KubeOwner("Job", "report", null, true)], Phase = "Succeeded", Conditions = [] },
            new KubeJob { Kind = "Job", Namespace = "shop", Name = "report", Template = template, Succeeded = 1, Failed = 1, Conditions = [new KubeCondition("Complete", "True", null, null, Ago(9))] },
            Pod("report-0").Ended("Failed", 1, 20) with { Owners = [new KubeOwner("Job", "report", null, true)] },
            new KubeCronJob { Kind = "CronJob", Namespace = "shop", Name = "sync", Template = template, Schedule = "*/5 * * * *", LastScheduled = Ago(2), LastSuccessful = Ago(1) },
            new KubeJob
            {
                Kind = "Job",
                Namespace = "shop",
                Name = "sync-1",
                Template = template,
                Owners = [new KubeOwner("CronJob", "sync", null, true)],
                Conditions = [new KubeCondition("Failed", "True", "BackoffLimitExceeded", null, Ago(60))],
            })));
    }

    [Fact]
    public void A_cron_job_that_did_not_start_shows_and_a_suspended_one_is_no_fault()
    {
        KubeCronJob Cron(string schedule, double last, bool suspended = false) => new()
        {
            Kind = "CronJob",
            Namespace = "shop",
            Name = "sync",
            Created = Ago(5000),
            Template = Template("sync"),
            Schedule = schedule,
            Suspended = suspended,
            LastScheduled = Ago(last),
        };

        Assert.Empty(Find(new ShopCluster().Add(Cron("*/10 * * * *", 2))));
        Assert.Equal(Severity.Error, Assert.Single(Find(new ShopCluster().Add(Cron("*/10 * * * *", 62)))).Severity);
        Assert.Equal(Severity.Info, Assert.Single(Find(new ShopCluster().Add(Cron("*/10 * * * *", 62, suspended: true)))).Severity);
        // 02:17 of another time zone: what is due cannot be told.
        Assert.Empty(Find(new ShopCluster().Add(Cron("17 2 * * *", 900))));
    }

    [Fact]
    public void A_service_is_broken_when_its_pods_are_or_nothing_matches()
    {
        Assert.Contains(Find(new ShopCluster().Deploy("web", pod => pod.Unready()).Serve("web")), symptom => symptom is { Id: "Service.NoEndpoints", Severity: Severity.Error });
        Assert.Contains("app=wep", Assert.Single(Find(new ShopCluster().Deploy("web").Serve("web", selects: "wep"))).Summary, StringComparison.Ordinal);
        Assert.Equal(Severity.Warning, Assert.Single(Find(new ShopCluster().Deploy("web", replicas: 0).Serve("web"))).Severity);
    }

    [Fact]
    public void Services_that_look_empty_and_are_not_are_silent()
    {
        var service = new KubeService { Kind = "Service", Namespace = "shop", Name = "db", Created = Ago(60), ClusterIP = "10.96.0.9", Ports = [new KubeServicePort(null, 5432, "5432", "TCP", null)] };
        var endpoint = new KubeEndpoint(["192.0.2.7"], true, true, false, null, null, null, null);
        var symptoms = Find(new ShopCluster().Add(
            service,
            new KubeEndpointSlice { Kind = "EndpointSlice", Namespace = "shop", Name = "db-1", Service = "db", Endpoints = [endpoint] },
            service with { Name = "outside", Type = "ExternalName", ExternalName = "db.example.com" },
            service with { Name = "etcd", ClusterIP = "None", Selector = new Dictionary<string, string> { ["component"] = "etcd" } }));

        Assert.DoesNotContain(symptoms, symptom => symptom.Severity < Severity.Info);
    }

    [Fact]
    public void A_role_nobody_holds_is_no_fault()
    {
        var cluster = new ShopCluster().Deploy("db", pod => pod with { Labels = new Dictionary<string, string> { ["app"] = "db", ["role"] = "primary" } });
        cluster.Add(new KubeService
        {
            Kind = "Service",
            Namespace = "shop",
            Name = "db-ro",
            ClusterIP = "10.96.0.9",
            Ports = [new KubeServicePort(null, 5432, "5432", "TCP", null)],
            Selector = new Dictionary<string, string> { ["app"] = "db", ["role"] = "replica" },
        });

        Assert.Equal(Severity.Info, Assert.Single(Find(cluster)).Severity);
    }

    [Fact]
    public void An_ingress_to_a_service_or_port_that_is_not_there_shows()
    {
        KubeIngress Ingress(string service, string port) => new()
        {
            Kind = "Ingress",
            Namespace = "shop",
            Name = "web",
            Created = Ago(60),
            Rules = [new KubeIngressRule(null, "/", "Prefix", new KubeIngressBackend(service, port, null, null))],
        };

        Assert.Empty(Find(new ShopCluster().Deploy("web").Serve("web").Add(Ingress("web", "8080"))));
        Assert.Equal("service web has no port 80", Assert.Single(Find(new ShopCluster().Deploy("web").Serve("web").Add(Ingress("web", "80")))).Summary);
        Assert.Equal("service wep does not exist", Assert.Single(Find(new ShopCluster().Deploy("web").Serve("web").Add(Ingress("wep", "80")))).Summary);
        Assert.Empty(Find(new ShopCluster().Forbid("Service").Add(Ingress("wep", "80"))));
    }

    [Fact]
    public void A_claim_that_waits_for_its_first_consumer_is_no_fault()
    {
        var claim = new KubeVolumeClaim { Kind = "PersistentVolumeClaim", Namespace = "shop", Name = "data", Created = Ago(60), Class = "local" };
        var lazily = new KubeStorageClass { Kind = "StorageClass", Name = "local", BindingMode = "WaitForFirstConsumer" };

        Assert.Equal(Severity.Info, Assert.Single(Find(new ShopCluster().Add(claim, lazily))).Severity);
        Assert.Equal(Severity.Warning, Assert.Single(Find(new ShopCluster().Add(claim, lazily with { BindingMode = "Immediate" }))).Severity);
    }

    [Fact]
    public void What_an_orderly_shutdown_leaves_behind_is_no_fault_once_it_is_made_up_for()
    {
        KubePod Left(string reason) => Pod("web-7c9f-9").Ended("Failed", 0, 10, reason) with { Owners = [new KubeOwner("ReplicaSet", "web-7c9f", null, true)] };

        Assert.Empty(Find(new ShopCluster().Deploy("web").Add(Left("Terminated"))));
        Assert.Equal(Severity.Warning, Assert.Single(Find(new ShopCluster().Deploy("web").Add(Left("OutOfcpu")))).Severity);
    }

    [Fact]
    public void A_job_at_its_second_try_is_no_fault_yet()
    {
        Symptom Failed(int failed, int active) => Assert.Single(Find(new ShopCluster().Add(
            Pod("report-0").Ended("Failed", 1, 20) with { Owners = [new KubeOwner("Job", "report", null, true)] },
            new KubeJob { Kind = "Job", Namespace = "shop", Name = "report", Template = Template("report"), Desired = 1, Failed = failed, Current = active })));

        Assert.Equal(Severity.Info, Failed(1, 1).Severity);
        Assert.Equal(Severity.Warning, Failed(1, 0).Severity);
        Assert.Equal(Severity.Warning, Failed(2, 1).Severity);
    }

    [Fact]
    public void Evictions_fade_when_they_are_made_up_for()
    {
        KubePod Evicted(double ago) => Pod("web-7c9f-9") with { Phase = "Failed", Reason = "Evicted", Conditions = [new KubeCondition("Ready", "False", "PodFailed", null, Ago(ago))], Owners = [new KubeOwner("ReplicaSet", "web-7c9f", null, true)] };

        Assert.Equal(Severity.Warning, Assert.Single(Find(new ShopCluster().Deploy("web").Add(Evicted(10)))).Severity);
        Assert.Empty(Find(new ShopCluster().Deploy("web").Add(Evicted(600))));
    }

    [Fact]
    public void Pods_that_should_be_gone_show_after_their_grace()
    {
        Assert.Empty(Find(new ShopCluster().Add(Pod("a") with { Deleted = Now.AddSeconds(10) })));
        Assert.Equal("Pod.Terminating", Assert.Single(Find(new ShopCluster().Add(Pod("a") with { Deleted = Ago(10) }))).Id);
    }

    [Fact]
    public void A_namespace_leaves_the_others_out_and_keeps_the_nodes()
    {
        var inventory = new ShopCluster().Add(Node("worker-9", ready: false), Pod("a").Waiting("ErrImagePull"), Pod("b").Waiting("ErrImagePull") with { Namespace = "other" }).Build();

        Assert.Equal(["b", "worker-9"], SymptomFinder.Find(inventory, ["other"]).Select(symptom => symptom.Object.Name).Order());
    }

    [Fact]
    public void Control_characters_stay_out_of_summaries() =>
        Assert.Equal("app: ErrImagePull red", Assert.Single(Find(new ShopCluster().Add(Pod("a").Waiting("ErrImagePull").Container(container => container with
        {
            Spec = container.Spec with { Image = "\u001b[31mred\n" },
        })))).Summary);

    private static IReadOnlyList<Symptom> Find(ShopCluster cluster) => SymptomFinder.Find(cluster.Build(), []);
}
