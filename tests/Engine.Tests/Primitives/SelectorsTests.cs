using RunbookTools.Engine.Primitives;

namespace Engine.Tests.Primitives;

public class SelectorsTests
{
    [Theory]
    [InlineData("app=web", "app=web", true)]
    [InlineData("app==web", "app=web", true)]
    [InlineData("app = web , tier=front", "app=web,tier=front", true)]
    [InlineData("app=web", "app=api", false)]
    [InlineData("app!=web", "tier=front", true)]
    [InlineData("app!=web", "app=web", false)]
    [InlineData("tier in (front, back)", "tier=back", true)]
    [InlineData("tier in (front,back)", "tier=db", false)]
    [InlineData("tier notin (front,back)", "tier=db", true)]
    [InlineData("tier", "tier=x", true)]
    [InlineData("!tier", "tier=x", false)]
    [InlineData("size>3", "size=4", true)]
    [InlineData("size<3", "size=4", false)]
    [InlineData("app=", "app=", true)]
    [InlineData("", "app=web", true)]
    [InlineData("app=web,app=api", "app=web", false)]
    [InlineData("app.kubernetes.io/name=web,app in (x,),!gone", "app.kubernetes.io/name=web,app=", true)]
    public void Matches_as_kubectl_does(string selector, string labels, bool matches) =>
        Assert.Equal(matches, Selectors.Parse(selector).Matches(TestCluster.Map(labels.Split(','))));

    [Theory]
    [InlineData("app=web,", 9)]
    [InlineData("=web", 1)]
    [InlineData("app=web tier=x", 9)]
    [InlineData("tier in front", 9)]
    [InlineData("tier in (front", 15)]
    [InlineData("size>big", 6)]
    [InlineData("app=(x)", 5)]
    [InlineData("!", 2)]
    public void Says_where_a_selector_is_wrong(string selector, int position)
    {
        var error = Assert.Throws<FormatException>(() => Selectors.Parse(selector));

        Assert.Contains($"at character {position} ", error.Message, StringComparison.Ordinal);
    }
}
