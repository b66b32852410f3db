using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace RunbookTools.Playbooks;

/// <summary>
/// Runs playbooks one after the other on a thread of its own, all in one pipeline: to start one for each would take longer than most of them run. A playbook that is
/// stopped ends the pipeline; the next has a new one.
/// </summary>
/// <param name="cluster">The cluster they run on.</param>
/// <param name="take">Starts the next one; null when there is none.</param>
/// <param name="done">Takes one that has ended.</param>
internal sealed class PlaybookWorker(KubeCluster cluster, Func<PlaybookJob?> take, Action<PlaybookJob> done)
{
    private readonly PlaybookThread _thread = PlaybookThread.Take();

    // Held while one playbook takes the place of another, so that the stop of one cannot hit the next.
    private readonly Lock _turn = new();
    private PSDataCollection<PSObject> _output = [];
    private PowerShell? _shell;
    private PlaybookJob? _job;
    private IAsyncResult? _stopping;
    private bool _isLeft;
    private bool _isOver;

    /// <summary>What it runs now; null between two.</summary>
    public PlaybookJob? Job
    {
        get
        {
            lock (_turn)
            {
                return _job;
            }
        }
    }

    /// <summary>Starts to work.</summary>
    /// <returns>The end of all work.</returns>
    public Task Start() => _thread.Start(Work);

    /// <summary>Stops a playbook, unless it has ended.</summary>
    public void Stop(PlaybookJob job)
    {
        lock (_turn)
        {
            if (_job == job)
            {
                job.Stop();
                _stopping ??= _shell!.BeginStop(null, null);
            }
        }
    }

    /// <summary>Leaves this worker behind with a playbook that does not heed a stop, unless that has ended by now.</summary>
    /// <returns>True when it was left.</returns>
    public bool Leave(PlaybookJob job)
    {
        lock (_turn)
        {
            if (_job != job)
            {
                return false;
            }

            End(null);
            return _isLeft = true;
        }
    }

    /// <summary>Runs what there is to run, for the command that the pipeline consists of.</summary>
    /// <param name="engine">What invokes scripts in that pipeline.</param>
    internal void Run(CommandInvocationIntrinsics engine)
    {
        while (Next() is { } job)
        {
            Exception? failure = null;
            try
            {
                // By its text, which the engine has compiled, and not as a command: a command of a pipeline of its own takes as long as a playbook whose premise is not so.
                job.Scope.Flow = EvidenceFlow.Of(_thread.Block(job.Script, engine).Ast);
                engine.InvokeScript(job.Script.Text, useNewScope: true, PipelineResultTypes.Output, null, job.Work.Target);
            }
            catch (RuntimeException exception) when (exception is not PipelineStoppedException)
            {
                failure = exception;
            }

            Conclude(failure);
        }
    }

    private void Work()
    {
        var session = ClusterSession.Of(_thread.Runspace);
        session.Add(cluster);
        while (!_isOver && !_isLeft)
        {
            RunPipeline();
        }

        session.Clear();
        if (!_isLeft)
        {
            _thread.Return();
        }
    }

    private void RunPipeline()
    {
        using var output = new PSDataCollection<PSObject>();
        using var shell = PowerShell.Create();
        output.DataAdding += (_, _) => _job?.Write();
        shell.Runspace = _thread.Runspace;
        shell.AddCommand(InvokePlaybookScriptCommand.Name).AddArgument(this);
        (_output, _shell, _stopping) = (output, shell, null);
        try
        {
            shell.Invoke(null, output);
            Conclude(null);
        }
        catch (Exception exception) when (exception is RuntimeException or PlaybookOutputException)
        {
            Conclude(exception);
        }

        if (_stopping is { } stopping)
        {
            shell.EndStop(stopping);
        }
    }

    private PlaybookJob? Next()
    {
        lock (_turn)
        {
            if (_stopping is not null || _isLeft)
            {
                return null;
            }

            _job = take();
            _isOver = _job is null;
            ClusterSession.Of(_thread.Runspace).Playbook = _job?.Scope;
            _thread.Calls.Job = _job;
            return _job;
        }
    }

    private void Conclude(Exception? failure)
    {
        lock (_turn)
        {
            if (_job is not null && !_isLeft)
            {
                End(failure);
            }
        }
    }

    private void End(Exception? failure)
    {
        var job = _job!;
        _job = null;
        job.End(_output.ReadAll(), _shell!.Streams.Error.ReadAll(), failure);
        done(job);
        job.Dispose();
    }
}
