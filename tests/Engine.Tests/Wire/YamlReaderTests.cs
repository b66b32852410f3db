using System.Text;
using System.Text.Json;
using RunbookTools.Engine.Wire;

namespace Engine.Tests.Wire;

public class YamlReaderTests
{
    [Theory]
    [InlineData("true", "true")]
    [InlineData("True", "true")]
    [InlineData("yes", "true")]
    [InlineData("On", "true")]
    [InlineData("y", "true")]
    [InlineData("no", "false")]
    [InlineData("OFF", "false")]
    [InlineData("n", "false")]
    [InlineData("yEs", "\"yEs\"")]
    [InlineData("~", "null")]
    [InlineData("Null", "null")]
    [InlineData("", "null")]
    [InlineData("\"true\"", "\"true\"")]
    [InlineData("'12'", "\"12\"")]
    [InlineData("12", "12")]
    [InlineData("-12", "-12")]
    [InlineData("+12", "12")]
    [InlineData("0x1F", "31")]
    [InlineData("0644", "420")]
    [InlineData("0o17", "15")]
    [InlineData("0b101", "5")]
    [InlineData("-0b101", "-5")]
    [InlineData("08", "8")]
    [InlineData("1_000", "1000")]
    [InlineData("18446744073709551615", "18446744073709551615")]
    [InlineData("-9223372036854775808", "-9223372036854775808")]
    [InlineData("1.50", "1.5")]
    [InlineData(".5", "0.5")]
    [InlineData("1e3", "1000")]
    [InlineData("1e999", "\"1e999\"")]
    [InlineData("1:30", "\"1:30\"")]
    [InlineData("10.0.0.1", "\"10.0.0.1\"")]
    [InlineData("500m", "\"500m\"")]
    [InlineData("-", "[null]")]
    [InlineData("2026-11-20", "\"2026-11-20\"")]
    [InlineData("2026-11-20T14:02:00Z", "\"2026-11-20T14:02:00Z\"")]
    [InlineData("!!str 12", "\"12\"")]
    [InlineData("! 12", "\"12\"")]
    [InlineData("!!int \"12\"", "12")]
    [InlineData("!!float 12", "12")]
    [InlineData("!!binary aGk=", "\"hi\"")]
    [InlineData("!custom 12", "\"12\"")]
    public void A_scalar_means_what_it_means_to_Kubernetes(string scalar, string json) => Assert.Equal($$"""{"a":{{json}}}""", Single($"a:\n  {scalar}"));

    [Fact]
    public void Keys_that_are_no_strings_become_strings() =>
        Assert.Equal("""{"true":1,"8080":2,"1.2":3,"quoted":4}""", Single("yes: 1\n8080: 2\n1.20: 3\n'quoted': 4"));

    [Fact]
    public void Block_text_keeps_its_lines() =>
        Assert.Equal("""{"literal":"a\nb\n","folded":"a b","stripped":"a"}""", Single("literal: |\n  a\n  b\nfolded: >-\n  a\n  b\nstripped: |-\n  a\n"));

    [Fact]
    public void Json_is_yaml_too()
    {
        const string Json = """{"a":[1,2.5,true,null,"x\n\u00e9\ud83d\ude00\/\"\\"],"b":{},"c":[],"http://x":"y: z # no comment"}""";

        Assert.Equal(JsonSerializer.Serialize(JsonElement.Parse(Json)), JsonSerializer.Serialize(JsonElement.Parse(Single(Json))));
        Assert.Equal("""{"a":{"b":[1]}}""", Single("{\n\t\"a\": {\n\t\t\"b\": [\n\t\t\t1\n\t\t]\n\t}\n}"));
    }

    [Fact]
    public void Every_document_that_is_not_empty_is_given() =>
        Assert.Equal(["""{"a":1}""", "[1]", "\"text\""], All("# nothing\n---\n---\na: 1\n---\n# nothing\n---\n- 1\n...\n---\ntext\n---\n"));

    [Fact]
    public void Nothing_gives_nothing() => Assert.Empty(All(""));

    [Fact]
    public void Of_a_key_given_twice_the_last_counts() => Assert.Equal("""{"a":{"b":3,"c":2}}""", Single("a:\n  b: 1\n  c: 2\n  b: 3"));

