using RunbookTools.Engine.Symptoms;

namespace Engine.Tests.Symptoms;

/// <summary>Symptoms of what stands around workloads: quotas, autoscalers, budgets, leases, definitions, trust.</summary>
public class PlatformSymptomTests
{
    [Fact]
    public void A_full_quota_of_services_counts_only_where_a_workload_has_none()
    {
        var quota = Quota("services=2", "services=2");
        var served = Deployment("web");
        var bare = Deployment("hooks");
        var service = TestCluster.Service("web", 80, "8080", "app=web");

        Assert.DoesNotContain(Find(quota, served, service), symptom => symptom.Id == "Quota.Full");
        Assert.DoesNotContain(Find(Quota("services=3", "services=2"), bare), symptom => symptom.Id == "Quota.Full");
        var symptom = Assert.Single(Find(quota, served, bare, service), symptom => symptom.Id == "Quota.Full");
        Assert.Equal(("Quota.Full", "services 2 of 2 used; no service selects Deployment shop/hooks"), (symptom.Id, symptom.Summary));
    }

    [Fact]
    public void A_full_quota_says_nothing_when_services_were_not_read() =>
        Assert.DoesNotContain(
            SymptomFinder.Find(new TestCluster().Add(Quota("services=2", "services=2"), Deployment("hooks")).Unread("Service").Build(), []), symptom => symptom.Id == "Quota.Full");

    [Theory]
    [InlineData(6, 30, true)]
    [InlineData(6, 3, false)]
    [InlineData(5, 30, false)]
    public void An_autoscaler_is_at_its_maximum_when_it_has_been_for_a_while(int current, double minutes, bool isSymptom)
    {
        var autoscaler = Autoscaler("web") with
        {
            Current = current,
            Conditions = [new("ScalingLimited", "True", "TooManyReplicas", "the desired replica count is more than the maximum replica count", TestCluster.MinutesAgo(minutes))],
        };

        Assert.Equal(isSymptom, Find(autoscaler).Any(symptom => symptom.Id == "Autoscaler.AtMaximum"));
    }

    [Fact]
    public void Two_autoscalers_of_one_workload_are_one_symptom()
    {
        var symptom = Assert.Single(Find(Autoscaler("web"), Autoscaler("web-memory"), Autoscaler("api", "api")));

        Assert.Equal(("Autoscaler.Conflict", "web and web-memory scale Deployment shop/web"), (symptom.Id, symptom.Summary));
    }

    [Fact]
    public void A_count_that_is_set_back_often_is_a_conflict_and_one_that_the_autoscaler_lowered_is_not()
    {
        var deployment = Deployment("web") with { Desired = 2, Current = 2, Ready = 2, Updated = 2 };
        KubeEvent[] fought = [Event(Autoscaler("web"), "SuccessfulRescale", "New size: 6; reason: cpu resource utilization (percentage of request) above target", 5), Event(deployment, "ScalingReplicaSet", "Scaled down replica set web-1 from 6 to 2", 5)];
        var lowered = fought[0] with { Name = "lowered", Message = "New size: 2; reason: All metrics below target" };

        Assert.Equal("reset", Assert.Single(Find([deployment, Autoscaler("web"), .. fought])).Signature);
        Assert.Empty(Find([deployment, Autoscaler("web"), .. fought, lowered]));
        Assert.Empty(Find([deployment, Autoscaler("web"), fought[0], fought[1] with { Count = 1 }]));
    }

    [Fact]
    public void A_budget_that_never_lets_go_is_worth_knowing_and_hinders_a_drain()
    {
        var node = TestCluster.Node("n1");
        var pod = TestCluster.Pod("web-1", "n1") with { Labels = TestCluster.Map("app=web") };
        var budget = Budget(desired: 1, expected: 1);

        Assert.Equal((Severity.Info, "never"), Only(Find(node, pod, budget), "Budget.BlocksDrain"));
        Assert.Equal((Severity.Warning, "never"), Only(Find(node with { Unschedulable = true }, pod, budget), "Budget.BlocksDrain"));
        Assert.Equal((Severity.Info, "now"), Only(Find(node with { Unschedulable = true }, pod, Budget(desired: 1, expected: 2)), "Budget.BlocksDrain"));
        Assert.DoesNotContain(Find(node, pod, Budget(desired: 1, expected: 2)), symptom => symptom.Id == "Budget.BlocksDrain");
    }

    [Fact]
    public void A_budget_without_pods_counts_only_when_nothing_would_make_any()
    {
        var budget = Budget(desired: 1, expected: 0) with { Created = TestCluster.MinutesAgo(60) };

        Assert.Equal("Budget.NoMatch", Assert.Single(Find(budget)).Id);
        Assert.Empty(Find(budget, Deployment("web") with { Desired = 0 }));
        Assert.Empty(SymptomFinder.Find(new TestCluster().Add(budget).Unread("StatefulSet").Build(), []));
    }

