using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Sandbox.Tests;

/// <summary>Refusals and lists, word for word as a real API server wrote them.</summary>
public partial class RealAnswerTests
{
    [SharedBundleTheory]
    [InlineData("400-bad-limit.json")]
    [InlineData("400-invalid-fieldselector.json")]
    [InlineData("204-logs-unscheduled.txt")]
    [InlineData("400-logs-unknown-container.json")]
    [InlineData("403-list-pods-namespace.json", "pods")]
    [InlineData("403-list-pods-cluster.json", "pods")]
    [InlineData("403-list-nodes-cluster.json", "list nodes")]
    [InlineData("403-list-secrets-view.json", "secrets")]
    [InlineData("403-get-pod-log.json", "*/log")]
    [InlineData("403-get-deployment.json", "get deployments.apps@acme")]
    [InlineData("403-nonresource.json")]
    [InlineData("404-pod.json")]
    [InlineData("404-resource.json")]
    [InlineData("404-group.txt")]
    [InlineData("405.json")]
    [InlineData("406.json")]
    [InlineData("410-get-exact-rv.json")]
    [InlineData("410-watch-too-old.jsonl")]
    [InlineData("ssar-denied.json", "secrets")]
    [InlineData("ssar-allowed.json")]
    public async Task A_request_is_answered_as_a_real_server_answered_it(string file, string? deny = null)
    {
        using var acme = new AcmeCluster();
        await using var server = await TestServer.StartAsync(acme.Path, options => options with { Deny = deny is null ? [] : [deny] });
        var recorded = Recorded(file);

        var answer = await server.SendAsync(recorded.Method, recorded.Path, recorded.Body, recorded.Accept);

        Assert.Equal(recorded.Code, answer.Code);
        Assert.Equal(Normal(recorded.Text), Normal(answer.Body));
        Assert.Equal(recorded.ContentType, answer.ContentType);
    }

    [SharedBundleFact]
    public async Task A_wrong_token_is_unauthorized_and_none_is_anonymous()
    {
        using var acme = new AcmeCluster();
        await using var server = await TestServer.StartAsync(acme.Path, options => options with { Token = "right" });

        var wrong = await server.GetAsync("/api/v1/pods", authorization: "Bearer wrong");
        var none = await server.GetAsync("/api/v1/pods");
        var right = await server.GetAsync("/api/v1/pods", authorization: "Bearer right");
        var version = await server.GetAsync("/version");

        Assert.Equal(Normal(Recorded("401.json").Text), Normal(wrong.Body));
        Assert.Equal(Normal(Recorded("403-anonymous.json").Text), Normal(none.Body));
        Assert.Equal((401, 403, 200, 200), (wrong.Code, none.Code, right.Code, version.Code));
    }

    [SharedBundleFact]
    public async Task A_list_is_paged_with_the_tokens_of_a_real_server()
    {
        using var acme = new AcmeCluster();
        await using var server = await TestServer.StartAsync(acme.Path);
        var first = JsonDocument.Parse(Recorded("list-paged-1.json").Text).RootElement.GetProperty("metadata");
        var second = JsonDocument.Parse(Recorded("list-paged-2.json").Text).RootElement;

        // The token says at which version the list began, which is all that differs.
        var page = await server.GetAsync("/api/v1/namespaces/acme/configmaps?limit=2");
        var next = await server.GetAsync("/api/v1/namespaces/acme/configmaps?limit=2&continue=" + first.GetProperty("continue").GetString());

        Assert.Equal(["cfg-0", "cfg-1"], page.Names);
        Assert.Equal(3, page.At("metadata.remainingItemCount").GetInt32());
        Assert.Equal(["cfg-2", "cfg-3"], next.Names);
        Assert.Equal(Normal(second.GetProperty("metadata").GetRawText()), Normal(next.At("metadata").GetRawText()));
    }

