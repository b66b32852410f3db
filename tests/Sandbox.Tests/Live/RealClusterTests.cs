using RunbookTools.Engine.Sources;
using RunbookTools.Engine.Sources.Live;
using RunbookTools.Engine.Symptoms;
using RunbookTools.Model;

namespace Sandbox.Tests.Live;

/// <summary>The same against a real cluster. Nothing is created in it: all there is to test is reading.</summary>
public class RealClusterTests
{
    [RealClusterFact]
    public async Task Reads_a_real_cluster_and_names_what_it_cannot()
    {
        var log = new LiveLog();

        var live = await ClusterSources.OpenLive(new LiveOptions { KubeConfig = RealClusterFactAttribute.KubeConfig, Log = log }).ReadAsync(CancellationToken.None);

        Assert.NotEmpty(live.Objects);
        Assert.NotNull(live.ServerVersion);
        Assert.All(live.Coverage.Gaps, gap => Assert.True(gap.Kind is GapKind.Forbidden or GapKind.Absent, $"{gap}"));
        Assert.All(live.Coverage.Gaps.Where(gap => gap.Kind == GapKind.Forbidden), gap => Assert.NotNull(gap.Remedy));
        Assert.All(live.Objects.OfType<KubeSecret>(), secret => Assert.Null(secret.Keys));
        SymptomFinder.Find(live, []);
        var sent = new List<string>();
        while (log.TryTake(out var entry))
        {
            sent.Add(entry.Text);
        }

        Assert.All(sent.Where(text => !text.StartsWith("GET ", StringComparison.Ordinal)), text => Assert.StartsWith("POST ", text, StringComparison.Ordinal));
        Assert.All(sent.Where(text => text.StartsWith("POST ", StringComparison.Ordinal)), text => Assert.Contains("/selfsubject", text, StringComparison.Ordinal));
    }

    [RealClusterFact]
    public async Task Counts_the_pods_kubectl_counts()
    {
        var live = await ClusterSources.OpenLive(new LiveOptions { KubeConfig = RealClusterFactAttribute.KubeConfig }).ReadAsync(CancellationToken.None);
        var (code, output) = await Kubectl.RunAsync(RealClusterFactAttribute.KubeConfig!, "get pods -n kube-system -o name");

        Assert.True(code == 0, output);
        Assert.Equal(
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line["pod/".Length..]).Order(StringComparer.Ordinal),
            live.All<KubePod>().Where(pod => pod.Namespace == "kube-system").Select(pod => pod.Name).Order(StringComparer.Ordinal));
    }

    [RealClusterFact]
    public async Task Tells_the_rights_kubectl_tells()
    {
        var access = await AccessReport.AskAsync(new LiveOptions { KubeConfig = RealClusterFactAttribute.KubeConfig }, false, CancellationToken.None);

        foreach (var right in access.Rights.Where(right => right.Kind is "Pod" or "Node" or "Secret"))
        {
            var (_, output) = await Kubectl.RunAsync(RealClusterFactAttribute.KubeConfig!, $"auth can-i {right.Verb} {right.Resource} -A");
            Assert.Equal(right.Scope == AccessScope.Everywhere, output.Split('\n').Any(line => line.Trim() == "yes"));
        }
    }
}
