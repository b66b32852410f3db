using System.Management.Automation;

namespace Module.Tests;

/// <summary>The commands against live clusters.</summary>
public sealed class LiveCommandTests : IDisposable
{
    private const string Token = "a-very-secret-token";
    private readonly ModuleShell _shell = new();
    private readonly string _config = Path.Combine(Path.GetTempPath(), $"kubeconfig-{Guid.NewGuid():N}");

    public void Dispose()
    {
        _shell.Dispose();
        File.Delete(_config);
    }

    [Fact]
    public void Triages_several_clusters_and_says_which_each_thing_is_from()
    {
        using var eu = new SandboxProcess("--token", Token);
        using var us = new SandboxProcess("--token", Token, "--deny", "nodes");
        Write(("eu", eu.Address, eu.Authority), ("us", us.Address, us.Authority), ("gone", "http://127.0.0.1:1", null));
        var expected = Causes(_shell.Run("Invoke-Triage -Snapshot $args[0]", ModuleShell.Sample).Single());

        var reports = _shell.Run("Invoke-Triage -Context eu, us, gone -KubeConfig $args[0] -Verbose", _config);

        Assert.Equal(["Unreachable"], _shell.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Equal(["eu", "us"], reports.Select(report => $"{report.Properties["Cluster"].Value}").Order(StringComparer.Ordinal));
        Assert.All(reports, report => Assert.Equal(expected, Causes(report)));
        foreach (var report in reports)
        {
            var name = $"{report.Properties["Cluster"].Value}";
            foreach (var path in new[] { "Findings.Target", "Hypotheses.Target", "Symptoms.Object", "Findings.Affected", "Hypotheses.Evidence.Exhibits.Object" })
            {
                var clusters = _shell.Clean($"$args[0].{path}.Cluster", report).Distinct();
                Assert.All(clusters, cluster => Assert.Equal(name, cluster));
            }
        }

        _shell.Run("Invoke-Triage -Context eu, us, gone -KubeConfig $args[0] -Verbose", _config);
        Assert.Equal("Unreachable", Assert.Single(_shell.Errors).FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains(_shell.Verbose, line => line.Contains($"GET {eu.Address}/api/v1/pods?limit=500 200 in ", StringComparison.Ordinal));
        Assert.Contains(_shell.Verbose, line => line.Contains($"GET {us.Address}/version 200 in ", StringComparison.Ordinal));
        Assert.DoesNotContain(_shell.Verbose.Concat(_shell.Warnings).Concat(_shell.Errors.Select(error => $"{error} {error.Exception}")), line => line.Contains(Token, StringComparison.Ordinal));
        Assert.Equal(["us"], _shell.Clean("(Get-KubePod -Namespace shop)[0].Cluster"));
    }

    [Fact]
    public void Takes_the_current_context_of_a_kubeconfig_that_is_named_alone()
    {
        using var server = new SandboxProcess();

        Assert.Equal(["sandbox"], _shell.Clean("(Invoke-Triage -KubeConfig $args[0] -WarningAction Ignore).Cluster", server.KubeConfig));
        Assert.Equal(["sandbox"], _shell.Clean("(Get-KubeAccess -KubeConfig $args[0]).Cluster", server.KubeConfig));
        Assert.Equal(["sandbox"], _shell.Clean("(Get-KubeConfigText coredns -Namespace kube-system).Cluster"));
    }

    [Fact]
    public void Tells_and_shows_what_one_may_read()
    {
        using var server = new SandboxProcess("--deny", "nodes", "--deny", "*/log");

        var access = _shell.Run("Get-KubeAccess -Context sandbox -KubeConfig $args[0]", server.KubeConfig).Single();
        _shell.Run("Connect-KubeCluster -Context sandbox -KubeConfig $args[0] -WarningAction Ignore", server.KubeConfig);
        var read = _shell.Run("Get-KubeAccess").Single();

        foreach (var item in new[] { access, read })
        {
            Assert.Equal(["list nodes: Nowhere", "get pods/log: Nowhere"], _shell.Clean("$args[0].Rights | Where-Object { $_.Scope -eq 'Nowhere' -and $_.Kind -in 'Node', 'PodLog' } | ForEach-Object { \"$_\" }", item));
            Assert.Contains("kind: ClusterRole\n", $"{item.Properties["Manifest"].Value}", StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void Shows_rights_as_a_manifest_that_can_be_applied(int width)
    {
        using var server = new SandboxProcess("--deny", "nodes", "--deny", "*/log", "--deny", "*.apps");
        using var shell = new ModuleShell(width);
        var file = Path.Combine(Path.GetTempPath(), $"access-{Guid.NewGuid():N}.yaml");
        try
        {
            // What is redirected comes out of the formatter too.
            File.WriteAllText(file, shell.Screen("Get-KubeAccess -Context sandbox -Namespace shop -KubeConfig $args[0]", server.KubeConfig));

            var lines = File.ReadAllLines(file).SkipWhile(line => line.Length == 0).ToList();
            Assert.All(lines, line => Assert.InRange(line.Length, 0, 79));
            Assert.All(lines.TakeWhile(line => !line.StartsWith("apiVersion:", StringComparison.Ordinal)), line => Assert.StartsWith("#", line, StringComparison.Ordinal));
            Assert.Equal(
                ["ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"],
                shell.Clean("Connect-KubeCluster $args[0] -WarningVariable warnings | Out-Null; $warnings; 'ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding' | ForEach-Object { Get-KubeResource $_ -Namespace * } | ForEach-Object Kind", file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Reads_logs_of_suspects_beforehand_and_no_others()
    {
        using var server = new SandboxProcess();

        var report = _shell.Run("Invoke-Triage -Context sandbox -KubeConfig $args[0] -Verbose", server.KubeConfig).Single();

        var logs = _shell.Verbose.Where(line => line.Contains("/log?", StringComparison.Ordinal)).Select(line => line.Split(' ')[1]).ToList();
        var suspects = _shell.Clean("$args[0].Symptoms.Object.Name", report);
        Assert.NotEmpty(logs);
        Assert.Equal(logs.Count, logs.Distinct().Count());

        // Besides the pods something shows on, the DNS every call hangs on is suspected.
        Assert.All(logs, log => Assert.Contains(suspects.Append("coredns-"), pod => log.Contains($"/pods/{pod}", StringComparison.Ordinal)));
    }

    [Fact]
    public void Means_the_namespace_of_the_context_when_none_is_named()
    {
        using var server = new SandboxProcess();
        Write(("eu", server.Address, server.Authority));

        Assert.Equal(["shop"], _shell.Clean("Connect-KubeCluster -Context eu -KubeConfig $args[0] -WarningAction Ignore | Out-Null; Get-KubePod | ForEach-Object Namespace", _config).Distinct());
        Assert.Contains("kube-system", _shell.Clean("Get-KubePod -Namespace * | ForEach-Object Namespace"));
    }

    private static string Causes(PSObject report) =>
        string.Join("; ", ((System.Collections.IEnumerable)report.Properties["Findings"].Value).Cast<object>().Select(PSObject.AsPSObject)
            .Select(finding => $"{finding.Properties["Verdict"].Value} {finding.Properties["Cause"].Value} {finding.Properties["Target"].Value}"));

    private void Write(params (string Context, string Server, string? Authority)[] all)
    {
        var clusters = all.Select(item => "{name: " + item.Context + ", cluster: {server: \"" + item.Server + "\"" + (item.Authority is null ? "" : ", certificate-authority-data: " + item.Authority) + "}}");
        var contexts = all.Select(item => "{name: " + item.Context + ", context: {cluster: " + item.Context + ", user: me, namespace: shop}}");
        File.WriteAllText(_config, "clusters: [" + string.Join(", ", clusters) + "]\nusers: [{name: me, user: {token: " + Token + "}}]\ncontexts: [" + string.Join(", ", contexts) + "]\n");
    }
}
