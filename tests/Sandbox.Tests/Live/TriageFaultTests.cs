using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using RunbookTools.Engine.Inventory;
using RunbookTools.Model;
using RunbookTools.Sandbox;
using Xunit.Abstractions;

namespace Sandbox.Tests.Live;

/// <summary>
/// Every fault of a server on every kind of request a triage sends, through the whole of <c>Invoke-Triage</c>, playbooks included. What must never happen is asserted
/// of each; what comes of it is the table, which is printed.
/// </summary>
public sealed class TriageFaultTests(FaultCluster cluster, ITestOutputHelper output) : IClassFixture<FaultCluster>, IDisposable
{
    private const string Token = "a-very-secret-token";
    private const string Kept = "kept";
    private const string Named = "named";
    private const string NoLog = "no log";
    private const string Rules = "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews";
    private const string Access = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
    private const string NextPage = "list configmaps continue";

    // What reading may take. Logs and playbooks have their own time after it.
    private const int Seconds = 40;
    private static readonly TimeSpan s_rest = TimeSpan.FromSeconds(100);

    // The kinds of request with a column of their own.
    private static readonly string[] s_columns = ["/version", "/apis", Rules, Access, "list pods", NextPage, "get pods/log", "list *"];
    private readonly ConcurrentBag<TriageShell> _shells = [];

    // Kept: all was read. Named: what was not stands in the coverage. Else the error there is in place of a report.
    public static TheoryData<string, string[]> Faults => new()
    {
        { "latency=10m", [Kept, Named, Kept, Kept, Named, Named, NoLog, "NoObjects"] },
        { "drip=1", [Kept, Named, Kept, Kept, Named, Named, NoLog, "NoObjects"] },
        { "cut", [Kept, Named, Kept, Kept, Named, Named, NoLog, Named] },
        { "truncate", [Kept, Named, Kept, Kept, Named, Named, Kept, Named] },
        { "reset", [Kept, Named, Kept, Kept, Named, Named, NoLog, "NoObjects"] },
        { "429=0 x2", [Kept, Kept, Kept, Kept, Kept, Kept, Kept, Kept] },
        { "429=1h", [Kept, Named, Kept, Kept, Named, Named, NoLog, "NoObjects"] },
        { "500 x2", [Kept, Kept, Kept, Kept, Kept, Kept, Kept, Kept] },
        { "500", [Kept, Named, Kept, Kept, Named, Named, NoLog, "NoObjects"] },
        { "503=0", [Kept, Named, Kept, Kept, Named, Named, NoLog, "NoObjects"] },
        { "403", [Kept, Named, Kept, Kept, Named, Named, NoLog, "NoObjects"] },
        { "401", ["Unauthorized", "Unauthorized", Kept, Kept, Named, Named, NoLog, "Unauthorized"] },
        { "410", [Kept, Kept, Kept, Kept, Kept, Named, Kept, Named] },
        { "wrong-type=metadata", [Kept, Named, Kept, Kept, Named, Named, Kept, Named] },
        { "huge=20", [Kept, Kept, Kept, Kept, Named, Named, Kept, Named] },
        { "endless", [Kept, Named, Kept, Kept, Named, Named, Kept, Named] },
        { "invalid-utf8", [Kept, Kept, Kept, Kept, Named, Named, Kept, Named] },
    };

