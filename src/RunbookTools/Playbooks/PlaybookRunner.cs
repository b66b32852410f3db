using System.Collections.Concurrent;
using System.Diagnostics;
using System.Management.Automation;
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
    private readonly ConcurrentDictionary<int, long> _started = new();
    private int _total;
    private int _done;
    private int _hypotheses;
    private int _last;

    /// <inheritdoc/>
    public IReadOnlyList<PlaybookInfo> Playbooks { get; } = [.. catalog.Scripts.Select(script => script.Info)];

    /// <inheritdoc/>
    public PlaybookProgress Progress => new(_done, _total, _hypotheses);

    /// <inheritdoc/>
    public PlaybookRun Run(IEnumerable<PlaybookWork> work, ClusterInventory inventory, CancellationToken cancellation)
    {
        var items = work.ToArray();
        Interlocked.Add(ref _total, items.Length);
        var results = new IReadOnlyList<HypothesisResult>[items.Length];
        var failures = new ConcurrentQueue<PlaybookFailure>(catalog.Failures);
        var logs = new LogBudget(inventory);
        var first = 0;
        if (!s_isWarm && items.Length > 0)
        {
            lock (s_warming)
            {
                if (!s_isWarm)
                {
                    RunAt(first++);
                    s_isWarm = true;
                }
            }
        }

        Parallel.For(first, items.Length, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation }, RunAt);
        return new PlaybookRun([.. results.SelectMany(result => result)], [.. failures], logs.NotAsked());

        void RunAt(int i)
        {
            results[i] = RunOne(Interlocked.Increment(ref _last), items[i], inventory, logs, failures, cancellation);
            Interlocked.Add(ref _hypotheses, results[i].Count);
            Interlocked.Increment(ref _done);
        }
    }

    /// <inheritdoc/>
    public IEnumerable<HypothesisResult> Unseen(PlaybookInfo playbook, CoverageGap gap, ClusterInventory inventory)
    {
        var scope = new PlaybookScope(playbook.Id, target: null, inventory, catalog.Causes);
        scope.Premises.Add(new Evidence("what it would show on was read", EvidenceAnswer.Unknown, EvidenceEffect.None) { Else = EvidenceEffect.Refutes, Gaps = [gap] });
        return _scripts[playbook.Id].Hypotheses.Select(scope.Conclude).OfType<HypothesisResult>();
    }

    private static bool Ends(IAsyncResult running, TimeSpan within) => running.AsyncWaitHandle.WaitOne(within);

    private static PlaybookFailure Explain(PlaybookWork item, ErrorRecord error)
    {
        var id = error.FullyQualifiedErrorId.Split(',')[0];
        var message = PlaybookPolicy.IsBreach(error)
            ? $"{error.Exception.Message.Split('\n')[0].TrimEnd()} A playbook may use the language, Where-Object, ForEach-Object and the commands that read a cluster; nothing else."
            : error.Exception.Message;
        var line = error.InvocationInfo?.ScriptLineNumber;
        return new PlaybookFailure(item.Playbook.Id, item.Target.Target, PlaybookPolicy.IsBreach(error) ? "PlaybookNotAllowed" : id, line is > 0 ? $"line {line}: {message}" : message);
    }

    private List<HypothesisResult> RunOne(
        int number, PlaybookWork item, ClusterInventory inventory, LogBudget logs, ConcurrentQueue<PlaybookFailure> failures, CancellationToken cancellation)
    {
        var script = _scripts[item.Playbook.Id];
        var thread = PlaybookThread.Take();
        var runspace = thread.Runspace;
        var session = ClusterSession.Of(runspace);
        session.Add(new KubeCluster(inventory));
        var block = PlaybookRunspace.Compile(runspace, script.Text);
        var scope = session.Playbook = new PlaybookScope(item.Playbook.Id, item.Target, inventory, catalog.Causes) { Logs = logs, Flow = EvidenceFlow.Of(block.Ast), EndsByItself = true };

        using var output = new PSDataCollection<PSObject>();
        var shell = PowerShell.Create();
        shell.Runspace = runspace;
        shell.AddCommand(InvokePlaybookScriptCommand.Name).AddArgument(block).AddArgument(item.Target);

        string? breach = null;
        var over = 0;
        output.DataAdding += (_, _) =>
        {
            if (Interlocked.Increment(ref over) > _limits.Objects)
            {
                throw new PlaybookOutputException();
            }
        };
        var healthy = true;
        try
        {
            var heap = GC.GetTotalMemory(forceFullCollection: false);
            _started[number] = Stopwatch.GetTimestamp();
            var running = thread.Start(() => shell.Invoke(null, output));
            while (breach is null && !Ends(running, s_watch))
            {
                breach = cancellation.IsCancellationRequested ? "PlaybookCancelled"
                    : Stopwatch.GetElapsedTime(_started[number]) > _limits.Time ? "PlaybookTimeout"
                    : over > _limits.Objects ? "PlaybookOutput"
                    : GC.GetTotalMemory(forceFullCollection: false) - heap > _limits.Memory && IsOldest(number) ? "PlaybookMemory"
                    : null;
            }

            if (breach is not null)
            {
                shell.BeginStop(null, null);
                healthy = Ends(running, s_stopPatience);
            }
            else
            {
                running.GetAwaiter().GetResult();
            }
        }
        catch (Exception exception) when (exception is RuntimeException or PlaybookOutputException)
        {
            if (over > _limits.Objects)
            {
                breach ??= "PlaybookOutput";
            }
            else if (!scope.IsOver)
            {
                failures.Enqueue(exception is RuntimeException { ErrorRecord: { } error }
                    ? Explain(item, error)
                    : new PlaybookFailure(item.Playbook.Id, item.Target.Target, "PlaybookFailed", exception.Message));
            }
        }
        finally
        {
            _started.TryRemove(number, out _);
            session.Clear();
        }

        foreach (var error in shell.Streams.Error.Concat(scope.Failures))
        {
            failures.Enqueue(Explain(item, error));
        }

        if (breach is not null and not "PlaybookCancelled")
        {
            failures.Enqueue(new PlaybookFailure(item.Playbook.Id, item.Target.Target, breach, breach switch
            {
                "PlaybookTimeout" => $"It ran longer than {_limits.Time.TotalSeconds:0} s and was stopped. Look for a loop without end.",
                "PlaybookOutput" => $"It wrote more than {_limits.Objects} objects and was stopped. A playbook writes one result for each hypothesis.",
                _ => $"It took more than {_limits.Memory >> 20} MB of memory and was stopped.",
            }));
        }

        var results = output.Select(written => written?.BaseObject).OfType<HypothesisResult>().ToList();
        if (breach is null && results.Count < output.Count)
        {
            failures.Enqueue(new PlaybookFailure(item.Playbook.Id, item.Target.Target, "PlaybookStrayOutput",
                "It wrote objects that are no results of hypotheses; they were left out. Assign them to a variable, or to $null."));
        }

        if (scope.IsOver)
        {
            results.AddRange(script.Hypotheses.ExceptBy(results.Select(result => result.Cause), hypothesis => hypothesis.Cause).Select(scope.Conclude).OfType<HypothesisResult>());
        }

        if (healthy)
        {
            shell.Dispose();
            thread.Return();
        }

        return results;
    }

    private bool IsOldest(int number) => _started.TryGetValue(number, out var started) && _started.Values.All(other => other >= started);

    private sealed class PlaybookOutputException : Exception;
}
