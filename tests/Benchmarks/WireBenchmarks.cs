using System.Text.Json;
using k8s.Models;
using RunbookTools.Engine.Wire;
using RunbookTools.Sandbox.Generation;

namespace Benchmarks;

/// <summary>The reading of pods from memory, against what a bare reader and the common client need for the same bytes.</summary>
internal static class WireBenchmarks
{
    private const int Pods = 10_000;

    /// <summary>Measures.</summary>
    public static async Task RunAsync(Report report)
    {
        using var memory = new MemoryStream();
        await using (var list = new ListStream(new GeneratedCluster(Pods, broken: 50), "Pod"))
        {
            await list.CopyToAsync(memory);
        }

        var json = memory.ToArray();
        var bare = await Cost.OfAsync(() => Task.FromResult<object?>(ReadBare(json)));
        var ours = await Cost.OfAsync(async () => await ReadAsync(new MemoryStream(json), "Pod"));
        var typed = await Cost.OfAsync(() => Task.FromResult<object?>(k8s.KubernetesJson.Deserialize<V1PodList>(new MemoryStream(json))), times: 2);
        Report.Note($"{Pods} pods, {json.Length / Pods} bytes each; bare reader: {bare}; RunbookTools: {ours}; KubernetesClient: {typed}");
        report.Add("pod read / bare Utf8JsonReader pass", ours.Processor / bare.Processor, 2.5);
        report.Add("pod read / KubernetesClient's typed list, time", ours.Processor / typed.Processor, 0.3);
        report.Add("pod read / KubernetesClient's typed list, memory kept", (double)ours.Kept / typed.Kept, 0.15);
        report.Add("memory kept per pod, bytes", (double)ours.Kept / Pods, 2048);
    }

    /// <summary>Reads a list into records.</summary>
    public static async Task<List<KubeObject>> ReadAsync(Stream stream, string kind)
    {
        var objects = new List<KubeObject>();
        await WireReader.ReadAsync(stream, new WireContext { Cluster = "generated", Objects = objects, Coverage = new CoverageRecord(), KindHint = kind });
        return objects;
    }

    private static object? ReadBare(byte[] json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
        }

        return null;
    }
}
