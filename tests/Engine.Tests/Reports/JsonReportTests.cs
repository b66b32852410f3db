using System.Text.Json;
using RunbookTools.Engine.Reports;

namespace Engine.Tests.Reports;

public class JsonReportTests
{
    private static readonly JsonElement s_schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "module", "schema", "triage-report.v1.schema.json"))).RootElement;

    [Fact]
    public void Has_the_form_the_schema_tells()
    {
        foreach (var report in new[] { SampleReport.Outage, SampleReport.Healthy, SampleReport.Attack })
        {
            Assert.Empty(SchemaCheck.Errors(s_schema, JsonDocument.Parse(JsonReport.Render(report)).RootElement));
        }
    }

    [Fact]
    public void The_check_finds_what_is_wrong()
    {
        var text = JsonReport.Render(SampleReport.Outage);

        Assert.NotEmpty(SchemaCheck.Errors(s_schema, JsonDocument.Parse(text.Replace("\"rank\": 1", "\"rank\": \"1\"", StringComparison.Ordinal)).RootElement));
        Assert.NotEmpty(SchemaCheck.Errors(s_schema, JsonDocument.Parse(text.Replace("\"Confirmed\"", "\"confirmed\"", StringComparison.Ordinal)).RootElement));
        Assert.NotEmpty(SchemaCheck.Errors(s_schema, JsonDocument.Parse(text.Replace("\"seconds\"", "\"second\"", StringComparison.Ordinal)).RootElement));
    }

    [Fact]
    public void Says_what_a_script_needs()
    {
        var report = JsonDocument.Parse(JsonReport.Render(SampleReport.Outage)).RootElement;
        var finding = report.GetProperty("findings")[0];

        Assert.Equal("1.3", report.GetProperty("schemaVersion").GetString());
        Assert.Equal("Confirmed MemoryLimitTooLow Configuration Error", string.Join(' ', new[] { "verdict", "cause", "domain", "severity" }.Select(name => finding.GetProperty(name).GetString())));
        Assert.Equal("payments", finding.GetProperty("target").GetProperty("name").GetString());
        Assert.Equal("calls payments:8080", finding.GetProperty("explains")[0].GetProperty("link").GetString());
        Assert.Equal("MemoryLeak", report.GetProperty("notTested").EnumerateArray().Single(gap => gap.GetProperty("gap").GetProperty("resource").GetString() == "NodeMetrics").GetProperty("hypotheses")[0].GetProperty("cause").GetString());
        Assert.Contains("\"verb\": \"list\"", JsonReport.Render(SampleReport.Outage), StringComparison.Ordinal);
        Assert.Equal(74, report.GetProperty("counts").GetProperty("refuted").GetInt32());
    }
}