    [Fact]
    public void Two_budgets_of_one_pod_are_told_once()
    {
        var pods = new[] { "web-1", "web-2" }.Select(name => TestCluster.Pod(name, "n1") with { Labels = TestCluster.Map("app=web") });
        var symptoms = Find([TestCluster.Node("n1"), .. pods, Budget(1, 2), Budget(1, 2) with { Name = "all" }]);

        Assert.Equal("overlap", Assert.Single(symptoms, symptom => symptom.Id == "Budget.BlocksDrain").Signature);
    }

    [Fact]
    public void A_lease_is_stale_by_the_clock_of_the_other_leases()
    {
        var node = Lease("n1", "kube-node-lease", "n1", 5);

        Assert.Empty(Find(node, Lease("kube-scheduler", "kube-system", "cp_1", 5.5)));
        Assert.Equal(("Lease.Stale", Severity.Error), Only(Find(node, Lease("kube-scheduler", "kube-system", "cp_1", 15))));
        Assert.Empty(Find(node, Lease("old-operator", "shop", "operator-1_a", 15)));
        Assert.Equal(("Lease.Stale", Severity.Warning), Only(Find(TestCluster.Node("n1"), node, Lease("operator", "shop", "operator-1_a", 15), TestCluster.Pod("operator-1", "n1"))));
        Assert.Empty(Find(node, Lease("n2", "kube-node-lease", "n2", 500)));
    }

    [Fact]
    public void A_definition_is_broken_without_its_converter()
    {
        var definition = Definition() with { Converter = new KubeTarget("Service", "shop", "converter") };
        var service = TestCluster.Service("converter", 443, "8443", "app=converter");
        var pod = TestCluster.Pod("converter-1", "n1") with { Labels = TestCluster.Map("app=converter") };

        Assert.Equal("converter", Assert.Single(Find(definition)).Signature);
        Assert.Empty(Find(TestCluster.Node("n1"), definition, service, pod, TestCluster.Slice(service, [pod])));
        Assert.Empty(Find(Definition() with { Versions = ["v1"], StoredVersions = ["v1"] }));
        Assert.Equal("stored", Assert.Single(Find(Definition() with { Versions = ["v1"], StoredVersions = ["v1beta1", "v1"] })).Signature);
    }

    [Theory]
    [InlineData(-1, "ended")]
    [InlineData(3, "soon")]
    [InlineData(30, null)]
    public void Trust_that_ends_is_told_a_week_before(double days, string? signature)
    {
        var api = new KubeApiService { Kind = "APIService", Name = "v1beta1.metrics.k8s.io", TrustEnds = TestCluster.Now.AddDays(days) };

        Assert.Equal(signature, Find(api).SingleOrDefault()?.Signature);
    }

    [Fact]
    public void An_event_floods_when_it_comes_faster_than_the_recorder_of_the_cluster_lets_it()
    {
        var deployment = Deployment("web");

        Assert.Equal("Events.Flood", Assert.Single(Find(deployment, Event(deployment, "Synced", "again", 4000))).Id);
        Assert.Empty(Find(deployment, Event(deployment, "Synced", "again", 4000) with { FirstSeen = TestCluster.MinutesAgo(60 * 24 * 30) }));
    }

    [Theory]
    [InlineData("v1.24.3", Severity.Info)]
    [InlineData("v1.25.0+k3s1", Severity.Warning)]
    public void A_version_that_is_gone_is_worse_than_one_that_goes(string server, Severity severity)
    {
        var writer = new KubeFieldManager("helm", "Update", "policy/v1beta1", null, TestCluster.MinutesAgo(90), false) { RemovedIn = new Version(1, 25) };
        var budget = Budget(desired: 1, expected: 2) with { Managers = [writer] };
        var inventory = new TestCluster().Add(budget, TestCluster.Pod("web-1", "n1") with { Labels = TestCluster.Map("app=web") }, TestCluster.Node("n1")).Build(server);

        var symptom = Assert.Single(SymptomFinder.Find(inventory, []), symptom => symptom.Id == "Object.DeprecatedApi");
        Assert.Equal(severity, symptom.Severity);
    }

    [Fact]
    public void A_version_that_its_writer_has_left_does_not_count()
    {
        var old = new KubeFieldManager("helm", "Update", "policy/v1beta1", null, TestCluster.MinutesAgo(90), false) { RemovedIn = new Version(1, 25) };
        var now = new KubeFieldManager("helm", "Update", "policy/v1", null, TestCluster.MinutesAgo(9), false);

        Assert.DoesNotContain(Find(Budget(1, 2) with { Managers = [old, now] }), symptom => symptom.Id == "Object.DeprecatedApi");
    }

    [Fact]
    public void A_replica_set_is_orphaned_only_when_a_deployment_made_it()
    {
        var set = TestCluster.ReplicaSet(Deployment("web"), 3) with { Owners = [], Desired = 2, Current = 2, Labels = TestCluster.Map("pod-template-hash=abc") };

        Assert.Equal("ReplicaSet.Orphaned", Assert.Single(Find(set)).Id);
        Assert.Empty(Find(set with { Revision = null }));
        Assert.Empty(Find(set with { Desired = 0, Current = 0 }));
    }

