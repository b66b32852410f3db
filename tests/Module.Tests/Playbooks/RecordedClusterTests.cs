using System.Text.RegularExpressions;

namespace Module.Tests.Playbooks;

/// <summary>What the triage says of clusters that a real control plane wrote, each with the truth beside it.</summary>
public sealed partial class RecordedClusterTests : IDisposable
{
    private readonly ModuleShell _shell = new();

    private static string Bundles => Path.GetFullPath(Path.Combine(ModuleShell.Root, "..", "shared", "bundles"));

    [SharedBundleFact]
    public void The_fault_of_each_is_named_first_and_on_its_object()
    {
        var wrong = new List<string>();
        foreach (var truth in Directory.GetFiles(Path.Combine(Bundles, "control-plane", "truth"), "*.yaml").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(truth);
            var text = File.ReadAllText(truth);
            var expected = Field("cause", text) == "None" ? "" : $"{Field("cause", text)} {Field("object", text)}";
            var found = First(Path.Combine(Bundles, "control-plane", name));
            if (found != expected)
            {
                wrong.Add($"{name}: '{found}' in place of '{expected}'");
            }
        }

        Assert.Empty(wrong);
    }

    [SharedBundleFact]
    public void The_broken_workload_of_a_real_cluster_comes_first() =>
        Assert.Equal("BadArguments Deployment/velero/velero", First(Path.Combine(Bundles, "support-bundle-1.23")));

    [SharedBundleFact]
    public void A_real_cluster_that_has_recovered_is_healthy() =>
        Assert.Equal("Healthy 0", _shell.Text("Invoke-Triage $args[0] | ForEach-Object { '{0} {1}' -f $_.Conclusion, $_.Findings.Count }", Path.Combine(Bundles, "support-bundle-1.32")));

    public void Dispose() => _shell.Dispose();

    private string First(string bundle) => _shell.Text(
        "(Invoke-Triage $args[0]).Findings | Where-Object Rank -EQ 1 | ForEach-Object { '{0} {1}/{2}/{3}' -f $_.Cause, $_.Target.Kind, $_.Target.Namespace, $_.Target.Name }", bundle);

    private static string Field(string name, string text) =>
        Line().Matches(text).FirstOrDefault(match => match.Groups["name"].Value == name)?.Groups["value"].Value ?? "";

    [GeneratedRegex(@"^(?<name>\w+): '?(?<value>[^'\r\n]*?)'?\r?$", RegexOptions.Multiline)]
    private static partial Regex Line();
}
