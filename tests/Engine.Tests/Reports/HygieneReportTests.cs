using RunbookTools.Engine.Reports;

namespace Engine.Tests.Reports;

public class HygieneReportTests
{
    private static readonly TriageReport s_untidy = SampleReport.Outage with
    {
        Findings = [.. SampleReport.Outage.Findings, .. Enumerable.Range(1, 5).Select(Finding)],
    };

    [Fact]
    public void A_cause_is_one_line_however_many_objects_show_it()
    {
        const string Line = "MemoryLimitUnset: a container may take all the memory of its node (5): Deployment shop/a1, Deployment shop/a2, Deployment shop/a3 and 2 more";

        Assert.Contains("Hygiene   " + Line, TextReport.Render(s_untidy, 400, TextStyles.Plain));
        Assert.Contains($"## Hygiene\n\n- {MarkdownReport.Escape(Line)}\n", MarkdownReport.Render(s_untidy), StringComparison.Ordinal);
        Assert.Contains($"<h2>Hygiene</h2>\n<ul>\n<li>{Line}</li>\n</ul>", HtmlReport.Render(s_untidy), StringComparison.Ordinal);
    }

    [Fact]
    public void Json_lists_each_and_the_others_have_no_block_of_them()
    {
        Assert.Contains("\"name\": \"a5\"", JsonReport.Render(s_untidy), StringComparison.Ordinal);
        Assert.DoesNotContain("shop/a5", HtmlReport.Render(s_untidy), StringComparison.Ordinal);
        Assert.DoesNotContain("Hygiene", HtmlReport.Render(SampleReport.Outage), StringComparison.Ordinal);
    }

    private static Finding Finding(int number) => new()
    {
        Rank = 10 + number,
        Verdict = Verdict.Confirmed,
        Cause = "MemoryLimitUnset",
        Severity = Severity.Info,
        Target = new KubeTarget("Deployment", "shop", $"a{number}"),
        Statement = "a container may take all the memory of its node",
        Playbook = "hygiene/Resources",
    };
}
