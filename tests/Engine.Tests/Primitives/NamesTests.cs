using RunbookTools.Engine.Primitives;

namespace Engine.Tests.Primitives;

public class NamesTests
{
    [Theory]
    [InlineData("order-api", "orders-api")]
    [InlineData("payemnts", "payments")]
    [InlineData("db_password", "db-password")]
    [InlineData("DbPassword", "db-password")]
    [InlineData("web", "webs")]
    public void Finds_what_was_probably_meant(string written, string meant) =>
        Assert.Equal(meant, Names.NearMiss(written, ["billing", meant, "unrelated"]));

    [Theory]
    [InlineData("db", "web")]
    [InlineData("api", "app-config")]
    [InlineData("payments", "checkout")]
    [InlineData("v1", "v2")]
    public void Leaves_other_names_alone(string written, string other) => Assert.Null(Names.NearMiss(written, [other]));

    [Fact]
    public void Says_nothing_when_the_name_exists() => Assert.Null(Names.NearMiss("web", ["webs", "web"]));

    [Fact]
    public void Prefers_the_nearest() => Assert.Equal("orders", Names.NearMiss("ordrs", ["ord", "orders", "odrsx"]));

    [Theory]
    [InlineData("abc", "abc", 0)]
    [InlineData("abcd", "abdc", 1)]
    [InlineData("abc", "xyz", 3)]
    [InlineData("", "ab", 2)]
    public void Counts_letters(string left, string right, int distance) => Assert.Equal(distance, Names.Distance(left, right, 2));
}
