using System.Text.RegularExpressions;

namespace Module.Tests;

public sealed partial class ViewTests : IDisposable
{
    private readonly ModuleShell _shell = ModuleShell.Connected(ModuleShell.Data("shop"), width: 80);

    public void Dispose() => _shell.Dispose();

    [Theory]
    [InlineData("Get-KubePod web-1", "Namespace Name Ready Status Restarts Age", "shop web-1 0/1 CrashLoopBackOff 4 (2m ago) 120m")]
    [InlineData("Get-KubeNode worker-2", "Name Status Roles Age Version Internal-IP Taints", "worker-2 Ready,SchedulingDisabled <none> 19d v1.33.1")]
    [InlineData("Get-KubeWorkload", "Namespace Kind Name Ready Status Age Up-to-date Available", "shop Deployment web 1/2 Degraded 10d 2 1")]
    [InlineData("Get-KubeService", "Namespace Name Endpoints Type Cluster-IP External-IP Port(s) Age", "shop web 1/2 ClusterIP 10.96.0.7 <none> 80/TCP 10d")]
    [InlineData("Get-KubeEvent -Type Warning", "Last seen Type Reason Object Message", "60s (x17) Warning BackOff pod/web-1 Back-off restarting failed")]
    [InlineData("Get-KubeContainer -Restarted", "Namespace Pod Name Status Last exit Restarts Image", "shop web-1 app CrashLoopBackOff OOMKilled (137) 4")]
    [InlineData("Get-KubeResource gizmo", "Namespace Kind Name Age", "shop Gizmo big 60m")]
    [InlineData("Get-KubeCluster", "Name Captured Version Objects Gaps Source Location", "shop 2026-11-20 14:00Z")]
    [InlineData("Get-KubeRestart", "Namespace Pod Container Restarts Last exit Ended by Ran Ended", "shop web-1 app 4 OOMKilled (137) Kernel 8m 2m ago")]
    [InlineData("Get-KubeLogSign web-1", "Pod Container Sign Subject Text", "web-1 app Error 2026-11-20T13:57:00Z ERROR out of")]
    [InlineData("Get-KubeReference web -Missing", "From Field Object Exists", "configmap/web-config[mode] no")]
    public void Has_the_columns_and_fits_80(string script, string header, string row)
    {
        var screen = Colour().Replace(_shell.Screen(script), "");

        var lines = screen.Split('\n').Select(line => line.TrimEnd()).ToList();
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
        var squeezed = lines.Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ToList();
        Assert.Contains(header, squeezed);
        Assert.Contains(squeezed, line => line.Contains(row, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Get-KubePod web-1")]
    [InlineData("Get-KubeNode")]
    [InlineData("Get-KubeWorkload")]
    [InlineData("Get-KubeService")]
    [InlineData("Get-KubeEvent -Type Warning")]
    [InlineData("Get-KubeContainer -Restarted")]
    [InlineData("Get-KubeRestart")]
    [InlineData("Get-KubeSymptom")]
    [InlineData("Get-KubeLog web-*")]
    [InlineData("(Get-KubeCluster).Coverage")]
    public void Looks_the_same_when_it_comes_out_of_another_process(string script)
    {
        var here = _shell.Screen(script);

        Assert.True(here.Trim().Length > 20, here);
        Assert.Equal(here, Copied(script, depth: 2));
    }

    [Theory]
    [InlineData("Get-KubePod web-1")]
    [InlineData("Get-KubeNode")]
    [InlineData("Get-KubeWorkload")]
    [InlineData("Get-KubeService")]
    [InlineData("Get-KubeEvent -Type Warning")]
    [InlineData("Get-KubeSymptom")]
    [InlineData("Get-KubeLog web-*")]
    [InlineData("(Get-KubeCluster).Coverage")]
    public void Looks_the_same_when_it_comes_out_of_a_job(string script) => Assert.Equal(_shell.Screen(script), Copied(script, depth: 1));

    // Export-Clixml writes two levels of an object, a job one.
    private string Copied(string script, int depth) =>
        _shell.Screen($"$t = [System.Management.Automation.PSSerializer]; @({script}) | ForEach-Object {{ $t::Deserialize($t::Serialize($_, {depth})) }}");

    [Fact]
    public void Ages_are_moments_where_nobody_knows_when_the_cluster_was_captured()
    {
        var text = _shell.Run("$t = [System.Management.Automation.PSSerializer]; $t::Serialize((Get-KubePod web-1), 2)")[0].ToString().Replace("\"Cluster\">shop", "\"Cluster\">elsewhere", StringComparison.Ordinal);

        Assert.Contains("2026-11-20 12:00Z", _shell.Screen($"[System.Management.Automation.PSSerializer]::Deserialize('{text.Replace("'", "''", StringComparison.Ordinal)}')"), StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_of_several_logs_say_whose_they_are()
    {
        var lines = _shell.Screen("Get-KubeLog web-*").Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Contains(lines, line => line.StartsWith("[pod/web-1/app] ", StringComparison.Ordinal));
        Assert.Contains("[pod/web-2/app] 2026-11-20T12:00:06Z listening", lines);
        Assert.Equal("KubeLogLine", _shell.Run("(Get-KubeLog web-*)[0].GetType().Name")[0].ToString());
    }

    [Fact]
    public void Coverage_says_what_was_read_and_what_was_not()
    {
        var screen = _shell.Screen("(Get-KubeCluster).Coverage");

        Assert.StartsWith("Read: ", screen.TrimStart(), StringComparison.Ordinal);
        Assert.Contains("Pod 3", screen, StringComparison.Ordinal);
    }

    [Fact]
    public void Log_lines_show_their_text_only() =>
        Assert.Equal("2026-11-20T12:00:06Z listening", _shell.Screen("Get-KubeLog web-2").Trim());

    [Fact]
    public void Colour_tells_bad_from_good()
    {
        var screen = _shell.Screen("Get-KubePod -Namespace shop");

        Assert.Contains("\u001b[91mCrashLoopBackOff", screen, StringComparison.Ordinal);
        Assert.Contains("\u001b[32mRunning", screen, StringComparison.Ordinal);
    }

    [GeneratedRegex("\u001b\\[[0-9;]*m")]
    private static partial Regex Colour();
}