    [Theory]
    [InlineData("Ready", "False", "Deployment.apps \"web\" is invalid: spec.selector: Invalid value: {}: field is immutable", true)]
    [InlineData("SyncError", "Unknown", "services \"web\" is forbidden: exceeded quota: counts, requested: services=1", true)]
    [InlineData("Ready", "True", "Deployment.apps \"web\" is invalid: spec.selector", false)]
    [InlineData("Ready", "False", "waiting for the health of Deployment/shop/web", false)]
    public void What_is_not_applied_shows_by_the_words_of_the_api_server(string type, string status, string message, bool isSymptom)
    {
        var item = new KubeUntypedObject { Kind = "Kustomization", Namespace = "shop", Name = "web", Conditions = [new(type, status, "Failed", message, TestCluster.MinutesAgo(9))] };

        Assert.Equal(isSymptom, Find(item).Any(symptom => symptom.Id == "Apply.Refused"));
    }

    [Fact]
    public void A_service_of_a_workload_that_is_scaled_to_zero_on_purpose_is_silent()
    {
        var deployment = Deployment("web") with { Desired = 0, Current = 0, Ready = 0, Updated = 0, Available = 0 };
        var service = TestCluster.Service("web", 80, "8080", "app=web");
        var scaled = new KubeUntypedObject
        {
            Kind = "ScaledObject",
            Namespace = "shop",
            Name = "web",
            Properties = new Dictionary<string, object?> { ["spec"] = new Dictionary<string, object?> { ["scaleTargetRef"] = new Dictionary<string, object?> { ["name"] = "web" } } },
        };

        Assert.Equal("zero", Assert.Single(Find(deployment, service)).Signature);
        Assert.Empty(Find(deployment, service, scaled));
        Assert.Empty(Find(deployment, service, Autoscaler("web") with { Minimum = 0 }));
        Assert.Empty(Find(deployment with { Managers = [new("keda-operator", "Update", "apps/v1", "scale", TestCluster.MinutesAgo(5), true)] }, service));
    }

    [Fact]
    public void A_daemon_set_is_misscheduled_only_where_it_has_pods_that_should_not_be()
    {
        var set = new KubeDaemonSet { Kind = "DaemonSet", Namespace = "shop", Name = "agent", Template = Deployment("agent").Template, Desired = 1, Current = 1, Ready = 1, Updated = 1 };

        Assert.Empty(Find(set));
        Assert.Equal(("DaemonSet.Misscheduled", Severity.Info), Only(Find(set with { Misscheduled = 1 })));
    }

    private static (string Id, Severity Severity) Only(IReadOnlyList<Symptom> symptoms) => Assert.Single(symptoms) is var only ? (only.Id, only.Severity) : default;

    private static (Severity Severity, string Signature) Only(IReadOnlyList<Symptom> symptoms, string id) =>
        Assert.Single(symptoms, symptom => symptom.Id == id) is var only ? (only.Severity, only.Signature) : default;

    private static IReadOnlyList<Symptom> Find(params KubeObject[] objects) => SymptomFinder.Find(new TestCluster().Add(objects).Build(), []);

    private static KubeDeployment Deployment(string name) =>
        TestCluster.Deployment(name, new KubePodSpec { Containers = [TestCluster.Container() with { Ports = [new KubeContainerPort("http", 8080, "TCP", null)] }] }, $"app={name}") with
        { Desired = 1, Current = 1, Ready = 1, Updated = 1, Available = 1 };

    private static KubeResourceQuota Quota(string hard, string used) =>
        new() { Kind = "ResourceQuota", Name = "counts", Namespace = "shop", Hard = TestCluster.Amounts(hard), Used = TestCluster.Amounts(used) };

    private static KubeAutoscaler Autoscaler(string name, string target = "web") => new()
    {
        Kind = "HorizontalPodAutoscaler",
        Name = name,
        Namespace = "shop",
        ScaleTarget = new KubeTarget("Deployment", "shop", target),
        Maximum = 6,
    };

    private static KubeDisruptionBudget Budget(int desired, int expected) => new()
    {
        Kind = "PodDisruptionBudget",
        Name = "web",
        Namespace = "shop",
        Selector = TestCluster.Select("app=web"),
        DesiredHealthy = desired,
        ExpectedPods = expected,
        CurrentHealthy = expected,
    };

    private static KubeLease Lease(string name, string ns, string holder, double minutesAgo) =>
        new() { Kind = "Lease", Name = name, Namespace = ns, Holder = holder, Renewed = TestCluster.MinutesAgo(minutesAgo), DurationSeconds = 15 };

    private static KubeCustomResourceDefinition Definition() => new() { Kind = "CustomResourceDefinition", Name = "things.example.com" };

    private static KubeEvent Event(KubeObject about, string reason, string message, int count) => new()
    {
        Kind = "Event",
        Name = $"{about.Name}.{reason}",
        Namespace = about.Namespace,
        Reason = reason,
        Message = message,
        Object = about.Target,
        Count = count,
        FirstSeen = TestCluster.MinutesAgo(50),
        LastSeen = TestCluster.MinutesAgo(1),
    };
}
