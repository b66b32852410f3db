using System.Diagnostics;
using System.Globalization;
using System.Net;
using RunbookTools.Engine.Wire;

namespace Benchmarks;

/// <summary>
/// What the size of a page costs: all pods of a generated cluster over HTTP, from a server in a process of its own, on the spot and from 20 ms away. The last row asks
/// for one answer with <c>resourceVersion=0</c>, as a cache would give it.
/// </summary>
internal static class PageBenchmarks
{
    private static readonly int[] s_sizes = [250, 500, 1000, 5000, 0];

    /// <summary>Measures.</summary>
    /// <param name="pods">How many pods.</param>
    public static async Task RunAsync(int pods)
    {
        foreach (var latency in (string[])["", "latency=20ms list pods"])
        {
            var config = Path.Combine(Path.GetTempPath(), $"pages-{Guid.NewGuid():N}");
            using var server = Start(pods, config, latency);
            try
            {
                using var client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.GZip }) { BaseAddress = AddressOf(server, config), Timeout = TimeSpan.FromMinutes(10) };

                // The server makes its answers while it is asked; the first time it also makes itself.
                await ReadAsync(client, 500);
                foreach (var size in s_sizes)
                {
                    var (cost, first, largest, count) = await BestAsync(client, size);
                    Report.Note(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{count} pods{(latency.Length == 0 ? "" : ", 20 ms away")}, {(size == 0 ? "resourceVersion=0" : $"limit={size}")}: {cost.Wall.TotalMilliseconds:0} ms on the clock, {cost.Processor.TotalMilliseconds:0} ms of the client's processor, first object after {first.TotalMilliseconds:0} ms, largest answer {largest / 1e6:0.0} MB"));
                }
            }
            finally
            {
                server.Kill();
                File.Delete(config);
            }
        }
    }

    private static async Task<(Cost Cost, TimeSpan First, long Largest, int Count)> BestAsync(HttpClient client, int size)
    {
        (TimeSpan First, long Largest, int Count) last = default;
        var cost = await Cost.OfAsync(async () =>
        {
            last = await ReadAsync(client, size);
            return null;
        }, times: 3);
        return (cost, last.First, last.Largest, last.Count);
    }

    private static async Task<(TimeSpan First, long Largest, int Count)> ReadAsync(HttpClient client, int size)
    {
        var clock = Stopwatch.StartNew();
        var (first, largest, count) = (TimeSpan.Zero, 0L, 0);
        var query = size == 0 ? "?resourceVersion=0" : $"?limit={size.ToString(CultureInfo.InvariantCulture)}";
        for (string? next = ""; next is not null;)
        {
            using var response = await client.GetAsync(new Uri("api/v1/pods" + query + (next.Length == 0 ? "" : "&continue=" + Uri.EscapeDataString(next)), UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
            response.EnsureSuccessStatusCode();
            await using var body = new CountingStream(await response.Content.ReadAsStreamAsync());
            var objects = new List<KubeObject>();
            var list = await WireReader.ReadAsync(body, new WireContext
            {
                Cluster = "pages",
                Coverage = new CoverageRecord(),
                Objects = objects,
                KindHint = "Pod",
                Tap = (_, _, _, _) => first = first == TimeSpan.Zero ? clock.Elapsed : first,
            });
            count += objects.Count;
            largest = Math.Max(largest, body.Count);
            next = list.Continue;
        }

        return (first, largest, count);
    }

    private static Process Start(int pods, string config, string fault)
    {
        var program = Path.Combine(SessionBenchmarks.RepositoryRoot, "src", "RunbookTools.Sandbox", "bin", "Release", "net10.0", "runbook-sandbox.dll");
        string[] arguments = ["exec", program, "--generate", pods.ToString(CultureInfo.InvariantCulture), "--gzip", "--kubeconfig", config, .. fault.Length == 0 ? [] : new[] { "--fault", fault }];
        return Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
    }

    private static Uri AddressOf(Process server, string config)
    {
        while (server.StandardOutput.ReadLine() is { } line && !line.Contains("Ctrl+C", StringComparison.Ordinal))
        {
        }

        return new Uri(File.ReadLines(config).First(line => line.Contains("server:", StringComparison.Ordinal)).Split("server:")[1].Trim().Trim('"') + "/");
    }

    /// <summary>Counts what is read through it.</summary>
    private sealed class CountingStream(Stream inner) : Stream
    {
        public long Count { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(buffer, cancellationToken);
            Count += read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
