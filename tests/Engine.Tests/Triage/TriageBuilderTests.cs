using Engine.Tests.Symptoms;
using RunbookTools.Engine.Symptoms;
using RunbookTools.Engine.Triage;
using static Engine.Tests.Symptoms.ShopCluster;

namespace Engine.Tests.Triage;

public class TriageBuilderTests
{
    private static readonly KubeTarget s_payments = new("Deployment", "shop", "payments");

    [Fact]
    public void A_quiet_cluster_is_healthy_and_says_what_it_is_not()
    {
        var dns = Pod("coredns-1") with { Namespace = "kube-system", Labels = TestCluster.Map("k8s-app=kube-dns") };
        var service = TestCluster.Service("kube-dns", 53, null, "k8s-app=kube-dns") with { Namespace = "kube-system" };
        var report = Build(new ShopCluster().Deploy("web", replicas: 2).Serve("web")
            .Add(dns, service, TestCluster.Slice(service, [dns], new KubeEndpointPort(null, 53, "UDP")) with { Namespace = "kube-system" }));

        Assert.Equal(Conclusion.Healthy, report.Conclusion);
        Assert.Equal(["nodes", "DNS", "storage", "image pulls", "quota", "scheduling", "service endpoints"], report.RuledOut.Select(area => area.Area));
        Assert.Equal((1, 3, 2), (report.Counts.Workloads, report.Counts.Pods, report.Counts.Nodes));
    }

    [Fact]
    public void Nothing_read_is_never_healthy()
    {
        Assert.Equal(Conclusion.Incomplete, Build(new ShopCluster()).Conclusion);

        var report = Build(new ShopCluster().Deploy("web").Forbid("Pod"));
        Assert.Equal(Conclusion.Incomplete, report.Conclusion);
        Assert.DoesNotContain(report.RuledOut, area => area.Area is "image pulls" or "scheduling" or "DNS");
    }

    [Theory]
    [InlineData("Node", true, false)]
    [InlineData("APIService", true, false)]
    [InlineData("Deployment", true, true)]
    [InlineData("Service", true, true)]
    [InlineData("CronJob", true, true)]
    [InlineData("HorizontalPodAutoscaler", true, true)]
    // Its objects carry no fault of their own that others would not show.
    [InlineData("RoleBinding", false, false)]
    [InlineData("ConfigMap", false, false)]
    public void Where_a_fault_would_not_be_seen_nothing_is_called_healthy(string kind, bool inAll, bool inOne)
    {
        var inventory = new ShopCluster().Deploy("web", replicas: 2).Serve("web").Forbid(kind).Build();

        Assert.Equal(inAll ? Conclusion.Incomplete : Conclusion.Healthy, TriageBuilder.Build(inventory, [], [], _ => true, [], [], TimeSpan.Zero).Conclusion);
        Assert.Equal(inOne ? Conclusion.Incomplete : Conclusion.Healthy, TriageBuilder.Build(inventory, ["shop"], [], _ => true, [], [], TimeSpan.Zero).Conclusion);
    }

    [Fact]
    public void What_was_not_read_is_not_ruled_out() =>
        Assert.DoesNotContain(Build(new ShopCluster().Deploy("web").Forbid("Node", "ResourceQuota")).RuledOut, area => area.Area is "nodes" or "quota");

    [Fact]
    public void A_symptom_without_a_cause_is_unexplained()
    {
        var report = Build(new ShopCluster().Deploy("web", pod => pod.Unready()));

        Assert.Equal(Conclusion.Unexplained, report.Conclusion);
        Assert.Equal("Pod.NotReady", Assert.Single(report.Unexplained).Id);
    }

    [Fact]
    public void What_was_left_out_makes_nothing_healthy()
    {
        var inventory = new ShopCluster().Deploy("web", pod => pod.Unready()).Build();

        var report = TriageBuilder.Build(inventory, [], SymptomFinder.Find(inventory, []), symptom => symptom.Id == "Node.NotReady", [], [], TimeSpan.Zero);

        Assert.Equal(Conclusion.Incomplete, report.Conclusion);
        Assert.Empty(report.Unexplained);
        Assert.Equal("Pod.NotReady", Assert.Single(report.LeftOut).Id);
        Assert.DoesNotContain(report.RuledOut, area => area.Area == "service endpoints");
    }

