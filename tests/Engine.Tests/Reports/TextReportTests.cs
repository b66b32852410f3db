using RunbookTools.Engine.Reports;

namespace Engine.Tests.Reports;

public class TextReportTests
{
    [Fact]
    public void Reads_like_this_when_there_is_room() => Assert.Equal(
        """
        checkout-outage   captured 2026-11-20 14:02Z   namespace shop   14 workloads, 61 pods, 5 nodes
        1 confirmed; 77 hypotheses tested in 0.9 s: 3 hold, 74 refuted; 6 not tested

        1  Confirmed  Deployment shop/payments   MemoryLimitTooLow (Configuration)
           The container needs more memory than its limit allows (2 pods, since 13:41Z)
             + the kernel killed the last run for memory (container app: LastExitReason=OOMKilled, LastExit=137)
             - not so: its node was short of memory instead
             ? not known: use rises until the kill (PodMetrics: forbidden)
           next: Change   raise the limit above the peak, or find the leak
                          kubectl -n shop set resources deploy/payments -c app --limits=memory=512Mi
                 Disrupt  roll back to the revision before
           explains: checkout not ready (calls payments:8080); service payments has no endpoints (selects pods of Deployment shop/payments)

        Unexplained   Job shop/report failed: BackoffLimitExceeded: Job has reached the specified backoff limit

        Ruled out   nodes, DNS
        Not looked at   ingresses in shop (ingress/shop.json: not JSON)
                        NodeMetrics (forbidden): kubectl create clusterrole read-node-metrics --verb=get,list --resource=nodes.metrics.k8s.io
        Did not finish   pod/Slow on Deployment shop/payments: It ran longer than 20 s and was stopped.
        """,
        Render(SampleReport.Outage, 160));

    [Fact]
    public void Reads_like_this_in_eighty_columns() => Assert.Equal(
        """
        checkout-outage   captured 2026-11-20 14:02Z   namespace shop
           14 workloads, 61 pods, 5 nodes
        1 confirmed; 77 hypotheses tested in 0.9 s: 3 hold, 74 refuted; 6 not tested

        1  Confirmed  Deployment shop/payments   MemoryLimitTooLow (Configuration)
           The container needs more memory than its limit allows (2 pods, since 13:41Z)
             + the kernel killed the last run for memory (container app:
               LastExitReason=OOMKilled, LastExit=137)
             - not so: its node was short of memory instead
             ? not known: use rises until the kill (PodMetrics: forbidden)
           next: Change   raise the limit above the peak, or find the leak
              kubectl -n shop set resources deploy/payments -c app --limits=memory=512Mi
                 Disrupt  roll back to the revision before
           explains: checkout not ready (calls payments:8080); service payments has no
                     endpoints (selects pods of Deployment shop/payments)

        Unexplained   Job shop/report failed: BackoffLimitExceeded: Job has reached the
                      specified backoff limit

        Ruled out   nodes, DNS
        Not looked at   ingresses in shop (ingress/shop.json: not JSON)
                        NodeMetrics (forbidden):
        kubectl create clusterrole read-node-metrics --verb=get,list --resource=nodes.metrics.k8s.io
        Did not finish   pod/Slow on Deployment shop/payments: It ran longer than 20 s
                         and was stopped.
        """,
        Render(SampleReport.Outage, 80));

    [Fact]
    public void A_healthy_cluster_says_so_and_what_was_looked_at() => Assert.Equal(
        """
        quiet   captured 2026-11-20 14:02Z   1 workload, 3 pods, 2 nodes
        no hypothesis had to be tested (0.1 s)

        Healthy: nothing is visibly wrong in what was looked at

        Looked at   3 pods and 2 nodes
        Ruled out   nodes
        """,
        Render(SampleReport.Healthy, 80));

