using RunbookTools.Engine.Triage;

namespace Engine.Tests.Triage;

public sealed class SuppressionTests : IDisposable
{
    private static readonly KubeTarget s_payments = new("Deployment", "shop", "payments");
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void What_is_suppressed_is_listed_and_the_conclusion_stays()
    {
        var report = Apply(new Suppression("Memory*", "Deployment/shop/*", new DateOnly(2026, 12, 31), "known", "test"));

        Assert.Equal("DiskFull", Assert.Single(report.Findings).Cause);
        Assert.Equal(1, report.Findings[0].Rank);
        Assert.Equal("MemoryLimitTooLow", Assert.Single(report.Suppressed).Finding.Cause);
        Assert.Equal(Conclusion.FaultsFound, report.Conclusion);
        Assert.Empty(report.UnusedSuppressions);
    }

    [Fact]
    public void A_suppression_past_its_day_hides_nothing_and_is_named()
    {
        var report = Apply(new Suppression("MemoryLimitTooLow", "*", new DateOnly(2026, 11, 19), "known", "test"));

        Assert.Equal(2, report.Findings.Count);
        Assert.Single(report.ExpiredSuppressions);
        Assert.Empty(report.UnusedSuppressions);
    }

    [Fact]
    public void A_suppression_that_fits_nothing_is_named()
    {
        var report = Apply(new Suppression("MemoryLimitTooLow", "Deployment/lab/*", new DateOnly(2026, 12, 31), "known", "test"));

        Assert.Equal(2, report.Findings.Count);
        Assert.Single(report.UnusedSuppressions);
    }

    [Fact]
    public void A_line_says_cause_object_day_and_reason()
    {
        Assert.Equal(
            new Suppression("RequestsMissing", "Deployment/shop/batch-*", new DateOnly(2026, 12, 31), "moves in December", "-Suppress"),
            SuppressionText.Parse("RequestsMissing@Deployment/shop/batch-*=2026-12-31 moves in December"));
        Assert.Equal("*", SuppressionText.Parse("RequestsMissing=2026-12-31 for all").Object);
    }

    [Theory]
    [InlineData("RequestsMissing")]
    [InlineData("RequestsMissing=because")]
    [InlineData("RequestsMissing=2026-12-31")]
    [InlineData("RequestsMissing=31.12.2026 because")]
    public void Without_a_day_and_a_reason_nothing_is_suppressed(string line) => Assert.Throws<FormatException>(() => SuppressionText.Parse(line));

    [Fact]
    public void A_file_lists_them()
    {
        File.WriteAllText(_file, "suppressions:\n- cause: RequestsMissing\n  object: Deployment/shop/batch\n  until: 2026-12-31\n  reason: moves in December\n- {cause: DiskFull, until: 2027-01-31, reason: known}\n");

        var read = SuppressionText.Load(_file);

        Assert.Equal(["Deployment/shop/batch", "*"], read.Select(item => item.Object));
        Assert.Equal(new DateOnly(2027, 1, 31), read[1].Until);
    }

    [Theory]
    [InlineData("- cause: x")]
    [InlineData("suppressions:\n- {cause: x, untill: 2026-12-31, reason: y}")]
    [InlineData("suppressions:\n- {cause: x, reason: y}")]
    [InlineData("suppressions:\n- {until: 2026-12-31, reason: y}")]
    public void A_file_that_is_not_understood_says_so(string text)
    {
        File.WriteAllText(_file, text);

        Assert.Throws<FormatException>(() => SuppressionText.Load(_file));
    }

    [Fact]
    public void Annotations_hold_for_the_object_or_for_all_in_a_namespace_and_a_bad_one_is_told()
    {
        var deployment = TestCluster.Deployment("web", new KubePodSpec()) with { Annotations = TestCluster.Map("suppress.runbooktools/Requests_=2026-12-31 known") };
        var ns = TestCluster.Namespace("lab") with { Annotations = TestCluster.Map("suppress.runbooktools/DiskFull=2026-12-31 a playground") };
        var bad = TestCluster.Service("api") with { Annotations = TestCluster.Map("suppress.runbooktools/DiskFull=for ever") };
        var told = new List<KubeTarget>();

        var read = SuppressionText.Of(new TestCluster().Add(deployment, ns, bad).Build(), (target, _) => told.Add(target));

        Assert.Equal([("DiskFull", "*/lab/*"), ("Requests*", "Deployment/shop/web")], read.Select(item => (item.Cause, item.Object)));
        Assert.Equal("api", Assert.Single(told).Name);
    }

    private static TriageReport Apply(params Suppression[] suppressions) => SuppressionRules.Apply(
        new TriageReport
        {
            Cluster = "test",
            CapturedAt = TestCluster.Now,
            Conclusion = Conclusion.FaultsFound,
            Counts = new TriageCounts(2, 2, 0, 0, 0, 0, 1, 1, 1),
            Coverage = new Coverage([], []),
            Findings = [Finding(1, "MemoryLimitTooLow"), Finding(2, "DiskFull")],
        },
        suppressions,
        target => target.Kind == "Pod" ? s_payments : target);

    private static Finding Finding(int rank, string cause) => new()
    {
        Rank = rank,
        Cause = cause,
        Statement = cause,
        Verdict = Verdict.Confirmed,
        Severity = Severity.Error,
        Target = new KubeTarget("Pod", "shop", "payments-1"),
    };
}
