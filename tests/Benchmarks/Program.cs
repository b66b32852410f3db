using System.Diagnostics;
using System.Text.Json;
using Benchmarks;
using RunbookTools.Engine.Wire;
using RunbookTools.Sandbox.Generation;

var pods = args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 10000;
var cluster = new GeneratedCluster(pods, 50);
if (args.Length > 1 && args[1] == "dump") {
foreach (var k in cluster.Kinds) { var l = cluster.List(k, null); if (l.Count > 0) { var w = new System.Buffers.ArrayBufferWriter<byte>(); l[l.Count/2].WriteTo(w); Console.WriteLine($"{k.Kind} {l.Count} {w.WrittenCount} {System.Text.Encoding.UTF8.GetString(w.WrittenSpan)}"); } }
return; }
var sw = Stopwatch.StartNew(); TimeSpan cpu = default;
var json = GeneratedList.Of(cluster, args.Length > 1 ? args[1] : "Pod");
Console.WriteLine($"generated {json.Length / 1e6:0.0} MB in {sw.ElapsedMilliseconds} ms, {json.Length / pods} bytes each");
for (var i = 0; i < 8; i++)
{
    cpu = Environment.CpuUsage.TotalTime;
    var reader = new Utf8JsonReader(json);
    while (reader.Read()) { }
    var bare = (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds;
    GC.Collect(); GC.WaitForPendingFinalizers(); GC.Collect();
    var before = GC.GetTotalMemory(true);
    var alloc0 = GC.GetTotalAllocatedBytes(true);
    var objects = new List<KubeObject>();
    var coverage = new CoverageRecord();
    cpu = Environment.CpuUsage.TotalTime;
    await WireReader.ReadAsync(new MemoryStream(json), new WireContext { Cluster = "c", Objects = objects, Coverage = coverage, KindHint = "Pod" });
    var ours = (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds;
    var alloc = GC.GetTotalAllocatedBytes(true) - alloc0;
    var kept = GC.GetTotalMemory(true) - before;
    if (i == 0) foreach (var g in coverage.ToCoverage(objects).Gaps.Take(3)) Console.WriteLine(g);
    var scan = 0.0;
    cpu = Environment.CpuUsage.TotalTime;
    var end = JsonScanLength(json);
    scan = (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds;
    Console.WriteLine($"bare {bare:0} ms, ours {ours:0} ms ({ours / bare:0.00}), scan {scan:0} ms; {objects.Count} objects, kept {kept / Math.Max(1, objects.Count)} each, allocated {alloc / Math.Max(1, objects.Count)} each, gaps {coverage.ToCoverage(objects).Gaps.Count}");
    GC.KeepAlive(objects);
}
static int JsonScanLength(byte[] json) { var type = typeof(WireReader).Assembly.GetType("RunbookTools.Engine.Wire.JsonScanner")!; var method = type.GetMethod("Length")!; var d = method.CreateDelegate<Scan>(); return d(json, true); }
internal delegate int Scan(ReadOnlySpan<byte> bytes, bool isFinal);