    [Fact]
    public void Aliases_repeat_what_their_anchor_named() =>
        Assert.Equal(
            """{"a":{"x":[1,"s"]},"b":{"x":[1,"s"]},"c":[1,"s"],"d":"s","s":2}""",
            Single("a: &a\n  x: &x [1, &s s]\nb: *a\nc: *x\nd: *s\n*s : 2"));

    [Fact]
    public void An_anchor_may_be_given_again() => Assert.Equal("""{"a":1,"b":1,"c":2,"d":2}""", Single("a: &x 1\nb: *x\nc: &x 2\nd: *x"));

    [Fact]
    public void Merge_keys_are_overridden_by_what_follows() =>
        Assert.Equal(
            """{"base":{"a":1,"b":2},"one":{"a":1,"b":3},"two":{"a":9,"b":2,"c":4}}""",
            Single("base: &base {a: 1, b: 2}\none:\n  <<: *base\n  b: 3\ntwo:\n  <<: [{a: 9, c: 4}, *base]\n", ordered: true));

    [Fact]
    public void A_quoted_merge_key_is_a_key() => Assert.Equal("""{"<<":1}""", Single("'<<': 1"));

    [Fact]
    public void What_stands_before_a_mistake_is_given()
    {
        using var documents = YamlReader.ToJson(new StringReader("a: 1\n---\nb: [1\nc: 2\n")).GetEnumerator();

        Assert.True(documents.MoveNext());
        var exception = Assert.Throws<WireException>(() => documents.MoveNext());
        Assert.InRange(exception.Line, 3, 5);
        Assert.StartsWith($"line {exception.Line}, column {exception.Column}: ", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a: *nobody")]
    [InlineData("a: &a [*a]")]
    [InlineData("a: .inf")]
    [InlineData("a: !!int x")]
    [InlineData("a: !!binary '*'")]
    [InlineData("? [1]\n: 2")]
    [InlineData("~: 2")]
    [InlineData("<<: 1")]
    [InlineData("a: 'open")]
    [InlineData("a:\n\t- 1")]
    [InlineData("a: \"\\q\"")]
    [InlineData("a: b: c")]
    public void A_mistake_is_named_with_its_place(string yaml)
    {
        var exception = Assert.Throws<WireException>(() => All(yaml));

        Assert.True(exception is { Line: > 0, Column: > 0 });
    }

    [Fact]
    public void Depth_is_bounded()
    {
        Assert.Single(All(new string('[', 64) + new string(']', 64)));
        Assert.Throws<WireException>(() => All(new string('[', 65) + new string(']', 65)));
        Assert.Throws<WireException>(() => All(new string('[', 1_000_000)));
    }

    [Fact]
    public void Aliases_that_multiply_are_stopped()
    {
        var yaml = new StringBuilder("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (var level = 1; level < 20; level++)
        {
            yaml.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 9))}]\n");
        }

        Assert.Contains("aliases", Assert.Throws<WireException>(() => All(yaml.ToString())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Aliases_of_a_long_text_are_stopped() =>
        Assert.Throws<WireException>(() => All($"a: &a {new string('x', 1_000_000)}\nb: [{string.Join(", ", Enumerable.Repeat("*a", 100))}]"));

    [Fact]
    public void Merges_that_multiply_are_stopped()
    {
        var yaml = new StringBuilder("a0: &a0 {k: v}\n");
        for (var level = 1; level < 20; level++)
        {
            yaml.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{level}: &a{level} {{<<: [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 9))}]}}\n");
        }

        Assert.Throws<WireException>(() => All(yaml.ToString()));
    }

    private static string Single(string yaml, bool ordered = false)
    {
        var json = Assert.Single(All(yaml));
        if (!ordered)
        {
            return json;
        }

        // Where a merged key stands among the others says nothing.
        var node = JsonElement.Parse(json);
        return JsonSerializer.Serialize(node.EnumerateObject().ToDictionary(
            property => property.Name,
            property => new SortedDictionary<string, int>(property.Value.EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetInt32()), StringComparer.Ordinal)));
    }

    private static List<string> All(string yaml) => [.. YamlReader.ToJson(new StringReader(yaml)).Select(json => Encoding.UTF8.GetString(json.Span))];
}