    [Fact]
    public void Only_what_is_in_the_namespaces_counts_as_looked_at()
    {
        var inventory = new ShopCluster().Deploy("web").Build();

        var report = TriageBuilder.Build(inventory, ["elsewhere"], [], _ => true, [], [], TimeSpan.Zero);

        Assert.Equal(0, report.Coverage.Read.Single(entry => entry.Kind == "Pod").Count);
        Assert.NotEqual(0, inventory.Coverage.Read.Single(entry => entry.Kind == "Pod").Count);
    }

    [Fact]
    public void Twins_are_one_finding_that_lists_them()
    {
        var cluster = new ShopCluster().Deploy("payments", pod => pod.Waiting("CrashLoopBackOff", restarts: 14, exit: 137, lastReason: "OOMKilled"), replicas: 3);
        var report = Build(cluster, Result("MemoryLimitTooLow", s_payments, "payments-7c9f-1"));

        var finding = Assert.Single(report.Findings);
        Assert.Equal(["payments-7c9f-1", "payments-7c9f-2", "payments-7c9f-3"], finding.Affected.Select(target => target.Name).Order());
        Assert.Empty(report.Unexplained);
        Assert.Equal(Conclusion.FaultsFound, report.Conclusion);
    }

    [Fact]
    public void The_same_cause_found_by_two_playbooks_is_one_finding()
    {
        var cluster = new ShopCluster().Deploy("payments", pod => pod.Waiting("CrashLoopBackOff", restarts: 14, exit: 137, lastReason: "OOMKilled"), replicas: 2);
        var report = Build(
            cluster,
            Result("MemoryLimitTooLow", s_payments, "payments-7c9f-2", Verdict.Likely) with { Playbook = "pod/NotReady", NextSteps = [new NextStep("look", Risk.Look, null)] },
            Result("MemoryLimitTooLow", s_payments, "payments-7c9f-1") with { NextSteps = [new NextStep("raise", Risk.Change, null)] });

        var finding = Assert.Single(report.Findings);
        Assert.Equal(Verdict.Confirmed, finding.Verdict);
        Assert.Equal(["raise", "look"], finding.NextSteps.Select(step => step.Text));
    }

    [Fact]
    public void What_is_only_likely_gives_way_to_what_is_confirmed_on_the_same_object()
    {
        var report = Build(
            new ShopCluster().Deploy("payments", pod => pod.Waiting("CrashLoopBackOff", restarts: 14, exit: 1)),
            Result("ApplicationExits", s_payments, "payments-7c9f-1", Verdict.Likely),
            Result("MemoryLimitTooLow", s_payments, "payments-7c9f-1"));

        Assert.Equal("MemoryLimitTooLow", Assert.Single(report.Findings).Cause);
        Assert.Equal(2, report.Hypotheses.Count);
    }

    [Fact]
    public void What_is_only_likely_gives_way_when_everything_it_shows_in_is_settled()
    {
        var service = new KubeTarget("Service", "shop", "payments");
        var report = Build(
            new ShopCluster().Deploy("payments", pod => pod.Unready()).Serve("payments"),
            Result("ReadinessGateNotReady", service, "payments-7c9f-1"),
            Result("PodsNotReady", service, service, Verdict.Likely) with { Playbook = "service/NoEndpoints" });

        Assert.Equal("ReadinessGateNotReady", Assert.Single(report.Findings).Cause);
    }

    [Fact]
    public void Callers_and_services_of_a_broken_workload_are_its_victims()
    {
        var report = Build(Outage(), Result("MemoryLimitTooLow", s_payments, "payments-7c9f-1"));

        var finding = Assert.Single(report.Findings);
        Assert.Contains(new Explained(new KubeTarget("Deployment", "shop", "checkout"), "not ready", "calls payments:8080"), finding.Explains);
        Assert.Contains(new Explained(new KubeTarget("Service", "shop", "payments"), "has no endpoints", "selects pods of Deployment shop/payments"), finding.Explains);
        Assert.Empty(report.Unexplained);
    }

