using System.Diagnostics;
using System.Globalization;

namespace Benchmarks;

/// <summary>What something took.</summary>
/// <param name="Wall">Time on the clock.</param>
/// <param name="Processor">Time on the processors, of this process; the better measure on a machine that does other things too.</param>
/// <param name="Kept">Bytes kept afterwards.</param>
internal sealed record Cost(TimeSpan Wall, TimeSpan Processor, long Kept)
{
    /// <summary>Does something several times and gives the least time it took, after once to warm up.</summary>
    public static async Task<Cost> OfAsync(Func<Task<object?>> work, int times = 5)
    {
        await work().ConfigureAwait(false);
        Cost? least = null;
        for (var time = 0; time < times; time++)
        {
            var cost = await OnceAsync(work).ConfigureAwait(false);
            least = least is null ? cost : new Cost(Least(least.Wall, cost.Wall), Least(least.Processor, cost.Processor), Math.Max(least.Kept, cost.Kept));
        }

        return least!;
    }

    /// <summary>Milliseconds of both, and what was kept.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Processor.TotalMilliseconds:0} ms on the processor, {Wall.TotalMilliseconds:0} ms on the clock, {Kept / 1e6:0.0} MB kept");

    // Apart, so that what it keeps is let go before the next.
    private static async Task<Cost> OnceAsync(Func<Task<object?>> work)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var processor = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        var result = await work().ConfigureAwait(false);
        var (wall, processors) = (clock.Elapsed, Environment.CpuUsage.TotalTime - processor);
        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(result);
        return new Cost(wall, processors, kept);
    }

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
