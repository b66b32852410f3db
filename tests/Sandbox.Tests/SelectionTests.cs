namespace Sandbox.Tests;

/// <summary>Which objects a list gives.</summary>
public class SelectionTests
{
    [Fact]
    public async Task Events_are_in_both_groups_under_the_names_of_each()
    {
        await using var server = await TestServer.StartAsync();

        var core = await server.GetAsync("/api/v1/namespaces/shop/events");
        var other = await server.GetAsync("/apis/events.k8s.io/v1/namespaces/shop/events");

        Assert.NotEmpty(core.Names);
        Assert.Equal(core.Names, other.Names);
        var (one, same) = (core.At("items")[0], other.At("items")[0]);
        Assert.Equal(one.GetProperty("message").GetString(), same.GetProperty("note").GetString());
        Assert.Equal(one.GetProperty("involvedObject").GetProperty("name").GetString(), same.GetProperty("regarding").GetProperty("name").GetString());
        Assert.False(same.TryGetProperty("involvedObject", out _));
        Assert.Equal("EventList", other.At("kind").GetString());
    }

    [Theory]
    [InlineData("labelSelector=app.kubernetes.io/name=payments", 2)]
    [InlineData("labelSelector=app.kubernetes.io/name in (payments,checkout)", 5)]
    [InlineData("labelSelector=app.kubernetes.io/name in (payments,checkout),app.kubernetes.io/name!=payments", 3)]
    [InlineData("labelSelector=no-such-label", 0)]
    [InlineData("labelSelector=!no-such-label", 23)]
    [InlineData("fieldSelector=status.phase=Succeeded", 1)]
    [InlineData("fieldSelector=status.phase!=Succeeded", 22)]
    [InlineData("fieldSelector=spec.nodeName=worker-3,metadata.namespace=shop", 4)]
    [InlineData("fieldSelector=metadata.name=orders-db-0", 1)]
    [InlineData("fieldSelector=spec.hostNetwork=false", 23)]
    public async Task Selectors_choose(string query, int count)
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.GetAsync("/api/v1/namespaces/shop/pods?" + query.Replace(" ", "%20", StringComparison.Ordinal).Replace("!", "%21", StringComparison.Ordinal));

        Assert.Equal(200, answer.Code);
        Assert.Equal(count, answer.Names.Length);
    }

    [Theory]
    [InlineData("/apis/apps/v1/deployments?fieldSelector=spec.replicas%3D1", "\"spec.replicas\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"")]
    [InlineData("/api/v1/events?fieldSelector=message%3Dx", "field label not supported: message")]
    [InlineData("/apis/batch/v1/jobs?fieldSelector=status.failed%3D1", "field label \"status.failed\" not supported for batchv1.Job")]
    public async Task A_field_the_kind_does_not_have_is_refused(string path, string message)
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.GetAsync(path);

        Assert.Equal(400, answer.Code);
        Assert.Equal(message, answer.At("message").GetString());
    }

    [Fact]
    public async Task Events_are_found_by_the_object_they_are_about()
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.GetAsync("/api/v1/namespaces/shop/events?fieldSelector=involvedObject.kind%3DPod,involvedObject.name%3Dpayments-zhskg5tpm9-4bs8z,type%3DWarning");

        Assert.NotEmpty(answer.Names);
        Assert.All(answer.Names, name => Assert.StartsWith("payments-zhskg5tpm9-4bs8z.", name, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/api/v1/pods")]
    [InlineData("/api/v1/namespaces/shop/events")]
    [InlineData("/api/v1/nodes")]
    public async Task Pages_put_together_are_the_whole_list_in_order(string path)
    {
        await using var server = await TestServer.StartAsync();
        var whole = (await server.GetAsync(path)).Names;

        var names = new List<string>();
        var next = "";
        do
        {
            var page = await server.GetAsync($"{path}?limit=4{next}");
            Assert.InRange(page.Names.Length, 1, 4);
            names.AddRange(page.Names);
            Assert.Equal(whole.Length - names.Count, page.At("metadata").TryGetProperty("remainingItemCount", out var rest) ? rest.GetInt32() : 0);
            next = page.At("metadata").TryGetProperty("continue", out var token) ? "&continue=" + token.GetString() : "";
        }
        while (next.Length > 0);

        Assert.Equal(whole, names);
    }

    [Fact]
    public async Task Pages_of_a_selection_do_not_say_how_many_follow()
    {
        await using var server = await TestServer.StartAsync();

        var first = await server.GetAsync("/api/v1/pods?limit=3&labelSelector=app.kubernetes.io/name%20in%20(payments,checkout)");
        var second = await server.GetAsync("/api/v1/pods?limit=3&labelSelector=app.kubernetes.io/name%20in%20(payments,checkout)&continue=" + first.At("metadata.continue").GetString());

        Assert.False(first.At("metadata").TryGetProperty("remainingItemCount", out _));
        Assert.Equal((3, 2), (first.Names.Length, second.Names.Length));
        Assert.False(second.At("metadata").TryGetProperty("continue", out _));
    }

    [Fact]
    public async Task A_list_from_the_watch_cache_is_whole_whatever_its_limit()
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.GetAsync("/api/v1/namespaces/shop/pods?limit=2&resourceVersion=0");

        Assert.Equal(23, answer.Names.Length);
    }

    [Theory]
    [InlineData("resourceVersionMatch=Exact", 422, "ListOptions.meta.k8s.io \"\" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided")]
    [InlineData("resourceVersion=0&resourceVersionMatch=Exact", 422, "ListOptions.meta.k8s.io \"\" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"")]
    [InlineData("resourceVersion=5&resourceVersionMatch=Exact", 410, "The resourceVersion for the provided list is too old.")]
    [InlineData("continue=nonsense", 400, "continue key is not valid: illegal base64 data or not a continue token of this server")]
    public async Task Options_that_make_no_sense_are_refused(string query, int code, string message)
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.GetAsync("/api/v1/pods?" + query);

        Assert.Equal((code, message), (answer.Code, answer.At("message").GetString()));
    }

    [Fact]
    public async Task What_the_bundle_does_not_hold_is_refused_and_not_shown_as_empty()
    {
        await using var server = await TestServer.StartAsync();

        var secrets = await server.GetAsync("/api/v1/namespaces/shop/secrets");
        var partial = await server.GetAsync("/api/v1/pods");

        Assert.Equal(403, secrets.Code);
        Assert.EndsWith(": not in the support bundle", secrets.At("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("299 - \"the support bundle has pods of these namespaces only: default, kube-system, shop\"", partial.Headers.Warning.Single().ToString());
    }

    [Fact]
    public async Task The_server_shows_the_clock_of_the_capture()
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.GetAsync("/version");

        Assert.Equal(new DateTimeOffset(2026, 11, 20, 14, 2, 0, TimeSpan.Zero), answer.Headers.Date!.Value, TimeSpan.FromMinutes(1));
        Assert.Equal("v1.32.9", answer.At("gitVersion").GetString());
    }
}
