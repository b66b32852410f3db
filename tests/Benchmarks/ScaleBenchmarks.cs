using System.Diagnostics;
using System.Globalization;
using RunbookTools.Engine.Symptoms;
using RunbookTools.Sandbox.Generation;

namespace Benchmarks;

/// <summary>A whole inventory at several sizes, each in a process of its own so that its peak is its own.</summary>
internal static class ScaleBenchmarks
{
    /// <summary>Measures.</summary>
    /// <param name="report">Where figures go.</param>
    /// <param name="sizes">How many pods.</param>
    public static void Run(Report report, IReadOnlyList<int> sizes)
    {
        var measured = new Dictionary<int, double>();
        foreach (var size in sizes)
        {
            var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
            foreach (var argument in Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(ScaleBenchmarks).Assembly.Location, "inventory"] : new[] { "inventory" })
            {
                start.ArgumentList.Add(argument);
            }

            start.ArgumentList.Add(size.ToString(CultureInfo.InvariantCulture));
            using var process = Process.Start(start)!;
            var figures = process.StandardOutput.ReadToEnd().Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(figure => double.Parse(figure, CultureInfo.InvariantCulture)).ToArray();
            process.WaitForExit();
            measured[size] = figures[0];
            Report.Note(string.Create(CultureInfo.InvariantCulture, $"{size} pods: {figures[2]:0} objects in {figures[0]:0} ms on the processor, peak {figures[1]:0} MB, symptoms {figures[3]:0} ms"));
            if (size >= 100_000)
            {
                report.Add($"peak at {size} pods with their events, MB", figures[1], 1024);
                if (measured.TryGetValue(size / 10, out var smaller))
                {
                    report.Add($"time at {size} / time at {size / 10}", figures[0] / smaller, 11);
                }
            }
        }
    }

    /// <summary>What the process of one size does: reads everything, warm, and prints time, peak, objects and the time of the symptoms.</summary>
    public static async Task MeasureAsync(int pods)
    {
        await InventoryAsync(new GeneratedCluster(Math.Min(pods, 2000), broken: 50));
        var cluster = new GeneratedCluster(pods, broken: 50);
        var generating = await CostOfGeneratingAsync(cluster);
        var processor = Environment.CpuUsage.TotalTime;
        var inventory = await InventoryAsync(cluster);
        var time = Environment.CpuUsage.TotalTime - processor - generating;
        processor = Environment.CpuUsage.TotalTime;
        var symptoms = SymptomFinder.Find(inventory, []).Count;
        var finding = Environment.CpuUsage.TotalTime - processor;
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{time.TotalMilliseconds} {self.PeakWorkingSet64 / 1e6} {inventory.Objects.Count} {finding.TotalMilliseconds} {symptoms}"));
    }

    private static async Task<ClusterInventory> InventoryAsync(GeneratedCluster cluster)
    {
        var objects = new List<KubeObject>();
        foreach (var kind in KindTable.All.Where(kind => cluster.Kinds.Any(served => served.Kind == kind.Kind)))
        {
            await using var list = new ListStream(cluster, kind.Kind);
            objects.AddRange(await WireBenchmarks.ReadAsync(list, kind.Kind));
        }

        return new ClusterInventory(new InventoryData
        {
            Name = "generated",
            Source = "benchmark",
            Location = "memory",
            CapturedAt = cluster.Now,
            Objects = objects,
            Coverage = new CoverageRecord(),
        });
    }

    // The cluster is made while it is read; what that costs is not the reader's.
    private static async Task<TimeSpan> CostOfGeneratingAsync(GeneratedCluster cluster)
    {
        var processor = Environment.CpuUsage.TotalTime;
        foreach (var kind in KindTable.All.Where(kind => cluster.Kinds.Any(served => served.Kind == kind.Kind)))
        {
            await using var list = new ListStream(cluster, kind.Kind);
            await list.CopyToAsync(Stream.Null, 256 * 1024);
        }

        return Environment.CpuUsage.TotalTime - processor;
    }
}
