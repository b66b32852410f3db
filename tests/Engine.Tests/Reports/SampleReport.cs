namespace Engine.Tests.Reports;

/// <summary>Reports built by hand.</summary>
internal static class SampleReport
{
    /// <summary>What somebody who can name objects in a cluster might try.</summary>
    public const string Hostile = "\u001b[2J\u001b]0;owned\a<script>alert(1)</script> [x](javascript:alert(1)) ![i](http://e.example/p.png) | a | b |\n# h\n```\n@all #1 www.e.example \u202etxt & \"q\" 'q'";

    private static readonly KubeTarget s_payments = new("Deployment", "shop", "payments");
    private static readonly DateTimeOffset s_captured = new(2026, 11, 20, 14, 2, 0, TimeSpan.Zero);

    public static TriageReport Outage { get; } = new()
    {
        Cluster = "checkout-outage",
        Source = "support bundle",
        CapturedAt = s_captured,
        ServerVersion = "v1.36.2",
        Namespaces = ["shop"],
        Conclusion = Conclusion.FaultsFound,
        Counts = new TriageCounts(83, 2, 1, 0, 74, 6, 14, 61, 5),
        Seconds = 0.9,
        Findings =
        [
            new Finding
            {
                Rank = 1,
                Verdict = Verdict.Confirmed,
                Cause = "MemoryLimitTooLow",
                Domain = FaultDomain.Configuration,
                Severity = Severity.Error,
                Target = s_payments,
                Statement = "The container needs more memory than its limit allows",
                Reason = "killed for memory",
                Playbook = "pod/CrashLoop",
                Since = new DateTimeOffset(2026, 11, 20, 13, 41, 0, TimeSpan.Zero),
                Evidence =
                [
                    new Evidence("the kernel killed the last run for memory", EvidenceAnswer.True, EvidenceEffect.Confirms)
                    {
                        Then = EvidenceEffect.Confirms, Else = EvidenceEffect.Weakens,
                        Exhibits = [new Exhibit(new KubeTarget("Pod", "shop", "payments-7c9f-1"), "container app: LastExitReason=OOMKilled, LastExit=137", "kubectl -n shop describe pod/payments-7c9f-1")],
                    },
                    new Evidence("its node was short of memory instead", EvidenceAnswer.False, EvidenceEffect.None) { Then = EvidenceEffect.Refutes },
                    new Evidence("use rises until the kill", EvidenceAnswer.Unknown, EvidenceEffect.None)
                    {
                        Then = EvidenceEffect.Supports, Gaps = [new CoverageGap(GapKind.Forbidden, "PodMetrics", null, "forbidden") { Access = new AccessRequest("list", "pods.metrics.k8s.io", null) }],
                    },
                    new Evidence("nothing came of this", EvidenceAnswer.True, EvidenceEffect.None),
                ],
                NextSteps =
                [
                    new NextStep("raise the limit above the peak, or find the leak", Risk.Change, "kubectl -n shop set resources deploy/payments -c app --limits=memory=512Mi"),
                    new NextStep("roll back to the revision before", Risk.Disrupt, null),
                ],
                Affected = [new KubeTarget("Pod", "shop", "payments-7c9f-1"), new KubeTarget("Pod", "shop", "payments-7c9f-2")],
                Explains =
                [
                    new Explained(new KubeTarget("Deployment", "shop", "checkout"), "not ready", "calls payments:8080"),
                    new Explained(new KubeTarget("Service", "shop", "payments"), "has no endpoints", "selects pods of Deployment shop/payments"),
                ],
            },
        ],
        Unexplained = [new Symptom("Job.Failed", new KubeTarget("Job", "shop", "report"), "BackoffLimitExceeded: Job has reached the specified backoff limit", null, Severity.Error) { Owner = new KubeTarget("Job", "shop", "report") }],
        RuledOut = [new RuledOut("nodes", "all 5 nodes are ready and short of nothing", 3), new RuledOut("DNS", "its 2 pods are ready", 0)],
        NotTested =
        [
            new HypothesisResult
            {
                Cause = "MemoryLeak", Statement = "It leaks", Verdict = Verdict.NotTested, Target = s_payments, TestedOn = s_payments,
                Evidence = [new Evidence("use rises", EvidenceAnswer.Unknown, EvidenceEffect.None) { Gaps = [new CoverageGap(GapKind.Forbidden, "NodeMetrics", null, "forbidden") { Remedy = "kubectl create clusterrole read-node-metrics --verb=get,list --resource=nodes.metrics.k8s.io" }] }],
            },
        ],
        Failures = [new PlaybookFailure("pod/Slow", s_payments, "PlaybookTimeout", "It ran longer than 20 s and was stopped.")],
        Coverage = new Coverage([new CoverageEntry("Pod", 61, ["shop"]), new CoverageEntry("Node", 5, null), new CoverageEntry("PersistentVolumeClaim", 0, null)], [new CoverageGap(GapKind.Unreadable, "Ingress", "shop", "not JSON") { Path = "ingress/shop.json" }]),
    };

    public static TriageReport Healthy { get; } = new()
    {
        Cluster = "quiet",
        CapturedAt = s_captured,
        Conclusion = Conclusion.Healthy,
        Counts = new TriageCounts(0, 0, 0, 0, 0, 0, 1, 3, 2),
        Seconds = 0.1,
        RuledOut = [new RuledOut("nodes", "all 2 nodes are ready and short of nothing", 0)],
        Coverage = new Coverage([new CoverageEntry("Pod", 3, null), new CoverageEntry("Node", 2, null)], []),
    };

    /// <summary>The outage with hostile text wherever text can come from a cluster.</summary>
    public static TriageReport Attack { get; } = Outage with
    {
        Cluster = Hostile,
        Namespaces = [Hostile],
        Findings =
        [
            Outage.Findings[0] with
            {
                Statement = Hostile,
                Target = new KubeTarget("Deployment", "shop", Hostile),
                Evidence = [new Evidence(Hostile, EvidenceAnswer.True, EvidenceEffect.Confirms) { Exhibits = [new Exhibit(s_payments, Hostile, Hostile)] }],
                NextSteps = [new NextStep(Hostile, Risk.Look, Hostile)],
                Explains = [new Explained(new KubeTarget(Hostile, "other", Hostile), Hostile, Hostile)],
            },
        ],
        Unexplained = [Outage.Unexplained[0] with { Summary = Hostile }],
        RuledOut = [new RuledOut(Hostile, Hostile, 0)],
        Failures = [new PlaybookFailure(Hostile, null, "X", Hostile)],
        Coverage = new Coverage([], [new CoverageGap(GapKind.Failed, Hostile, Hostile, Hostile) { Path = Hostile, Remedy = Hostile }]),
    };
}
