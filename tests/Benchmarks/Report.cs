using System.Globalization;

namespace Benchmarks;

/// <summary>What was measured: printed as it comes, and at the end as a table.</summary>
internal sealed class Report
{
    private readonly List<string> _rows = [];

    /// <summary>A figure that must not be above a bound.</summary>
    public void Add(string what, double value, double bound)
    {
        var row = string.Create(CultureInfo.InvariantCulture, $"| {what} | {value:0.###} | <= {bound:0.###} | {(value <= bound ? "yes" : "NO")} |");
        _rows.Add(row);
        Console.WriteLine(row);
    }

    /// <summary>Something to know about the figures.</summary>
    public static void Note(string text) => Console.WriteLine("  " + text);

    /// <summary>The table.</summary>
    public override string ToString() => string.Join('\n', ["| measure | measured | must reach | reached |", "| --- | --- | --- | --- |", .. _rows]);
}