    [Fact]
    public void A_finding_that_names_a_dependency_with_a_finding_of_its_own_becomes_its_victim()
    {
        var checkout = new KubeTarget("Deployment", "shop", "checkout");
        var report = Build(
            Outage(),
            Result("DependencyUnavailable", checkout, "checkout-7c9f-1") with { Domain = FaultDomain.Dependency },
            Result("MemoryLimitTooLow", s_payments, "payments-7c9f-1", Verdict.Likely));

        var finding = Assert.Single(report.Findings);
        Assert.Equal("MemoryLimitTooLow", finding.Cause);
        Assert.Contains(finding.Explains, each => each.Object == checkout && each.Link == "calls payments:8080");
    }

    [Fact]
    public void A_caller_with_a_confirmed_fault_of_its_own_keeps_it()
    {
        var report = Build(
            Outage(),
            Result("ReadinessProbeWrong", new KubeTarget("Deployment", "shop", "checkout"), "checkout-7c9f-1") with { Domain = FaultDomain.Configuration },
            Result("MemoryLimitTooLow", s_payments, "payments-7c9f-1"));

        Assert.Equal(2, report.Findings.Count);
    }

    [Fact]
    public void A_broken_node_explains_what_runs_on_it_and_nothing_else()
    {
        var cluster = new ShopCluster().Without("Node", "worker-1").Add(Node("worker-1", ready: false))
            .Deploy("web", pod => pod.NotReady(null, minutes: 2))
            .Deploy("api", pod => pod.Waiting("ErrImagePull") with { Spec = pod.Spec with { NodeName = "worker-2" } });
        var report = Build(cluster, Result("NodeNotReady", new KubeTarget("Node", null, "worker-1"), "web-7c9f-1"));

        Assert.Equal("api-7c9f-1", Assert.Single(report.Unexplained).Object.Name);
        var finding = Assert.Single(report.Findings);
        Assert.Contains("web-7c9f-1", finding.Affected.Select(target => target.Name));
        Assert.Contains(new Explained(new KubeTarget("Deployment", "shop", "web"), "not ready", "runs on node worker-1"), finding.Explains);
        Assert.DoesNotContain(report.RuledOut, area => area.Area == "nodes");
    }

    [Fact]
    public void A_pending_claim_explains_the_pod_that_waits_for_it()
    {
        var cluster = new ShopCluster()
            .Deploy("db", pod => pod.Unscheduled("0/2 nodes are available: pod has unbound immediate PersistentVolumeClaims.") with
            {
                Spec = pod.Spec with { NodeName = null, Volumes = [new KubePodVolume("data", "persistentVolumeClaim") { Claim = "data" }] },
            })
            .Add(new KubeVolumeClaim { Kind = "PersistentVolumeClaim", Namespace = "shop", Name = "data", Created = Ago(60), Class = "fast" });
        var claim = new KubeTarget("PersistentVolumeClaim", "shop", "data");
        var report = Build(cluster, Result("StorageClassMissing", claim, claim));

        Assert.Equal("its claim data is pending", Assert.Single(Assert.Single(report.Findings).Explains).Link);
        Assert.Empty(report.Unexplained);
    }

    [Fact]
    public void Findings_are_ordered_by_verdict_then_severity_and_info_comes_last()
    {
        var (a, b, c, d) = (new KubeTarget("Deployment", "shop", "a"), new KubeTarget("Deployment", "shop", "b"), new KubeTarget("Deployment", "shop", "c"), new KubeTarget("Deployment", "shop", "d"));
        var report = Build(
            new ShopCluster(),
            Result("Likely", a, a, Verdict.Likely) with { Severity = Severity.Critical },
            Result("Info", b, b) with { Severity = Severity.Info },
            Result("Warning", c, c) with { Severity = Severity.Warning },
            Result("Error", d, d));

        Assert.Equal(["Error", "Warning", "Likely", "Info"], report.Findings.Select(finding => finding.Cause));
        Assert.Equal([1, 2, 3, 4], report.Findings.Select(finding => finding.Rank));
    }

