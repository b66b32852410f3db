using System.Diagnostics;
using RunbookTools.Engine.Inventory;
using RunbookTools.Engine.Triage;

namespace RunbookTools.Playbooks;

/// <summary>Runs playbooks in runspaces of their own, one for each core, within limits of time, output and memory.</summary>
internal sealed class PlaybookRunner(PlaybookCatalog catalog, PlaybookLimits? limits = null) : IPlaybookRunner
{
    // A playbook that does not heed a stop keeps its thread; its runspace is given up after this long.
    private static readonly TimeSpan s_stopPatience = TimeSpan.FromSeconds(2);

    // How often the limits of a running playbook are looked at.
    private static readonly TimeSpan s_watch = TimeSpan.FromMilliseconds(20);

    // The engine fills its table of type names without a lock when the first script that names a type runs: of two at once one fails
    // (System.Management.Automation.TypeAccelerators). So the first playbook of a process runs alone.
    private static readonly Lock s_warming = new();
    private static volatile bool s_isWarm;
    private readonly PlaybookLimits _limits = limits ?? new PlaybookLimits();
    private readonly Dictionary<string, PlaybookScript> _scripts = catalog.Scripts.ToDictionary(script => script.Info.Id, StringComparer.OrdinalIgnoreCase);
    private int _total;
    private int _done;
    private int _hypotheses;

    /// <inheritdoc/>
    public IReadOnlyList<PlaybookInfo> Playbooks { get; } = [.. catalog.Scripts.Select(script => script.Info)];

    /// <inheritdoc/>
    public PlaybookProgress Progress => new(_done, _total, _hypotheses);

    /// <inheritdoc/>
    public PlaybookRun Run(IEnumerable<PlaybookWork> work, ClusterInventory inventory, CancellationToken cancellation)
    {
        var items = work.ToArray();
        Interlocked.Add(ref _total, items.Length);
        var jobs = new PlaybookJob?[items.Length];
        var cluster = new KubeCluster(inventory);
        var logs = new LogBudget(inventory);
        var turn = new Lock();
        var next = 0;
        if (!s_isWarm && items.Length > 0)
        {
            lock (s_warming)
            {
                if (!s_isWarm)
                {
                    RunUntil(1);
                    s_isWarm = true;
                }
            }
        }

        RunUntil(items.Length);
        cancellation.ThrowIfCancellationRequested();
        var ended = jobs.OfType<PlaybookJob>().ToList();
        return new PlaybookRun([.. ended.SelectMany(job => job.Results)], [.. catalog.Failures, .. ended.SelectMany(job => job.Failures)], logs.NotAsked());

        void RunUntil(int end) => Watch(() => Start(end), Math.Min(end - next, Environment.ProcessorCount), cancellation);

        PlaybookWorker Start(int end) => new(cluster, () => Take(end), job =>
        {
            Interlocked.Add(ref _hypotheses, job.Results.Count);
            Interlocked.Increment(ref _done);
        });

        PlaybookJob? Take(int end)
        {
            lock (turn)
            {
                if (next == end || cancellation.IsCancellationRequested)
                {
                    return null;
                }

                var (item, script) = (items[next], _scripts[items[next].Playbook.Id]);
                var scope = new PlaybookScope(item.Playbook.Id, item.Target, inventory, catalog.Causes) { Logs = logs, EndsByItself = true };
                return jobs[next++] = new PlaybookJob(item, script, scope, _limits);
            }
        }
    }

    /// <inheritdoc/>
    public IEnumerable<HypothesisResult> Unseen(PlaybookInfo playbook, CoverageGap gap, ClusterInventory inventory)
    {
        var scope = new PlaybookScope(playbook.Id, target: null, inventory, catalog.Causes);
        scope.Premises.Add(new Evidence("the objects it would show on", EvidenceAnswer.Unknown, EvidenceEffect.None) { Else = EvidenceEffect.Refutes, Gaps = [gap] });
        return _scripts[playbook.Id].Hypotheses.Select(scope.Conclude).OfType<HypothesisResult>();
    }

    /// <summary>Lets workers work until nothing is left to do, and stops what goes beyond its limits.</summary>
    /// <param name="start">Makes a worker.</param>
    /// <param name="count">How many.</param>
    /// <param name="cancellation">Ends the work.</param>
    private static void Watch(Func<PlaybookWorker> start, int count, CancellationToken cancellation)
    {
        var working = Enumerable.Range(0, count).Select(_ => start()).ToDictionary(worker => worker, worker => worker.Start());
        var stopped = new Dictionary<PlaybookJob, long>();
        while (!Task.WaitAll(working.Values.ToArray(), s_watch))
        {
            var running = working.Keys.Select(worker => (Worker: worker, worker.Job)).Where(pair => pair.Job is not null).ToList();
            foreach (var (worker, job) in running)
            {
                if (stopped.TryGetValue(job!, out var since))
                {
                    if (Stopwatch.GetElapsedTime(since) > s_stopPatience && worker.Leave(job!))
                    {
                        working.Remove(worker);
                        var other = start();
                        working.Add(other, other.Start());
                    }
                }
                else if (job!.MustStop(running.TrueForAll(other => other.Job!.Started >= job.Started), cancellation.IsCancellationRequested))
                {
                    stopped[job] = Stopwatch.GetTimestamp();
                    worker.Stop(job);
                }
            }
        }
    }
}