    [SharedBundleFact]
    public async Task An_expired_token_comes_with_one_that_goes_on()
    {
        using var acme = new AcmeCluster();
        await using var server = await TestServer.StartAsync(acme.Path, options => options with { Faults = ["410 events x1"] });
        var recorded = Recorded("410-expired-continue.json");

        var expired = await server.GetAsync(recorded.Path);
        var goesOn = await server.GetAsync("/api/v1/events?continue=" + expired.At("metadata.continue").GetString());

        Assert.Equal(410, expired.Code);
        Assert.Equal(Normal(recorded.Text), Normal(expired.Body));
        Assert.Equal(200, goesOn.Code);
        Assert.Empty(goesOn.Names);
    }

    [SharedBundleFact]
    public async Task A_version_that_is_still_to_come_is_waited_for_in_vain()
    {
        using var acme = new AcmeCluster();
        await using var server = await TestServer.StartAsync(acme.Path);
        var recorded = Recorded("504-rv-too-large.json");

        var answer = await server.GetAsync(recorded.Path);

        Assert.Equal(504, answer.Code);
        Assert.Equal("1", answer.Headers.GetValues("Retry-After").Single());
        Assert.Equal(Normal(recorded.Text).Replace("1320", "1305", StringComparison.Ordinal), Normal(answer.Body));
    }

    [SharedBundleFact]
    public async Task Overload_and_a_dead_aggregated_server_answer_in_plain_text()
    {
        using var acme = new AcmeCluster();
        await using var server = await TestServer.StartAsync(acme.Path, options => options with { Faults = ["429 pods x1", "503 nodes x1"] });

        var overload = await server.GetAsync("/api/v1/pods");
        var dead = await server.GetAsync("/api/v1/nodes");

        Assert.Equal((429, Recorded("429-apf.txt").Text), (overload.Code, overload.Body));
        Assert.Equal("1", overload.Headers.GetValues("Retry-After").Single());
        Assert.Equal((503, Recorded("503-aggregated-api.txt").Text), (dead.Code, dead.Body));
        Assert.Equal("text/plain; charset=utf-8", dead.ContentType);
        Assert.Equal((200, 200), ((await server.GetAsync("/api/v1/pods")).Code, (await server.GetAsync("/api/v1/nodes")).Code));
    }

    [SharedBundleFact]
    public async Task The_table_of_pods_has_the_columns_of_a_real_one()
    {
        using var acme = new AcmeCluster();
        await using var server = await TestServer.StartAsync(acme.Path);
        var recorded = JsonNode.Parse(Recorded("list-table.json").Text)!;

        var answer = await server.GetAsync("/api/v1/namespaces/acme/pods", "application/json;as=Table;v=v1;g=meta.k8s.io");
        var table = JsonNode.Parse(answer.Body)!;

        Assert.Equal(Columns(recorded), Columns(table));
        Assert.Equal(
            ((JsonObject)recorded["rows"]![0]!).Select(pair => pair.Key),
            ((JsonObject)table["rows"]![0]!).Select(pair => pair.Key));
        Assert.Equal("PartialObjectMetadata", (string?)table["rows"]![0]!["object"]!["kind"]);

        static string Columns(JsonNode table) => string.Join(
            '\n', ((JsonArray)table["columnDefinitions"]!).Select(column => $"{column!["name"]} {column["type"]} {column["format"]} {column["priority"]}"));
    }

    [SharedBundleFact]
    public async Task Metadata_alone_is_given_when_it_is_asked_for()
    {
        using var acme = new AcmeCluster();
        await using var server = await TestServer.StartAsync(acme.Path);

        var answer = await server.GetAsync("/apis/apps/v1/namespaces/acme/deployments", "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io");
        var recorded = JsonDocument.Parse(Recorded("list-partialobjectmetadata.json").Text).RootElement;

        Assert.Equal(recorded.GetProperty("kind").GetString(), answer.At("kind").GetString());
        Assert.Equal(recorded.GetProperty("apiVersion").GetString(), answer.At("apiVersion").GetString());
        var items = answer.At("items").EnumerateArray().ToList();
        Assert.Equal(2, items.Count);
        Assert.All(items, item => Assert.Equal(["kind", "apiVersion", "metadata"], item.EnumerateObject().Select(property => property.Name)));
    }