    [Fact]
    public void What_was_not_read_is_not_counted_as_none()
    {
        var report = SampleReport.Healthy with
        {
            CapturedAt = DateTimeOffset.UnixEpoch,
            Counts = SampleReport.Healthy.Counts with { Workloads = 0, Pods = 0, Nodes = 0 },
            Coverage = SampleReport.Healthy.Coverage with { Read = [new CoverageEntry("Job", 0, null), new CoverageEntry("Node", 0, null)] },
        };

        Assert.Equal("quiet   captured nobody knows when   0 workloads, pods not read, 0 nodes", TextReport.Render(report, 120, TextStyles.Plain)[0]);

        var refused = report with { Coverage = report.Coverage with { Gaps = [new CoverageGap(GapKind.Forbidden, "Deployment", null, "may not list deployments")] } };
        Assert.Equal("quiet   captured nobody knows when   workloads not all read, pods not read, 0 nodes", TextReport.Render(refused, 120, TextStyles.Plain)[0]);
    }

    [Theory]
    [InlineData("", null, "")]
    [InlineData("shop", null, "namespace shop   ")]
    [InlineData("cart,ops,shop", null, "namespaces cart, ops, shop   ")]
    [InlineData("a,b,c,d,e", null, "namespaces a, b and 3 more   ")]
    [InlineData("a,b,c,d,e", 6, "namespaces a, b and 3 more   ")]
    [InlineData("a,b,c,d,e", 5, "")]
    public void Namespaces_are_named_where_pods_of_no_others_were_read(string read, int? namespaces, string scope)
    {
        var pods = new CoverageEntry("Pod", 3, read.Length == 0 ? null : read.Split(','));
        CoverageEntry[] all = [pods, new("Node", 2, null), new("Deployment", 1, null), .. namespaces is { } count ? [new CoverageEntry("Namespace", count, null)] : Array.Empty<CoverageEntry>()];
        var report = SampleReport.Healthy with { Coverage = new Coverage(all, [new CoverageGap(GapKind.Forbidden, "Pod", null, "may not list pods")]) };

        Assert.Equal($"quiet   captured 2026-11-20 14:02Z   {scope}1 workload, 3 pods, 2 nodes", TextReport.Render(report, 160, TextStyles.Plain)[0]);
    }

