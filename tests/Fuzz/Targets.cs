using System.Text;
using RunbookTools.Engine.Inventory;
using RunbookTools.Engine.Sources;
using RunbookTools.Engine.Wire;
using RunbookTools.Model;

namespace Fuzz;

/// <summary>What is fuzzed: each takes any bytes, and fails by an exception that is not one it promises, by hanging, or by what it gives.</summary>
internal static class Targets
{
    /// <summary>The targets by name.</summary>
    public static IReadOnlyDictionary<string, Action<byte[]>> All { get; } = new Dictionary<string, Action<byte[]>>(StringComparer.Ordinal)
    {
        ["wire"] = Wire,
        ["file"] = bytes => Source(bytes, "all.yaml"),
        ["archive"] = bytes => Source(bytes, "bundle.tar"),
        ["log"] = Log,
    };

    /// <summary>A document as a server sends it: whole, and the same in pieces.</summary>
    private static void Wire(byte[] bytes)
    {
        var (whole, gaps) = (new List<KubeObject>(), new CoverageRecord());
        WireReader.Read(bytes, Context(whole, gaps));
        var (pieces, others) = (new List<KubeObject>(), new CoverageRecord());
        using var stream = new PieceStream(bytes);
        WireReader.ReadAsync(stream, Context(pieces, others)).GetAwaiter().GetResult();

        // A document with a byte order mark of UTF-16 is understood as a file only.
        if (bytes is not ([0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]) && !whole.Select(item => item.ToString()).SequenceEqual(pieces.Select(item => item.ToString())))
        {
            throw new InvalidOperationException($"{whole.Count} objects whole, {pieces.Count} in pieces");
        }

        if (whole.Count == 0 && gaps.ToCoverage([]) is { Read.Count: 0, Gaps.Count: 0 })
        {
            throw new InvalidOperationException("nothing was read, and nothing says so");
        }
    }

    /// <summary>A snapshot of one file, and what is found in it.</summary>
    private static void Source(byte[] bytes, string name)
    {
        var folder = Directory.CreateTempSubdirectory("fuzz-");
        try
        {
            var path = Path.Combine(folder.FullName, name);
            File.WriteAllBytes(path, bytes);
            var inventory = ClusterSources.OpenPath(path).ReadAsync(CancellationToken.None).GetAwaiter().GetResult();
            RunbookTools.Engine.Symptoms.SymptomFinder.Find(inventory, []);
            foreach (var map in inventory.All<KubeConfigMap>())
            {
                Check(inventory.ConfigText(map).Entries.SelectMany(entry => entry.Text.Split('\n')));
            }
        }
        catch (SourceException)
        {
            // Refused, with a reason.
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>A log, as a snapshot holds it.</summary>
    private static void Log(byte[] bytes)
    {
        var folder = Directory.CreateTempSubdirectory("fuzz-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "pod.yaml"), "apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop}\nspec: {containers: [{name: app, image: i}]}\n");
            var log = Directory.CreateDirectory(Path.Combine(folder.FullName, "logs", "shop", "web"));
            File.WriteAllBytes(Path.Combine(log.FullName, "app.log"), bytes);
            var inventory = ClusterSources.OpenPath(folder.FullName).ReadAsync(CancellationToken.None).GetAwaiter().GetResult();
            var text = inventory.Log(new LogRequest("shop", "web", "app", false));
            Check(text.Lines.Select(line => line.Text));
            foreach (var sign in RunbookTools.Engine.Primitives.LogSigns.Of(inventory, text.Lines))
            {
                _ = sign.ToString();
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static WireContext Context(List<KubeObject> objects, CoverageRecord coverage) =>
        new() { Cluster = "fuzz", Objects = objects, Coverage = coverage, KindHint = "Pod", Path = "fuzz.json" };

    private static void Check(IEnumerable<string> lines)
    {
        if (lines.FirstOrDefault(line => line.Any(character => char.IsControl(character) && character != '\t')) is { } line)
        {
            throw new InvalidOperationException("a control character is left in: " + Convert.ToHexString(Encoding.UTF8.GetBytes(line)));
        }
    }
}
