namespace Sandbox.Tests;

/// <summary>Every bundle there is can be served.</summary>
public class BundleTests
{
    [SharedBundleFact]
    public async Task Every_kind_of_every_real_bundle_is_listed_or_refused()
    {
        var folders = Directory.GetDirectories(Repository.SharedBundles, "support-bundle-*")
            .Concat(Directory.GetDirectories(Path.Combine(Repository.SharedBundles, "control-plane")).Where(folder => Directory.Exists(Path.Combine(folder, "cluster-resources"))))
            .Order(StringComparer.Ordinal)
            .ToList();
        Assert.NotEmpty(folders);
        foreach (var folder in folders)
        {
            await using var server = await TestServer.StartAsync(folder);
            var pods = await server.GetAsync("/api/v1/pods");
            Assert.NotEmpty(pods.Names);
            foreach (var (path, accept) in (await PathsAsync(server)).SelectMany(path => new[] { (path, (string?)null), (path, "application/json;as=Table;v=v1;g=meta.k8s.io") }))
            {
                var answer = await server.GetAsync(path, accept);
                Assert.True(answer.Code is 200 or 403, $"{folder} {path}: {answer.Body}");
                Assert.NotEmpty(answer.At("kind").GetString()!);
            }
        }
    }

    [SharedBundleFact]
    public async Task What_the_server_of_a_bundle_had_is_served_in_its_versions_and_refused_where_nothing_of_it_is_known()
    {
        await using var server = await TestServer.StartAsync(Path.Combine(Repository.SharedBundles, "support-bundle-1.23"));

        var storage = await server.GetAsync("/apis/storage.k8s.io/v1beta1");
        var capacities = await server.GetAsync("/apis/storage.k8s.io/v1beta1/csistoragecapacities");
        var slices = await server.GetAsync("/apis/resource.k8s.io/v1/resourceslices");

        Assert.Equal("csistoragecapacities", Assert.Single(storage.At("resources").EnumerateArray()).GetProperty("name").GetString());
        Assert.EndsWith(": not in the support bundle", capacities.At("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(404, slices.Code);
    }

    [SharedBundleFact]
    public async Task Metrics_of_a_bundle_are_served()
    {
        await using var server = await TestServer.StartAsync(Path.Combine(Repository.SharedBundles, "support-bundle-1.32"));

        var nodes = await server.GetAsync("/apis/metrics.k8s.io/v1beta1/nodes");
        var pods = await server.GetAsync("/apis/metrics.k8s.io/v1beta1/namespaces/kube-system/pods");

        Assert.Equal("NodeMetricsList", nodes.At("kind").GetString());
        Assert.Equal("1194108Ki", nodes.At("items")[0].GetProperty("usage").GetProperty("memory").GetString());
        Assert.NotEmpty(pods.Names);
    }

    [SharedBundleFact]
    public async Task Custom_resources_are_served_with_the_columns_of_their_definition()
    {
        await using var server = await TestServer.StartAsync(Path.Combine(Repository.SharedBundles, "support-bundle-1.32"));

        var table = await server.GetAsync("/apis/cert-manager.io/v1/certificates", "application/json;as=Table;v=v1;g=meta.k8s.io");
        var list = await server.GetAsync("/apis/cert-manager.io/v1/certificates");

        Assert.Equal(
            ["Name", "Ready", "Secret", "Issuer", "Status", "Age"],
            table.At("columnDefinitions").EnumerateArray().Select(column => column.GetProperty("name").GetString()));
        Assert.Equal("True", table.At("rows")[0].GetProperty("cells")[1].GetString());
        Assert.Equal("Certificate", list.At("items")[0].GetProperty("kind").GetString());
    }

    private static async Task<List<string>> PathsAsync(TestServer server)
    {
        var paths = new List<string>();
        foreach (var root in new[] { "/api", "/apis" })
        {
            var discovery = await server.GetAsync(root, "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList");
            foreach (var group in discovery.At("items").EnumerateArray())
            {
                var name = group.GetProperty("metadata").TryGetProperty("name", out var found) ? found.GetString() + "/" : "";
                foreach (var version in group.GetProperty("versions").EnumerateArray())
                {
                    paths.AddRange(version.GetProperty("resources").EnumerateArray()
                        .Where(resource => resource.GetProperty("verbs").EnumerateArray().Any(verb => verb.GetString() == "list"))
                        .Select(resource => $"{root}/{name}{version.GetProperty("version").GetString()}/{resource.GetProperty("resource").GetString()}"));
                }
            }
        }

        return paths;
    }
}
