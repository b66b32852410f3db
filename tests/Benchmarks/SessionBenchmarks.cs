using System.Diagnostics;
using System.Globalization;
using RunbookTools.Sandbox;
using RunbookTools.Sandbox.Generation;

namespace Benchmarks;

/// <summary>What someone at a prompt waits for: <c>runbook</c> against a live cluster, beside kubectl, and on the sample.</summary>
internal static class SessionBenchmarks
{
    // The kinds a generated cluster has objects of, as kubectl names them.
    private const string Kinds = "pods,events,nodes,namespaces,deployments,replicasets,services,endpointslices,configmaps,serviceaccounts";

    private static readonly string s_root = Root();

    /// <summary>The checkout's root.</summary>
    public static string RepositoryRoot => s_root;

    /// <summary>Measures against a sandbox in this process.</summary>
    public static async Task RunLiveAsync(Report report, int pods)
    {
        var cluster = new GeneratedCluster(pods, broken: 50, DateTimeOffset.UtcNow);
        var ns = cluster.List(cluster.Kinds.First(kind => kind.Kind == "Namespace"), null)[1].Name;
        await using var server = await SandboxServer.StartAsync(new SandboxOptions { Store = cluster });
        await WarmUpAsync(server);
        server.Requests.Clear();

        // The least of twenty after one to warm up, each triage on an inventory of its own: the engine compiles a script for good when it has run 32 times. The cluster of the
        // round before is collected in between: what that takes belongs to neither.
        var figures = await RunbookAsync($$"""
            $clock = [Diagnostics.Stopwatch]::StartNew()
            $cluster = Connect-KubeCluster -KubeConfig '{{server.KubeConfigPath}}'
            $cold = $clock.Elapsed.TotalMilliseconds
            $clock.Restart()
            $null = $cluster | Invoke-Triage
            $first = $clock.Elapsed.TotalMilliseconds
            $warm = $triage = [double]::MaxValue
            foreach ($time in 1..20) {
                $cluster = $report = $null
                [GC]::Collect()
                $clock.Restart()
                $cluster = Connect-KubeCluster -KubeConfig '{{server.KubeConfigPath}}'
                $warm = [Math]::Min($warm, $clock.Elapsed.TotalMilliseconds)
                $clock.Restart()
                $report = $cluster | Invoke-Triage
                $triage = [Math]::Min($triage, $clock.Elapsed.TotalMilliseconds)
            }
            $clock.Restart()
            $pods = @(Get-KubePod -Namespace {{ns}})
            "$cold $warm $triage $($clock.Elapsed.TotalMilliseconds) $($pods.Count) $($report.Findings.Count) $first"
            """);
        var requests = server.Requests.Requests;
        var (cold, warm, triage, query) = (figures[0], figures[1], figures[2], figures[3]);
        Report.Note(string.Create(
            CultureInfo.InvariantCulture,
            $"{pods} pods live: inventory {cold:0} ms cold, {warm:0} ms warm; triage {figures[6]:0} ms cold, {triage:0} ms warm with {figures[5]:0} findings; {figures[4]:0} pods of {ns} in {query:0.0} ms; {requests.Count} requests for twenty-one readings"));
        report.Add("symptoms and all playbooks / inventory", triage / warm, 0.25);

        var logs = requests.Count(request => request.Path.EndsWith("/log", StringComparison.Ordinal));
        var lists = requests.Where(request => request.Query.Contains("limit=", StringComparison.Ordinal)).ToList();
        var others = requests.Where(request => !request.Path.EndsWith("/log", StringComparison.Ordinal) && !lists.Contains(request)).Select(request => request.Path).ToList();
        Report.Note($"requests: {lists.Count} pages of lists, {logs} logs, besides: {string.Join(' ', others.Distinct().Order())}");

        // What there is, what one may, and which server: asked once for each of the twenty-one readings.
        report.Add("requests of a triage besides pages of lists and logs of suspects", others.Count / 21.0, 3);

        if (Kubectl() is not { } kubectl)
        {
            Report.Note("SKIPPED: the rows beside kubectl, which is not on the path");
            return;
        }

        var get = await TimeAsync(kubectl, "--kubeconfig", server.KubeConfigPath, "get", Kinds, "-A", "-o", "json");
        Report.Note(string.Create(CultureInfo.InvariantCulture, $"kubectl get of the same kinds: {get:0} ms"));
        report.Add("inventory / kubectl get of the same kinds", warm / get, 0.1);
        var one = await TimeAsync(kubectl, "--kubeconfig", server.KubeConfigPath, "get", "pods", "-n", ns);
        report.Add("Get-KubePod -Namespace / kubectl get pods -n", query / one, 0.3);
    }

    /// <summary>Measures on the sample.</summary>
    public static async Task RunSampleAsync(Report report)
    {
        var sample = Path.Combine(s_root, "module", "samples", "checkout-outage");
        var clock = Stopwatch.StartNew();
        var figures = await RunbookAsync($$"""
            $null = Invoke-Triage -Snapshot '{{sample}}'
            $clock = [Diagnostics.Stopwatch]::StartNew()
            $null = Invoke-Triage -Snapshot '{{sample}}'
            "$($clock.Elapsed.TotalMilliseconds)"
            """);
        var least = double.MaxValue;
        for (var time = 0; time < 3; time++)
        {
            clock.Restart();
            await RunbookAsync($"$null = Invoke-Triage -Snapshot '{sample}'; 0");
            least = Math.Min(least, clock.Elapsed.TotalSeconds);
        }

        report.Add("cold runbook Invoke-Triage on the sample, s", least, 2.5);
        report.Add("second triage in the same process, s", figures[0] / 1000, 0.3);
    }

    private static async Task WarmUpAsync(SandboxServer server)
    {
        using var client = new HttpClient { BaseAddress = server.Address };
        await client.GetByteArrayAsync(new Uri("api/v1/pods?limit=500", UriKind.Relative));
    }

    private static async Task<double[]> RunbookAsync(string script)
    {
        var (output, _) = await RunAsync("dotnet", "exec", Path.Combine(s_root, "src", "RunbookTools.Host", "bin", "Release", "net10.0", "runbook.dll"), "-Command", script);
        return [.. output.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(figure => double.Parse(figure, CultureInfo.InvariantCulture))];
    }

    private static async Task<double> TimeAsync(string program, params string[] arguments) => (await RunAsync(program, arguments)).Milliseconds;

    private static async Task<(string Output, double Milliseconds)> RunAsync(string program, params string[] arguments)
    {
        var clock = Stopwatch.StartNew();
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        start.Environment["RUNBOOKTOOLS_MODULE"] = s_root;
        using var process = Process.Start(start)!;
        var text = "";
        if (program == "dotnet")
        {
            text = await process.StandardOutput.ReadToEndAsync();
        }
        else
        {
            // Hundreds of megabytes that nobody wants.
            await process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        }

        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? (text, clock.Elapsed.TotalMilliseconds) : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {text}");
    }

    private static string? Kubectl() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "kubectl.exe" : "kubectl")).FirstOrDefault(File.Exists);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "RunbookTools.psd1")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The repository is not above the program.");
        }

        return folder.FullName;
    }
}