    [Fact]
    public void Namespaces_asked_for_are_all_named_whatever_was_read()
    {
        var report = SampleReport.Outage with { Namespaces = ["a", "b", "c", "d", "e"] };

        Assert.Contains("namespaces a, b, c, d, e   14 workloads", TextReport.Render(report, 160, TextStyles.Plain)[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Styles_change_nothing_but_colour()
    {
        var styled = TextReport.Render(SampleReport.Outage, 80, new TextStyles { Strong = "\u001b[1m", Bad = "\u001b[91m", Good = "\u001b[32m", Command = "\u001b[36m", Faint = "\u001b[2m", Warn = "\u001b[93m", Reset = "\u001b[0m" });

        Assert.Contains("\u001b[91mConfirmed\u001b[0m", styled[4], StringComparison.Ordinal);
        Assert.Equal(Render(SampleReport.Outage, 80), System.Text.RegularExpressions.Regex.Replace(string.Join('\n', styled), "\u001b\\[[0-9]+m", ""));
    }

    [Fact]
    public void A_command_too_long_is_broken_so_that_the_shell_takes_it()
    {
        var step = new NextStep("look", Risk.Look, "kubectl -n shop get events --field-selector 'involvedObject.name=a b,reason=x' -o yaml");
        var report = SampleReport.Outage with { Findings = [SampleReport.Outage.Findings[0] with { NextSteps = [step] }], NotTested = [] };

        var lines = TextReport.Render(report, 60, new TextStyles { Continuation = " `" });

        Assert.Equal(["kubectl -n shop get events --field-selector `", "'involvedObject.name=a b,reason=x' -o yaml"], lines.SkipWhile(line => !line.StartsWith("kubectl", StringComparison.Ordinal)).Take(2));
    }

    [Theory]
    [InlineData(" `")]
    [InlineData(" \\")]
    public void A_command_too_long_is_broken_after_a_pipe_where_every_shell_goes_on(string continuation)
    {
        var step = new NextStep("look", Risk.Look, "kubectl -n feeds get secret house -o jsonpath='{.data.\\.dockerconfigjson}' | base64 -d | jq '.auths | keys'");
        var report = SampleReport.Outage with { Findings = [SampleReport.Outage.Findings[0] with { NextSteps = [step] }], NotTested = [] };

        var lines = TextReport.Render(report, 90, new TextStyles { Continuation = continuation });

        Assert.Equal(
            ["kubectl -n feeds get secret house -o jsonpath='{.data.\\.dockerconfigjson}' | base64 -d |", "jq '.auths | keys'"],
            lines.SkipWhile(line => !line.StartsWith("kubectl", StringComparison.Ordinal)).Take(2));
    }

    [Fact]
    public void The_first_line_counts_what_is_listed()
    {
        var first = SampleReport.Outage.Findings[0];
        var report = SampleReport.Outage with
        {
            Findings = [first, first with { Rank = 2, Verdict = Verdict.Likely }, first with { Rank = 3, Verdict = Verdict.Likely }, first with { Rank = 4, Severity = Severity.Info }, first with { Rank = 5, Playbook = "hygiene/Images" }],
        };

        Assert.StartsWith("1 confirmed, 2 likely, 1 info; 77 hypotheses tested", TextReport.Render(report, 120, TextStyles.Plain)[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("its target does not exist", "its target exists", false)]
    [InlineData("there is no class of that name", "there is a class of that name", false)]
    [InlineData("the node is not ready", "the node is short of memory", true)]
    [InlineData("the node is ready", "the node is ready for pods", true)]
    public void What_is_not_so_is_not_said_beside_its_opposite(string holds, string doesNot, bool shown)
    {
        Evidence[] evidence =
        [
            new(holds, EvidenceAnswer.True, EvidenceEffect.Confirms) { Then = EvidenceEffect.Confirms },
            new(doesNot, EvidenceAnswer.False, EvidenceEffect.None) { Then = EvidenceEffect.Refutes },
        ];
        var text = Render(SampleReport.Outage with { Findings = [SampleReport.Outage.Findings[0] with { Evidence = evidence }] }, 120);

        Assert.Contains("+ " + holds, text, StringComparison.Ordinal);
        Assert.Equal(shown, text.Contains("- not so: " + doesNot, StringComparison.Ordinal));
    }

    [Fact]
    public void A_beginning_that_nothing_tells_of_is_said_to_be_none()
    {
        var report = SampleReport.Outage with { Findings = [SampleReport.Outage.Findings[0] with { SinceAtLatest = true }] };

        Assert.Contains("since 13:41Z at the latest)", Render(report, 120), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_from_a_cluster_reaches_the_terminal_but_text()
    {
        var text = Render(SampleReport.Attack, 80);

        Assert.DoesNotContain(text, character => (char.IsControl(character) && character != '\n') || char.GetUnicodeCategory(character) == System.Globalization.UnicodeCategory.Format);
        Assert.DoesNotContain(text.Split('\n'), line => line.StartsWith("# h", StringComparison.Ordinal));
    }

    [Fact]
    public void What_broke_off_is_named_before_what_may_not_be_read()
    {
        CoverageGap[] gaps = [.. Enumerable.Range(0, 20).Select(i => new CoverageGap(GapKind.Forbidden, $"Kind{i}", null, "forbidden")), new CoverageGap(GapKind.Failed, "Pod", null, "broke off after 500")];
        var report = SampleReport.Healthy with { Coverage = SampleReport.Healthy.Coverage with { Gaps = gaps } };

        Assert.Contains("Not looked at   pods (broke off after 500)\n                Kind0 (forbidden)\n", Render(report, 80), StringComparison.Ordinal);
        Assert.Contains("and 13 more in Coverage.Gaps", Render(report, 80), StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_keep_to_the_width()
    {
        var longest = SampleReport.Outage with { Findings = [SampleReport.Outage.Findings[0] with { Statement = new string('x', 300), NextSteps = [] }], NotTested = [], Cluster = new string('c', 200) };

        Assert.All(TextReport.Render(longest, 60, TextStyles.Plain).Skip(1), line => Assert.True(line.Length <= 60, line));
    }

    private static string Render(TriageReport report, int width) => string.Join('\n', TextReport.Render(report, width, TextStyles.Plain));
}
