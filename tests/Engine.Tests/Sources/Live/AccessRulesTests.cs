using System.Text;
using RunbookTools.Engine.Sources.Live;

namespace Engine.Tests.Sources.Live;

public class AccessRulesTests
{
    private const string Rules = """
        {"kind":"SelfSubjectRulesReview","status":{"incomplete":INCOMPLETE,"nonResourceRules":[],"resourceRules":[
          {"verbs":["get","list","watch"],"apiGroups":["","apps"],"resources":["pods","deployments"]},
          {"verbs":["*"],"apiGroups":["batch"],"resources":["*"]},
          {"verbs":["get"],"apiGroups":[""],"resources":["*/log"]},
          {"verbs":["list"],"apiGroups":[""],"resources":["secrets"],"resourceNames":["one"]}]}}
        """;

    [Theory]
    [InlineData("list", "", "pods", true)]
    [InlineData("list", "apps", "deployments", true)]
    [InlineData("list", "batch", "jobs", true)]
    [InlineData("get", "", "pods/log", true)]
    [InlineData("list", "", "secrets", false)]
    [InlineData("list", "", "nodes", false)]
    [InlineData("list", "policy", "pods", false)]
    [InlineData("delete", "", "pods", false)]
    public void Tells_what_one_may(string verb, string group, string resource, bool expected)
    {
        Assert.Equal(expected, Parse(Rules.Replace("INCOMPLETE", "false", StringComparison.Ordinal)).Allows(verb, group, resource));
        Assert.Equal(expected ? true : null, Parse(Rules.Replace("INCOMPLETE", "true", StringComparison.Ordinal)).Allows(verb, group, resource));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("no json")]
    [InlineData("{\"status\":{\"resourceRules\":[1]}}")]
    public void Knows_nothing_when_the_server_does_not_tell(string text) => Assert.Null(Parse(text).Allows("list", "", "pods"));

    [Fact]
    public void Nothing_is_allowed_where_there_are_no_rules() => Assert.False(Parse("""{"status":{"resourceRules":null,"incomplete":false}}""").Allows("list", "", "pods"));

    private static AccessRules Parse(string json) => AccessRules.Parse(Encoding.UTF8.GetBytes(json));
}
