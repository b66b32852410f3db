using System.Text;
using RunbookTools.Engine.Inventory;
using RunbookTools.Engine.Sources;
using RunbookTools.Engine.Sources.Live;
using RunbookTools.Engine.Symptoms;
using RunbookTools.Model;
using Xunit.Abstractions;

namespace Sandbox.Tests.Live;

/// <summary>Every fault of a server on every kind of request, and what comes of a reading. The table is printed.</summary>
public class FaultTests(ITestOutputHelper output)
{
    private const string Token = "a-very-secret-token";
    private const string Whole = "whole";

    // What is asked for: the version, discovery, a review, a list, another list, a log.
    private static readonly string[] s_requests = ["/version", "/apis", "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews", "list pods", "list configmaps", "get pods/log"];

    // Of the list that is faulted, which objects are still read; then whether the log was.
    public static TheoryData<string, string[]> Faults => new()
    {
        { "latency=60s", ["Unreachable", Whole, Whole, "no pods", "no configmaps", "no log"] },
        { "drip=10", ["Unreachable", Whole, Whole, "no pods", "no configmaps", "no log"] },
        { "cut", ["Unreachable", Whole, Whole, "some pods", "no configmaps", "no log"] },
        { "truncate", [Whole, Whole, Whole, "some pods", "no configmaps", "part of the log"] },
        { "reset", ["Unreachable", Whole, Whole, "no pods", "no configmaps", "no log"] },
        { "429=0 x2", [Whole, Whole, Whole, Whole, Whole, Whole] },
        { "429=1h", [Whole, Whole, Whole, "no pods", "no configmaps", "no log"] },
        { "500 x2", [Whole, Whole, Whole, Whole, Whole, Whole] },
        { "500", [Whole, Whole, Whole, "no pods", "no configmaps", "no log"] },
        { "503=0", [Whole, Whole, Whole, "no pods", "no configmaps", "no log"] },
        { "403", [Whole, Whole, Whole, "no pods", "no configmaps", "no log"] },
        { "401", ["Unauthorized", "Unauthorized", Whole, "no pods", "no configmaps", "no log"] },
        { "wrong-type=metadata", [Whole, Whole, Whole, "some pods", "some configmaps", Whole] },
        { "huge=20", [Whole, Whole, Whole, "some pods", "some configmaps", Whole] },
        { "endless", ["Unreachable", Whole, Whole, "some pods", "some configmaps", "part of the log"] },
        { "invalid-utf8", [Whole, Whole, Whole, "some pods", "some configmaps", Whole] },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Keeps_what_it_can_read_and_names_what_it_cannot(string fault, string[] expected)
    {
        // The same time for all: what waits for a deadline waits beside the others.
        var outcomes = await Task.WhenAll(s_requests.Select(request => OutcomeAsync(fault, request)));

        foreach (var (request, outcome) in s_requests.Zip(outcomes))
        {
            output.WriteLine($"{fault,-20} {request,-60} {outcome.Text}");
        }

        Assert.All(outcomes, outcome => Assert.DoesNotContain(Token, outcome.Said, StringComparison.Ordinal));
        Assert.Equal(expected, outcomes.Select(outcome => outcome.Text));
    }

    private static async Task<(string Text, string Said)> OutcomeAsync(string fault, string request)
    {
        var words = fault.Split(' ', 2);
        await using var server = await TestServer.StartAsync(change: options => options with
        {
            Token = Token,
            Faults = [$"{words[0]} {request} {(words.Length > 1 ? words[1] : "")}".Trim()],
        });
        var log = new LiveLog();
        var said = new StringBuilder();
        string text;
        try
        {
            var options = new LiveOptions
            {
                KubeConfig = server.Server.KubeConfigPath,
                ReadTimeout = TimeSpan.FromSeconds(8),
                Deadline = TimeSpan.FromSeconds(40),
                Log = log,
            };

            // Its own deadline must end it; this only keeps a test run from hanging.
            var inventory = await ClusterSources.OpenLive(options).ReadAsync(CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(3));
            SymptomFinder.Find(inventory, []);
            text = Compare(inventory, await WholeAsync(), said);
        }
        catch (SourceException exception)
        {
            text = exception.ErrorId;
            said.AppendLine(exception.ToString());
        }

        while (log.TryTake(out var entry))
        {
            said.AppendLine(entry.Text);
        }

        return (text, said.ToString());
    }

    private static async Task<ClusterInventory> WholeAsync() => await ClusterSources.OpenPath(Repository.Sample).ReadAsync(CancellationToken.None);

    private static string Compare(ClusterInventory read, ClusterInventory whole, StringBuilder said)
    {
        foreach (var gap in read.Coverage.Gaps)
        {
            said.AppendLine($"{gap} {gap.Remedy}");
        }

        var parts = new List<string>();
        foreach (var (kind, plural) in new[] { ("Pod", "pods"), ("ConfigMap", "configmaps") })
        {
            var (has, all) = (read.OfKind(kind).Count, whole.OfKind(kind).Count);
            if (has == all && read.GapFor(kind) is null)
            {
                continue;
            }

            // Fewer than there are, and nobody told, would be a broken cluster called healthy.
            var gap = read.GapFor(kind);
            Assert.True(gap is not null, $"{has} of {all} {plural} were read and no gap says so");
            Assert.Contains(plural, gap.Path ?? gap.Reason, StringComparison.Ordinal);
            parts.Add(has == 0 ? $"no {plural}" : $"some {plural}");
        }

        foreach (var kind in KindTable.All.Where(kind => kind.Kind is not ("Pod" or "ConfigMap") && whole.GapFor(kind.Kind) is null))
        {
            if (read.GapFor(kind.Kind) is not null)
            {
                return "some";
            }

            Assert.Equal(whole.OfKind(kind.Kind).Count, read.OfKind(kind.Kind).Count);
        }

        var pod = whole.All<KubePod>().First(pod => pod.Name.StartsWith("payments-", StringComparison.Ordinal));
        var request = new LogRequest(pod.Namespace!, pod.Name, pod.Containers[0].Name, true);
        var (log, there) = (read.Log(request), whole.Log(request));
        said.AppendLine($"{log.Gap}");
        if (log.Gap is not null)
        {
            parts.Add("no log");
        }
        else if (log.Lines.Count != there.Lines.Count || log.Truncated)
        {
            parts.Add("part of the log");
        }

        return parts.Count == 0 ? Whole : string.Join(", ", parts);
    }
}
