using RunbookTools.Engine.Snapshots;
using RunbookTools.Engine.Sources;
using RunbookTools.Engine.Sources.Live;
using RunbookTools.Engine.Symptoms;
using RunbookTools.Model;

namespace Sandbox.Tests.Live;

/// <summary>What holds of every cluster, a real one too. Nothing is created in it: all there is to test is reading.</summary>
internal static class ClusterChecks
{
    /// <summary>What is read and what is not, by requests that only read, none of them twice.</summary>
    public static async Task ReadsItAndNamesWhatItCannotAsync(string kubeConfig)
    {
        var log = new LiveLog();

        var live = await ClusterSources.OpenLive(new LiveOptions { KubeConfig = kubeConfig, Log = log }).ReadAsync(CancellationToken.None);

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
        var lists = sent.Where(text => text.Contains("limit=", StringComparison.Ordinal) && text.Contains(" 200 in ", StringComparison.Ordinal)).Select(text => text.Split(' ')[1]).ToList();
        Assert.NotEmpty(lists);
        Assert.Equal(lists.Distinct(), lists);
    }

    /// <summary>The pods are those kubectl lists.</summary>
    public static async Task CountsThePodsKubectlCountsAsync(string kubeConfig, string ns)
    {
        var live = await ClusterSources.OpenLive(new LiveOptions { KubeConfig = kubeConfig }).ReadAsync(CancellationToken.None);
        var (code, output) = await Kubectl.RunAsync(kubeConfig, $"get pods -n {ns} -o name");

        Assert.True(code == 0, output);
        Assert.Equal(
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line["pod/".Length..]).Order(StringComparer.Ordinal),
            live.All<KubePod>().Where(pod => pod.Namespace == ns).Select(pod => pod.Name).Order(StringComparer.Ordinal));
    }

    /// <summary>The rights are those kubectl tells, and the same after reading.</summary>
    public static async Task TellsTheRightsKubectlTellsAsync(string kubeConfig, IReadOnlyList<string> kinds)
    {
        var options = new LiveOptions { KubeConfig = kubeConfig };
        var access = await AccessReport.AskAsync(options, false, CancellationToken.None);

        foreach (var right in access.Rights.Where(right => kinds.Contains(right.Kind)))
        {
            var (_, output) = await Kubectl.RunAsync(kubeConfig, $"auth can-i {right.Verb} {right.Resource} -A");
            Assert.Equal(right.Scope == AccessScope.Everywhere, output.Split('\n').Any(line => line.Trim() == "yes"));
        }

        Assert.Equal(access.Manifest, AccessReport.Of(await ClusterSources.OpenLive(options).ReadAsync(CancellationToken.None), [], false).Manifest);
    }

    /// <summary>What is saved reads back as what was read.</summary>
    public static async Task SavesWhatReadsBackTheSameAsync(string kubeConfig)
    {
        var folder = Directory.CreateTempSubdirectory("cluster-");
        try
        {
            var options = new SnapshotOptions { Redaction = Redaction.None, Logs = SnapshotLogs.None };
            var saved = await SnapshotWriter.WriteAsync(ClusterSources.OpenLive(new LiveOptions { KubeConfig = kubeConfig }), Path.Combine(folder.FullName, "copy"), options, CancellationToken.None);

            var copy = await ClusterSources.OpenPath(saved.File.FullName).ReadAsync(CancellationToken.None);

            Assert.Equal(saved.Inventory.Objects.Select(item => $"{item}").Order(StringComparer.Ordinal), copy.Objects.Select(item => $"{item}").Order(StringComparer.Ordinal));
            Assert.Equal((saved.Inventory.CapturedAt, saved.Inventory.ServerVersion), (copy.CapturedAt, copy.ServerVersion));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
