namespace Sandbox.Tests.Live;

/// <summary>What holds of every cluster: of the sandbox always, and of a real one when there is one.</summary>
public class RealClusterTests
{
    [Fact]
    public Task Reads_a_sandbox_and_names_what_it_cannot() => InSandboxAsync(ClusterChecks.ReadsItAndNamesWhatItCannotAsync);

    [RealClusterFact]
    public Task Reads_a_real_cluster_and_names_what_it_cannot() => ClusterChecks.ReadsItAndNamesWhatItCannotAsync(RealClusterFactAttribute.KubeConfig!);

    [Fact]
    public Task Saves_of_a_sandbox_what_reads_back_the_same() => InSandboxAsync(ClusterChecks.SavesWhatReadsBackTheSameAsync);

    [RealClusterFact]
    public Task Saves_of_a_real_cluster_what_reads_back_the_same() => ClusterChecks.SavesWhatReadsBackTheSameAsync(RealClusterFactAttribute.KubeConfig!);

    [KubectlTheory]
    [InlineData("kube-system")]
    public Task Counts_the_pods_of_a_sandbox_kubectl_counts(string ns) => InSandboxAsync(kubeConfig => ClusterChecks.CountsThePodsKubectlCountsAsync(kubeConfig, ns));

    [RealClusterFact]
    public Task Counts_the_pods_of_a_real_cluster_kubectl_counts() => ClusterChecks.CountsThePodsKubectlCountsAsync(RealClusterFactAttribute.KubeConfig!, "kube-system");

    [KubectlTheory]
    [InlineData("Pod", "Node", "Secret")]
    public Task Tells_the_rights_in_a_sandbox_kubectl_tells(params string[] kinds) => InSandboxAsync(kubeConfig => ClusterChecks.TellsTheRightsKubectlTellsAsync(kubeConfig, kinds));

    [RealClusterFact]
    public Task Tells_the_rights_in_a_real_cluster_kubectl_tells() => ClusterChecks.TellsTheRightsKubectlTellsAsync(RealClusterFactAttribute.KubeConfig!, ["Pod", "Node", "Secret"]);

    private static async Task InSandboxAsync(Func<string, Task> check)
    {
        await using var server = await TestServer.StartAsync();
        await check(server.Server.KubeConfigPath);
    }
}
