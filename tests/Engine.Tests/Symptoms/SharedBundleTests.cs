using System.Text.RegularExpressions;
using RunbookTools.Engine.Sources;
using RunbookTools.Engine.Symptoms;

namespace Engine.Tests.Symptoms;

public class SharedBundleTests
{
    // Nothing is written anywhere about a service that a quota refused.
    private static readonly string[] s_silent = ["quota-services"];

    [SharedBundleFact]
    public async Task Every_fault_shows_on_its_object_or_what_belongs_to_it()
    {
        var missed = new List<string>();
        foreach (var truth in Directory.GetFiles(Path.Combine(Repository.SharedBundles, "control-plane", "truth"), "*.yaml").Order())
        {
            var name = Path.GetFileNameWithoutExtension(truth);
            var target = Regex.Match(await File.ReadAllTextAsync(truth), @"(?m)^object: (?<kind>[A-Za-z]+)/(?<ns>[^/]*)/(?<name>\S+)");
            if (!target.Success || s_silent.Contains(name))
            {
                continue;
            }

            var inventory = await Read(Path.Combine("control-plane", name));
            var fault = new KubeTarget(target.Groups["kind"].Value, target.Groups["ns"].Value is { Length: > 0 } ns ? ns : null, target.Groups["name"].Value);
            if (!SymptomFinder.Find(inventory, []).Any(symptom => IsAbout(inventory, symptom, fault)))
            {
                missed.Add($"{name}: {fault}");
            }
        }

        Assert.Empty(missed);
    }

    [SharedBundleFact]
    public async Task Healthy_clusters_show_nothing_that_counts()
    {
        foreach (var name in new[] { "control-plane/healthy-quiet", "control-plane/healthy-mid-rollout", "support-bundle-1.32" })
        {
            Assert.DoesNotContain(SymptomFinder.Find(await Read(name), []), symptom => symptom.Severity < Severity.Info);
        }
    }

    [SharedBundleFact]
    public async Task The_old_bundle_shows_its_broken_workload_first()
    {
        var symptoms = SymptomFinder.Find(await Read("support-bundle-1.23"), []);

        Assert.Equal("Deployment velero/velero", symptoms[0].Owner.ToString());
        Assert.DoesNotContain(symptoms.Skip(1), symptom => symptom.Severity <= Severity.Error);
    }

    private static bool IsAbout(ClusterInventory inventory, Symptom symptom, KubeTarget fault) =>
        new[] { symptom.Object, symptom.Owner }.Any(target => (target.Kind, target.Namespace, target.Name) == (fault.Kind, fault.Namespace, fault.Name))
        // A service shows what its workload has been told.
        || (inventory.Find(symptom.Object) is KubeService service && inventory.Find(fault) is KubeWorkload workload
            && service.Selector.All(pair => workload.Template.Labels.GetValueOrDefault(pair.Key) == pair.Value));

    private static Task<ClusterInventory> Read(string name) =>
        ClusterSources.OpenPath(Path.Combine(Repository.SharedBundles, name)).ReadAsync(CancellationToken.None);
}