    public void Dispose()
    {
        foreach (var shell in _shells)
        {
            shell.Dispose();
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Keeps_what_it_can_read_and_names_what_it_cannot(string fault, string[] expected)
    {
        var (whole, requests) = await WholeAsync();
        var columns = s_columns.Concat(Others(fault, requests)).ToList();
        var outcomes = new ConcurrentDictionary<string, string>();
        await Parallel.ForEachAsync(columns, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (request, _) => outcomes[request] = await OutcomeAsync(fault, request, whole));
        foreach (var request in columns)
        {
            output.WriteLine($"{fault,-20} {request,-60} {outcomes[request]}");
        }

        Assert.Equal(expected, s_columns.Select(request => outcomes[request].Split(':')[0]));
    }

    /// <summary>
    /// Lists besides the pods': each kind with some fault, each fault with some kinds, in turn; all of them when <c>RUNBOOKTOOLS_TEST_ALL_FAULTS</c> is set, which takes
    /// a quarter of an hour.
    /// </summary>
    private static IEnumerable<string> Others(string fault, IReadOnlyList<string> requests)
    {
        var all = Environment.GetEnvironmentVariable("RUNBOOKTOOLS_TEST_ALL_FAULTS") is { Length: > 0 };
        var faults = Faults.Select(row => row[0]).ToList();
        return requests.Except(s_columns).Where((_, index) => all || index % faults.Count == faults.IndexOf(fault));
    }

    private async Task<string> OutcomeAsync(string fault, string request, TriageReport whole)
    {
        var words = fault.Split(' ', 2);
        var clock = Stopwatch.StartNew();

        // Single rights are asked for only of a server that does not tell them all.
        string[] also = request == Access ? ["403 " + Rules] : [];
        var (report, errors, said, asked) = await TriageAsync([$"{words[0]} {request} {(words.Length > 1 ? words[1] : "")}".Trim(), .. also]);

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(Seconds) + s_rest, $"{fault} {request} took {clock.Elapsed}");
        Assert.DoesNotContain(Token, said, StringComparison.Ordinal);
        Assert.True(request == "list *" || asked.Contains(request), $"{request} was never sent");
        if (report is null)
        {
            return Assert.Single(errors);
        }

        Assert.Empty(errors);
        Assert.Empty(report.Failures);
        var missing = Missing(report, whole);
        CheckFindings(report, whole, missing);
        var hasLog = !report.Hypotheses.SelectMany(result => result.Evidence).SelectMany(piece => piece.Gaps).Any(gap => gap.Resource == KindTable.PodLog && gap.Kind != GapKind.Absent);
        var text = missing.Count > 0 ? $"{Named}: {string.Join(", ", missing)}" : hasLog ? Kept : NoLog;
        return string.Create(CultureInfo.InvariantCulture, $"{text}{(text.Contains(':', StringComparison.Ordinal) ? "" : ":")} {report.Conclusion}, {report.Findings.Count} of {whole.Findings.Count} findings, {clock.Elapsed.TotalSeconds:0.0} s");
    }

    /// <summary>The kinds of which there is less than there should be, each with a gap that says so.</summary>
    private static List<string> Missing(TriageReport report, TriageReport whole)
    {
        var missing = new List<string>();
        foreach (var entry in whole.Coverage.Read.Where(entry => entry.Kind != KindTable.PodLog))
        {
            var has = report.Coverage.Read.FirstOrDefault(other => other.Kind == entry.Kind)?.Count ?? 0;
            var gap = report.Coverage.Gaps.FirstOrDefault(gap => gap.Resource == entry.Kind);

            // Less than there is, and nobody told, would be a broken cluster called healthy.
            Assert.True(gap is not null || (has == entry.Count && report.Coverage.Read.Any(other => other == entry || other.Kind == entry.Kind)), $"{has} of {entry.Count} {entry.Kind} were read and no gap says so");
            if (gap is not null)
            {
                missing.Add($"{has}/{entry.Count} {entry.Kind}");
            }
        }

        return missing;
    }

    private static void CheckFindings(TriageReport report, TriageReport whole, List<string> missing)
    {
        Assert.NotEqual(Conclusion.Healthy, report.Conclusion);
        if (missing.Count == 0)
        {
            Assert.Equal(whole.Findings.Select(Name), report.Findings.Select(Name));
        }

        // With less to go by, nothing may be accused that a look at everything clears.
        var proved = whole.Hypotheses.Where(result => result.Verdict is Verdict.Confirmed or Verdict.Likely).Select(result => result.Cause).ToHashSet(StringComparer.Ordinal);
        Assert.All(report.Findings.Where(finding => finding.Verdict is Verdict.Confirmed or Verdict.Likely), finding => Assert.Contains(finding.Cause, proved));
    }

    private static string Name(Finding finding) => $"{finding.Verdict} {finding.Cause} {finding.Target}";

    private async Task<(TriageReport Whole, IReadOnlyList<string> Requests)> WholeAsync()
    {
        var (report, errors, _, requests) = await TriageAsync();
        Assert.Empty(errors);
        Assert.Equal("MemoryLimitTooLow", report!.Findings[0].Cause);
        return (report, requests);
    }

    private async Task<(TriageReport? Report, IReadOnlyList<string> Errors, string Said, IReadOnlyList<string> Requests)> TriageAsync(params string[] faults)
    {
        await using var server = await TestServer.StartAsync(cluster.Path, options => options with { Token = Token, Faults = faults });
        var shell = _shells.TryTake(out var idle) ? idle : new TriageShell();
        var (report, errors, said) = await Task.Run(() => shell.Triage(server.Server.KubeConfigPath, Seconds));
        _shells.Add(shell);
        return (report, errors, said, [.. server.Server.Requests.Requests.Select(KindOf).Distinct().Order(StringComparer.Ordinal)]);
    }

    private static string KindOf(RequestRecord request) => request.Path.EndsWith("/log", StringComparison.Ordinal) ? "get pods/log"
        : !request.Query.Contains("limit=", StringComparison.Ordinal) ? request.Path
        : $"list {KindTable.Find(request.Path.Split('/')[^1])!.Plural}{(request.Query.Contains("continue=", StringComparison.Ordinal) ? " continue" : "")}";
}
