namespace Sandbox.Tests;

/// <summary>kubectl is satisfied.</summary>
public class KubectlTests
{
    [KubectlTheory]
    [InlineData("get pods -n shop", "payments-zhskg5tpm9-4bs8z       0/1     CrashLoopBackOff   7 (2m19s ago)   24m")]
    [InlineData("get pods -A -o wide", "10.244.3.")]
    [InlineData("get pods -A", "Warning: the support bundle has pods of these namespaces only")]
    [InlineData("get pods -n shop -o name", "pod/orders-db-0")]
    [InlineData("get pods -n shop -o yaml", "kind: List")]
    [InlineData("get pods -n shop -o json --chunk-size=5", "\"name\": \"storefront-g27csb8v86-9bstl\"")]
    [InlineData("get all -n shop", "deployment.apps/payments     0/2     2            0           51d")]
    [InlineData("get rc -n shop", "No resources found in shop namespace.")]
    [InlineData("cluster-info dump --namespaces shop", "heap above target")]
    [InlineData("get nodes", "worker-3   Ready    <none>   69d   v1.32.9")]
    [InlineData("get events -n shop", "Back-off restarting failed container app in pod payments")]
    [InlineData("get pods -n shop --sort-by=.metadata.creationTimestamp", "orders-db-0")]
    [InlineData("get pods -n shop -L app.kubernetes.io/name", "payments-zhskg5tpm9-5bbzs")]
    [InlineData("describe pod -n shop payments-zhskg5tpm9-4bs8z", "Back-off restarting failed container app")]
    [InlineData("describe node worker-3", "payments-zhskg5tpm9-4bs8z")]
    [InlineData("describe deploy -n shop payments", "payments-zhskg5tpm9")]
    [InlineData("logs -n shop deploy/payments --tail=1", "heap above target")]
    [InlineData("logs -n shop payments-zhskg5tpm9-4bs8z -p --limit-bytes=20", "ts=2026-11-20T")]
    [InlineData("api-resources", "deployments")]
    [InlineData("api-resources --api-group=apps -o name", "statefulsets.apps")]
    [InlineData("api-versions", "networking.k8s.io/v1")]
    [InlineData("version", "Server Version: v1.32.9")]
    [InlineData("cluster-info", "Kubernetes control plane")]
    [InlineData("events -n shop", "BackOff")]
    [InlineData("auth can-i list pods -n shop", "yes")]
    [InlineData("auth can-i --list -n shop", "pods/log")]
    [InlineData("auth whoami", "sandbox")]
    [InlineData("get --raw /readyz", "ok")]
    [InlineData("get pods -n shop --watch --request-timeout=5s", "orders-db-0")]
    public async Task It_prints_what_it_prints_of_a_real_cluster(string arguments, string expected)
    {
        await using var server = await TestServer.StartAsync();

        var (code, output) = await Kubectl.RunAsync(server.Server.KubeConfigPath, arguments);

        Assert.Contains(expected, output, StringComparison.Ordinal);
        Assert.True(code == 0, output);
    }

    [KubectlTheory]
    [InlineData("get secrets -n shop", "Error from server (Forbidden): secrets is forbidden")]
    [InlineData("get csr", "at the cluster scope: not in the support bundle")]
    [InlineData("get resourceclaims -A", "the server doesn't have a resource type \"resourceclaims\"")]
    [InlineData("get pod -n shop nope", "Error from server (NotFound): pods \"nope\" not found")]
    [InlineData("delete pod -n shop orders-db-0", "cannot delete resource \"pods\"")]
    [InlineData("scale -n shop deploy/payments --replicas=3", "forbidden")]
    [InlineData("top nodes", "Metrics API not available")]
    [InlineData("auth can-i delete pods", "no")]
    public async Task It_prints_refusals_as_it_prints_those_of_a_real_cluster(string arguments, string expected)
    {
        await using var server = await TestServer.StartAsync();

        var (code, output) = await Kubectl.RunAsync(server.Server.KubeConfigPath, arguments);

        Assert.Contains(expected, output, StringComparison.Ordinal);
        Assert.NotEqual(0, code);
    }

    [KubectlTheory]
    [InlineData("get nodes", "secret-token")]
    [InlineData("get nodes", null)]
    public async Task It_shows_the_token_of_the_kubeconfig_over_tls_and_is_never_asked_for_a_password(string arguments, string? token)
    {
        await using var server = await TestServer.StartAsync(change: options => options with { Tls = true, Token = token });

        var (_, output) = await Kubectl.RunAsync(server.Server.KubeConfigPath, arguments);

        Assert.Contains("worker-3", output, StringComparison.Ordinal);
    }

    [KubectlTheory(NeedsBundles = true)]
    [InlineData("top nodes", "b9aead2c1   102m         5%       1166Mi          14%")]
    [InlineData("top pods -A", "coredns-ff8999cc5-6rpll")]
    [InlineData("get certificates -A", "traefik-self-signed   True    traefik-self-signed")]
    [InlineData("get all -n traefik --ignore-not-found", "pod/traefik")]
    public async Task It_prints_metrics_and_custom_resources_of_a_real_bundle(string arguments, string expected)
    {
        await using var server = await TestServer.StartAsync(Path.Combine(Repository.SharedBundles, "support-bundle-1.32"));

        var (_, output) = await Kubectl.RunAsync(server.Server.KubeConfigPath, arguments);

        Assert.Contains(expected, output, StringComparison.Ordinal);
    }
}
