
namespace Module.Tests;

public class ImportTests
{
    [Fact]
    public void Every_command_the_manifest_names_is_there_and_no_other()
    {
        using var session = new ModuleSession();

        var named = ((Array)Manifest()["CmdletsToExport"]!).Cast<object>().Select(name => $"{name}").Order(StringComparer.Ordinal);
        var found = session.Texts("(Get-Command -Module RunbookTools).Name").Order(StringComparer.Ordinal);

        Assert.Equal(named, found);
    }

    [Fact]
    public void Imports_twice_and_still_works()
    {
        using var session = new ModuleSession();

        session.RunClean($"Import-Module '{ModuleSession.Manifest}'; Import-Module '{ModuleSession.Manifest}' -Force");

        Assert.Equal(["checkout-outage"], session.Texts($"(Connect-KubeCluster '{ModuleSession.Sample}').Name"));
    }

    [Fact]
    public void Each_runspace_has_its_own_current_cluster()
    {
        using var one = new ModuleSession(ModuleSession.Sample);
        using var other = new ModuleSession();

        Assert.Single(one.RunClean("Get-KubeCluster"));
        Assert.Empty(other.RunClean("Get-KubeCluster"));
        Assert.Equal(["NotConnected"], other.ErrorIds("Get-KubePod"));
    }

    [Fact]
    public void An_object_finds_its_cluster_from_another_runspace()
    {
        using var one = new ModuleSession(ModuleSession.Sample);
        using var other = new ModuleSession();
        var pod = one.RunClean("Get-KubePod -Name payments*")[0];

        using var shell = other.Start("param($pod) $pod | Get-KubeWorkload").AddArgument(pod);

        Assert.Equal("Deployment shop/payments", shell.Invoke().Single().ToString());
    }

    private static System.Collections.Hashtable Manifest()
    {
        var script = System.Management.Automation.Language.Parser.ParseFile(ModuleSession.Manifest, out _, out _);
        return (System.Collections.Hashtable)script.Find(part => part is System.Management.Automation.Language.HashtableAst, searchNestedScriptBlocks: true)!.SafeGetValue();
    }
}