    [Fact]
    public void A_domain_is_ruled_out_when_everything_tested_in_it_was_refuted()
    {
        HypothesisResult Of(string cause, Verdict verdict) => Result(cause, s_payments, "payments-7c9f-1", verdict) with { Domain = FaultDomain.Access };
        var cluster = new ShopCluster().Deploy("payments", pod => pod.Unready());

        Assert.Contains(
            Build(cluster, Of("RoleMissing", Verdict.Refuted), Of("TokenExpired", Verdict.Refuted)).RuledOut,
            area => area is { Area: "rights and admission", Reason: "refuted: RoleMissing, TokenExpired", Hypotheses: 2 });
        Assert.DoesNotContain(
            Build(cluster, Of("RoleMissing", Verdict.Refuted), Of("TokenExpired", Verdict.Refuted), Of("QuotaFull", Verdict.NotTested)).RuledOut,
            area => area.Area == "rights and admission");

        // Of what else is wrong, and not explained, nothing was tested.
        Assert.Contains(
            Build(cluster.Deploy("orders", pod => pod.Unready()), Of("RoleMissing", Verdict.Refuted), Of("TokenExpired", Verdict.Refuted)).RuledOut,
            area => area.Area == "rights and admission (of shop/payments)");
    }

    [Fact]
    public void What_is_untidy_comes_last_explains_nothing_and_breaks_nothing()
    {
        HypothesisResult Untidy(string name) => Result("MemoryLimitUnset", new KubeTarget("Deployment", "shop", name), new KubeTarget("Deployment", "shop", name)) with
        {
            Playbook = "hygiene/Resources",
            Severity = Severity.Info,
        };

        var report = Build(Outage(), Untidy("payments"), Untidy("checkout"), Result("MemoryLimitTooLow", s_payments, "payments-1"));
        Assert.Equal([("MemoryLimitTooLow", false), ("MemoryLimitUnset", true), ("MemoryLimitUnset", true)], report.Findings.Select(finding => (finding.Cause, finding.IsHygiene)));
        Assert.Equal([1, 2, 3], report.Findings.Select(finding => finding.Rank));
        Assert.Equal("Deployment shop/checkout", report.Findings[1].Target.ToString());
        Assert.All(report.Findings.Skip(1), finding => Assert.Empty(finding.Explains));
        Assert.Equal(["not ready", "has no endpoints"], report.Findings[0].Explains.Select(each => each.Symptom));

        Assert.Equal(Conclusion.Healthy, Build(new ShopCluster().Deploy("web"), Untidy("web")).Conclusion);
    }

    private static ShopCluster Outage() => new ShopCluster()
        .Deploy("payments", pod => pod.Waiting("CrashLoopBackOff", restarts: 14, exit: 137, lastReason: "OOMKilled"))
        .Serve("payments")
        .Deploy("checkout", pod => pod.Unready() with
        {
            Spec = pod.Spec with { Containers = [pod.Spec.Containers[0] with { Env = [new KubeEnv("PAYMENTS_URL", "http://payments:8080/v1", null)] }] },
        });

    private static HypothesisResult Result(string cause, KubeTarget target, string pod, Verdict verdict = Verdict.Confirmed) =>
        Result(cause, target, new KubeTarget("Pod", "shop", pod), verdict);

    private static HypothesisResult Result(string cause, KubeTarget target, KubeTarget testedOn, Verdict verdict = Verdict.Confirmed) => new()
    {
        Cause = cause,
        Statement = cause,
        Verdict = verdict,
        Target = target,
        TestedOn = testedOn,
        Playbook = "pod/CrashLoop",
        Severity = Severity.Error,
    };

    private static TriageReport Build(ShopCluster cluster, params HypothesisResult[] results)
    {
        var inventory = cluster.Build();
        return TriageBuilder.Build(inventory, [], SymptomFinder.Find(inventory, []), _ => true, results, [], TimeSpan.FromSeconds(0.9));
    }
}