    [SharedBundleFact]
    public async Task Discovery_tells_of_each_kind_what_a_real_server_tells()
    {
        using var acme = new AcmeCluster();
        await using var server = await TestServer.StartAsync(acme.Path);
        const string Aggregated = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json";
        foreach (var (path, file) in new[] { ("/api", "discovery-api.json"), ("/apis", "discovery-apis.json") })
        {
            var answer = await server.GetAsync(path, Aggregated);

            Assert.Equal("application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList", answer.ContentType);
            var real = Resources(Recorded(file).Text);
            var served = Resources(answer.Body);
            Assert.NotEmpty(served);
            Assert.All(served, resource => Assert.Equal(real[resource.Key], resource.Value));
        }

        foreach (var (path, file) in new[] { ("/api/v1", "api-v1.json"), ("/apis/apps/v1", "apis-apps-v1.json") })
        {
            var real = Entries(Recorded(file).Text);
            var served = Entries((await server.GetAsync(path)).Body);
            Assert.NotEmpty(served);
            Assert.All(served, resource => Assert.Equal(real[resource.Key], resource.Value));
        }

        static Dictionary<string, string> Resources(string text) => ((JsonArray)JsonNode.Parse(text)!["items"]!)
            .SelectMany(group => ((JsonArray)group!["versions"]!).SelectMany(version => ((JsonArray)version!["resources"]!)
                .Select(resource => (Key: $"{group["metadata"]?["name"]}/{version["version"]}/{resource!["resource"]}", Value: resource.ToJsonString()))))
            .ToDictionary(pair => pair.Key, pair => pair.Value);

        static Dictionary<string, string> Entries(string text) => ((JsonArray)JsonNode.Parse(text)!["resources"]!).ToDictionary(
            entry => (string)entry!["name"]!,
            entry =>
            {
                ((JsonObject)entry!).Remove("storageVersionHash");
                return entry.ToJsonString();
            });
    }

    // Who asked and at which version differ, and so do the traces of the client that posted a review.
    private static string Normal(string text)
    {
        text = UserName().Replace(text.Trim(), "User \\\"somebody\\\"");
        text = text.StartsWith('{') && !text.Contains("}}\n{", StringComparison.Ordinal) ? Sorted(JsonNode.Parse(text)!) : text;
        return text;
    }

    private static string Sorted(JsonNode node)
    {
        if (node is JsonObject { } review && (string?)review["kind"] is "SelfSubjectAccessReview")
        {
            review["metadata"] = new JsonObject();
            (review["status"] as JsonObject)?.Remove("reason");
            var attributes = (JsonObject)review["spec"]!["resourceAttributes"]!;
            review["spec"]!["resourceAttributes"] = new JsonObject(attributes.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));
        }

        return node.ToJsonString();
    }

    private static RecordedAnswer Recorded(string file)
    {
        var index = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Texts, "INDEX.json"))).RootElement;
        var entry = index.EnumerateArray().Single(entry => entry.GetProperty("file").GetString() == file);
        var request = entry.GetProperty("request").GetString()!.Split(' ', 2);
        var body = entry.TryGetProperty("requestBody", out var found) && found.ValueKind == JsonValueKind.Object ? found.GetRawText() : null;
        var headers = entry.TryGetProperty("requestHeaders", out var sent) && sent.ValueKind == JsonValueKind.Array ? sent.EnumerateArray().Select(header => header.GetString()!).ToList() : [];
        var type = entry.GetProperty("headers").EnumerateArray().Select(header => header.GetString()!).FirstOrDefault(header => header.StartsWith("content-type: ", StringComparison.Ordinal));
        return new RecordedAnswer(
            new HttpMethod(request[0]),
            request[1],
            body,
            headers.Find(header => header.StartsWith("Accept: ", StringComparison.Ordinal))?["Accept: ".Length..],
            int.Parse(entry.GetProperty("status").GetString()!.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture),
            type?["content-type: ".Length..] ?? "",
            File.ReadAllText(Path.Combine(Repository.Texts, file)));
    }

    [GeneratedRegex("User \\\\\"(?!system:)[^\"\\\\]+\\\\\"")]
    private static partial Regex UserName();

    private sealed record RecordedAnswer(HttpMethod Method, string Path, string? Body, string? Accept, int Code, string ContentType, string Text);
}
