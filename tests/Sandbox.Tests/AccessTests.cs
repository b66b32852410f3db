using RunbookTools.Sandbox.Access;

namespace Sandbox.Tests;

/// <summary>What is denied, and what is told of it.</summary>
public class AccessTests
{
    private const string Review = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

    [Theory]
    [InlineData("pods", "/api/v1/namespaces/shop/pods", 403)]
    [InlineData("pods", "/api/v1/namespaces/shop/pods/orders-db-0/log", 200)]
    [InlineData("po", "/api/v1/pods", 403)]
    [InlineData("pods/*", "/api/v1/namespaces/shop/pods/orders-db-0/log", 403)]
    [InlineData("*/log", "/api/v1/namespaces/shop/pods/orders-db-0/log", 403)]
    [InlineData("*/log", "/api/v1/namespaces/shop/pods", 200)]
    [InlineData("pods@kube-system", "/api/v1/namespaces/kube-system/pods", 403)]
    [InlineData("pods@kube-*", "/api/v1/namespaces/kube-system/pods", 403)]
    [InlineData("pods@kube-system", "/api/v1/namespaces/shop/pods", 200)]
    [InlineData("pods@kube-system", "/api/v1/pods", 403)]
    [InlineData("pods@-A", "/api/v1/pods", 403)]
    [InlineData("pods@-A", "/api/v1/namespaces/shop/pods", 200)]
    [InlineData("*@!shop", "/api/v1/nodes", 403)]
    [InlineData("*@!shop", "/api/v1/pods", 403)]
    [InlineData("*@!shop", "/api/v1/namespaces/default/services", 403)]
    [InlineData("*@!shop", "/api/v1/namespaces/shop/services", 200)]
    [InlineData("list nodes", "/api/v1/nodes", 403)]
    [InlineData("list nodes", "/api/v1/nodes/worker-1", 200)]
    [InlineData("deployments.apps", "/apis/apps/v1/deployments", 403)]
    [InlineData("*.apps", "/apis/apps/v1/replicasets", 403)]
    [InlineData("*.apps", "/apis/batch/v1/jobs", 200)]
    [InlineData("/version", "/version", 403)]
    public async Task A_rule_denies_what_it_names_and_nothing_else(string rule, string path, int code)
    {
        await using var server = await TestServer.StartAsync(change: options => options with { Deny = [rule] });

        Assert.Equal(code, (await server.GetAsync(path)).Code);
    }

    [Theory]
    [InlineData("foo", "the cluster has no resource 'foo'")]
    [InlineData("read pods", "'read' is no verb")]
    [InlineData("pods@", "after '@' a namespace is expected")]
    [InlineData("@shop", "a resource is expected")]
    [InlineData("list all pods", "expected [verbs] resource")]
    [InlineData("", "the rule is empty")]
    public async Task A_rule_that_is_none_is_refused_with_what_to_write(string rule, string problem)
    {
        var exception = await Assert.ThrowsAsync<RuleSyntaxException>(() => TestServer.StartAsync(change: options => options with { Deny = [rule] }));

        Assert.Contains(problem, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"verb":"list","resource":"pods","namespace":"shop"}""", true)]
    [InlineData("""{"verb":"list","resource":"nodes"}""", false)]
    [InlineData("""{"verb":"get","resource":"pods","subresource":"log","namespace":"shop"}""", true)]
    [InlineData("""{"verb":"delete","resource":"pods","namespace":"shop"}""", false)]
    [InlineData("""{"verb":"list","resource":"deployments","group":"apps"}""", true)]
    [InlineData("""{"verb":"list","resource":"secrets","namespace":"shop"}""", false)]
    public async Task A_review_says_what_a_request_would_meet(string attributes, bool allowed)
    {
        await using var server = await TestServer.StartAsync(change: options => options with { Deny = ["list nodes"] });

        var answer = await server.SendAsync(HttpMethod.Post, Review, $$$"""{"spec":{"resourceAttributes":{{{attributes}}}}}""");

        Assert.Equal(201, answer.Code);
        Assert.Equal(allowed, answer.At("status.allowed").GetBoolean());
    }

    [Fact]
    public async Task A_review_of_a_type_that_is_not_read_is_refused_as_the_server_does()
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.SendAsync(HttpMethod.Post, Review, "verb,resource", sent: "text/csv");

        Assert.Equal((415, "UnsupportedMediaType"), (answer.Code, answer.At("reason").GetString()));
        Assert.StartsWith("the body of the request was in an unknown format - accepted media types include: application/json", answer.At("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_tell_what_may_be_read_in_a_namespace()
    {
        await using var server = await TestServer.StartAsync(change: options => options with { Deny = ["list events", "nodes"] });

        var answer = await server.SendAsync(
            HttpMethod.Post, "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews", """{"spec":{"namespace":"shop"}}""");
        var rules = answer.At("status.resourceRules").EnumerateArray()
            .SelectMany(rule => rule.GetProperty("resources").EnumerateArray().Select(resource => (
                Resource: resource.GetString()!,
                Group: rule.GetProperty("apiGroups")[0].GetString()!,
                Verbs: string.Join(',', rule.GetProperty("verbs").EnumerateArray().Select(verb => verb.GetString())))))
            .ToList();

        Assert.Equal("get,list,watch", rules.Single(rule => rule is { Resource: "pods", Group: "" }).Verbs);
        Assert.Equal("get", rules.Single(rule => rule.Resource == "pods/log").Verbs);
        Assert.Equal("get,watch", rules.Single(rule => rule is { Resource: "events", Group: "" }).Verbs);
        Assert.DoesNotContain(rules, rule => rule.Resource is "nodes" or "secrets");
        Assert.False(answer.At("status.incomplete").GetBoolean());
    }

    [Theory]
    [InlineData("POST", "/api/v1/namespaces/shop/pods", 403)]
    [InlineData("PUT", "/api/v1/namespaces/shop/pods/orders-db-0", 403)]
    [InlineData("PATCH", "/apis/apps/v1/namespaces/shop/deployments/payments/scale", 403)]
    [InlineData("DELETE", "/api/v1/namespaces/shop/pods/orders-db-0", 403)]
    [InlineData("DELETE", "/api/v1/namespaces/shop/pods", 403)]
    [InlineData("POST", "/api/v1/namespaces/shop/pods/orders-db-0/exec", 403)]
    [InlineData("POST", "/api/v1/namespaces/shop/pods/orders-db-0/log", 405)]
    [InlineData("POST", "/version", 403)]
    public async Task Nothing_is_ever_written(string method, string path, int code)
    {
        await using var server = await TestServer.StartAsync();
        var before = (await server.GetAsync("/api/v1/pods")).Body;

        var answer = await server.SendAsync(new HttpMethod(method), path, "{}");

        Assert.Equal(code, answer.Code);
        Assert.Equal("Status", answer.At("kind").GetString());
        Assert.Equal(before, (await server.GetAsync("/api/v1/pods")).Body);
    }

    [Fact]
    public async Task Every_request_is_noted()
    {
        await using var server = await TestServer.StartAsync();

        await server.GetAsync("/api/v1/pods?limit=1");
        await server.GetAsync("/api/v1/pods");

        Assert.Equal(2, server.Server.Requests.CountOf("/api/v1/pods"));
        var first = server.Server.Requests.Requests[0];
        Assert.Equal(("GET", "/api/v1/pods", "?limit=1", "HTTP/1.1"), (first.Method, first.Path, first.Query, first.Protocol));
    }
}
