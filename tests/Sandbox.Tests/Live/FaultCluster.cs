using System.Text;
using RunbookTools.Engine.Inventory;

namespace Sandbox.Tests.Live;

/// <summary>
/// A small cluster that holds everything a triage asks for: one service is killed for memory and takes another with it; of every other kind an empty list; and more
/// config maps than fit on a page.
/// </summary>
public sealed class FaultCluster : IDisposable
{
    private const int ConfigMaps = 600;

    public FaultCluster()
    {
        Path = Directory.CreateTempSubdirectory("faults-").FullName;
        var scenario = System.IO.Path.Combine(Repository.Root, "tests", "scenarios", "crashloop-dependency-victim");
        foreach (var file in Directory.EnumerateFiles(scenario, "*", SearchOption.AllDirectories).Where(file => System.IO.Path.GetFileName(file) != "expect.yaml"))
        {
            var copy = System.IO.Path.Combine(Path, System.IO.Path.GetRelativePath(scenario, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        // Every log that is asked for is there.
        File.WriteAllText(System.IO.Path.Combine(Path, "logs", "shop", "payments-6f9d8c5b74-x7k2q", "payments.log"), "2026-01-01T00:00:00Z starting\n");
        var text = new StringBuilder();
        foreach (var kind in KindTable.All)
        {
            text.Append("---\n{apiVersion: ").Append(kind.ApiVersion).Append(", kind: ").Append(kind.Kind).Append("List, items: []}\n");
        }

        for (var index = 0; index < ConfigMaps; index++)
        {
            text.Append("---\n{apiVersion: v1, kind: ConfigMap, metadata: {name: \"noise-").Append(index).Append("\", namespace: shop}}\n");
        }

        File.WriteAllText(System.IO.Path.Combine(Path, "rest.yaml"), text.ToString());
    }

    /// <summary>Where its files are.</summary>
    public string Path { get; }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
