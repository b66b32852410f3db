using System.Collections;
using System.Management.Automation.Language;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.Loader;

namespace Module.Tests;

public class ImportTests
{
    [Fact]
    public void Every_command_the_manifest_names_is_there_and_no_other()
    {
        using var session = new ModuleShell();

        var named = ((Array)ReadManifest()["CmdletsToExport"]!).Cast<object>().Select(name => $"{name}").Order(StringComparer.Ordinal);
        var found = session.Clean("(Get-Command -Module RunbookTools).Name").Order(StringComparer.Ordinal);

        Assert.Equal(named, found);
    }

    [Fact]
    public void Imports_twice_and_still_works()
    {
        using var session = new ModuleShell();

        session.Clean("Import-Module $args[0]; Import-Module $args[0] -Force", Manifest);

        Assert.Equal(["checkout-outage"], session.Clean("(Connect-KubeCluster $args[0]).Name", ModuleShell.Sample));
    }

    [Fact]
    public void Each_runspace_has_its_own_current_cluster()
    {
        using var one = ModuleShell.Connected(ModuleShell.Sample);
        using var other = new ModuleShell();

        Assert.Single(one.Clean("Get-KubeCluster"));
        Assert.Empty(other.Clean("Get-KubeCluster"));
        Assert.Equal(["NotConnected"], other.ErrorIds("Get-KubePod"));
    }

    [Fact]
    public void An_object_finds_its_cluster_from_another_runspace()
    {
        using var one = ModuleShell.Connected(ModuleShell.Sample);
        using var other = new ModuleShell();
        var pod = one.Run("Get-KubePod -Name payments*")[0];

        Assert.Equal(["Deployment shop/payments"], other.Clean("$args[0] | Get-KubeWorkload", pod));
    }

    [Fact]
    public void Works_beside_another_YamlDotNet()
    {
        var folder = Directory.CreateTempSubdirectory();
        var path = Path.Combine(folder.FullName, "YamlDotNet.dll");
        var other = new PersistedAssemblyBuilder(new AssemblyName("YamlDotNet") { Version = new Version(1, 2, 3, 4) }, typeof(object).Assembly);
        other.DefineDynamicModule("YamlDotNet").DefineType("YamlDotNet.Core.Parser", System.Reflection.TypeAttributes.Public).CreateType();
        other.Save(path);

        var loaded = AssemblyLoadContext.Default.LoadFromAssemblyPath(path);
        using var session = ModuleShell.Connected(ModuleShell.Data("shop"));

        Assert.Equal(new Version(1, 2, 3, 4), loaded.GetName().Version);
        Assert.Contains(AssemblyLoadContext.All.SelectMany(context => context.Assemblies), assembly => assembly.GetName() is { Name: "YamlDotNet", Version.Major: > 1 });
    }

    private static string Manifest => Path.Combine(ModuleShell.Root, "RunbookTools.psd1");

    private static Hashtable ReadManifest()
    {
        var script = Parser.ParseFile(Manifest, out _, out _);
        return (Hashtable)script.Find(part => part is HashtableAst, searchNestedScriptBlocks: true)!.SafeGetValue();
    }
}
