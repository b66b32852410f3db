using System.Globalization;
using Benchmarks;

// inventory <pods>: what ScaleBenchmarks starts. Else names of parts to run, all when there are none: wire, scale, pages, live, sample; numbers are sizes.
if (args is ["inventory", var size])
{
    await ScaleBenchmarks.MeasureAsync(int.Parse(size, CultureInfo.InvariantCulture));
    return;
}

var sizes = args.Where(argument => char.IsAsciiDigit(argument[0])).Select(argument => int.Parse(argument, CultureInfo.InvariantCulture)).ToList();
var parts = args.Where(argument => !char.IsAsciiDigit(argument[0])).ToList();
var report = new Report();
if (parts.Count == 0 || parts.Contains("wire"))
{
    await WireBenchmarks.RunAsync(report);
}

if (parts.Count == 0 || parts.Contains("scale"))
{
    ScaleBenchmarks.Run(report, sizes.Count > 0 ? sizes : [1_000, 10_000, 100_000]);
}

if (parts.Count == 0 || parts.Contains("pages"))
{
    await PageBenchmarks.RunAsync(sizes.Count > 0 ? sizes[0] : 10_000);
}

if (parts.Count == 0 || parts.Contains("live"))
{
    await SessionBenchmarks.RunLiveAsync(report, sizes.Count > 0 ? sizes[0] : 10_000);
}

if (parts.Count == 0 || parts.Contains("sample"))
{
    await SessionBenchmarks.RunSampleAsync(report);
}

Console.WriteLine();
Console.WriteLine(report);
