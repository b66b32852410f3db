using System.Text.RegularExpressions;
using System.Xml.Linq;
using RunbookTools.Engine.Reports;

namespace Engine.Tests.Reports;

public class MarkupReportTests
{
    [Fact]
    public void Markdown_says_what_the_terminal_says()
    {
        var text = MarkdownReport.Render(SampleReport.Outage);

        Assert.Contains("# checkout-outage\n", text, StringComparison.Ordinal);
        Assert.Contains("## 1. Confirmed: MemoryLimitTooLow (Configuration)\n\n**Deployment shop/payments**", text, StringComparison.Ordinal);
        Assert.Contains("   ```sh\n   kubectl -n shop set resources deploy/payments -c app --limits=memory=512Mi\n   ```", text, StringComparison.Ordinal);
        Assert.Contains("- checkout not ready \\(calls payments:8080\\)", text, StringComparison.Ordinal);
        Assert.Contains("- nodes: all 5 nodes are ready and short of nothing", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_keeps_hostile_text_as_text()
    {
        var text = MarkdownReport.Render(SampleReport.Attack);
        // Inside a fence everything is text, and no line of it can close the fence.
        var outside = Regex.Replace(text, @"^ *(`{3,})sh\n.*\n *\1$", "", RegexOptions.Multiline);

        Assert.DoesNotContain("<", outside, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(?<!\\)\]\(", outside);
        Assert.DoesNotMatch(@"(?<!\\)\|", outside);
        Assert.DoesNotContain("://", outside, StringComparison.Ordinal);
        Assert.DoesNotContain("@", outside, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"www\.", outside);
        Assert.DoesNotMatch("(?m)^# h", text);
        Assert.DoesNotMatch(@"[\u0000-\u0009\u000b-\u001f\u202e]", text);
    }

    [Theory]
    [InlineData("1. x", "1\\. x")]
    [InlineData("- x", "\\- x")]
    [InlineData("a_b *c* `d`", "a\\_b \\*c\\* \\`d\\`")]
    [InlineData("a-b.c", "a-b.c")]
    public void Markdown_escapes_what_has_a_meaning(string text, string escaped) => Assert.Equal(escaped, MarkdownReport.Escape(text));

    [Fact]
    public void Html_is_whole_and_stands_alone()
    {
        var page = Read(HtmlReport.Render(SampleReport.Outage));

        Assert.Contains("Deployment shop/payments", page.Value, StringComparison.Ordinal);
        Assert.DoesNotContain(page.Descendants(), element => element.Name.LocalName is "script" or "link" or "img" or "iframe" or "a" or "object");
        Assert.DoesNotContain("url(", page.Descendants("style").Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Html_keeps_hostile_text_as_text()
    {
        var page = Read(HtmlReport.Render(SampleReport.Attack));

        Assert.Equal(
            Read(HtmlReport.Render(SampleReport.Outage)).Descendants().Select(element => element.Name.LocalName).Distinct().Order(),
            page.Descendants().Select(element => element.Name.LocalName).Distinct().Order());
        Assert.Contains("<script>alert(1)</script>", page.Value, StringComparison.Ordinal);
        Assert.DoesNotContain(page.Descendants().Attributes(), attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
    }

    // Well-formed but for elements without an end.
    private static XElement Read(string html) => XDocument.Parse(Regex.Replace(html.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal), "<meta ([^>]*)>", "<meta $1/>")).Root!;
}
