namespace Module.Tests;

public sealed class CompletionTests : IDisposable
{
    private readonly ModuleShell _shell = ModuleShell.Connected(ModuleShell.Data("shop"));

    public void Dispose() => _shell.Dispose();

    [Theory]
    [InlineData("Get-KubePod -Namespace ", "kube-node-lease", "lab", "shop")]
    [InlineData("Get-KubePod -Namespace s", "shop")]
    [InlineData("Get-KubePod web", "web-1", "web-2")]
    [InlineData("Get-KubePod -Namespace lab -Name ", "probe")]
    [InlineData("Get-KubeNode ", "worker-1", "worker-2")]
    [InlineData("Get-KubeWorkload web-", "web-7f9")]
    [InlineData("Get-KubeService ", "web")]
    [InlineData("Get-KubeContainer s", "setup")]
    [InlineData("Get-KubeLog web-2 -Container ", "app", "setup")]
    [InlineData("Get-KubeResource Gi", "Gizmo")]
    [InlineData("Get-KubeResource node worker-2", "worker-2")]
    [InlineData("Get-KubeWorkload -Kind Dep", "Deployment")]
    [InlineData("Get-KubePod -Cluster ", "shop")]
    [InlineData("Get-KubeContainer -Pod web-", "web-1", "web-2")]
    [InlineData("Get-KubeCondition -Type PodSch", "PodScheduled")]
    [InlineData("Invoke-Playbook CrashLoop web-", "web-1", "web-2", "web-7f9")]
    [InlineData("Invoke-Triage -Suppress NodeCor", "NodeCordoned")]
    [InlineData("Invoke-Triage -Suppress NodeCordoned@Node", "'NodeCordoned@Node//worker-1'", "'NodeCordoned@Node//worker-2'")]
    public void Completes_from_what_is_in_memory(string line, params string[] expected) => Assert.Equal(expected, _shell.Complete(line));

    [Theory]
    [InlineData("Get-KubePod -Namespace ")]
    [InlineData("Get-KubePod -Name zzz")]
    [InlineData("Get-KubePod -Cluster ")]
    [InlineData("Get-KubeLog -Container ")]
    public void Offers_nothing_and_says_nothing_without_a_cluster(string line)
    {
        using var bare = new ModuleShell();

        Assert.DoesNotContain(bare.Complete(line), text => text.Contains("web", StringComparison.Ordinal));
    }

    [Fact]
    public void Contexts_come_from_the_kubeconfig_without_running_its_plugins()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, """
                apiVersion: v1
                kind: Config
                clusters:
                - cluster: {server: https://a.example}
                  name: cluster-a
                contexts:
                - context:
                    cluster: cluster-a
                    user: me
                  name: prod
                - name: "stage"
                  context: {cluster: cluster-a, user: me}
                users:
                - name: me
                  user: {exec: {command: /bin/false}}
                """);

            Assert.Equal(["prod", "stage"], _shell.Complete($"Connect-KubeCluster -KubeConfig '{file}' -Context "));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
