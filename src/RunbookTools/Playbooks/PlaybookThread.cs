using System.Collections.Concurrent;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace RunbookTools.Playbooks;

/// <summary>
/// A runspace with a thread of its own on which playbooks run one after the other. The engine would make a new thread for each, or keep one that keeps the process
/// from ending; this one does neither. Who waits for a playbook that does not heed a stop leaves both behind.
/// </summary>
internal sealed class PlaybookThread
{
    private static readonly ConcurrentBag<PlaybookThread> s_idle = [];
    private readonly BlockingCollection<Action> _work = [];
    private readonly ConditionalWeakTable<PlaybookScript, ScriptBlock> _blocks = [];

    private PlaybookThread()
    {
        Runspace = PlaybookRunspace.Open(Calls);
        new Thread(Run) { IsBackground = true, Name = "Playbook" }.Start();
    }

    /// <summary>Where the playbooks run.</summary>
    public Runspace Runspace { get; }

    /// <summary>The commands that the playbook which runs there calls.</summary>
    public PlaybookCalls Calls { get; } = new();

    /// <summary>One that is idle, or a new one.</summary>
    public static PlaybookThread Take() => s_idle.TryTake(out var idle) ? idle : new PlaybookThread();

    /// <summary>A playbook as a block of this runspace. The engine keeps by its text what it has parsed and compiled, for all runspaces.</summary>
    /// <param name="script">The playbook.</param>
    /// <param name="engine">What makes blocks there.</param>
    public ScriptBlock Block(PlaybookScript script, CommandInvocationIntrinsics engine) => _blocks.GetValue(script, known => engine.NewScriptBlock(known.Text));

    /// <summary>Gives it back for the next. One that was left behind is not given back.</summary>
    public void Return() => s_idle.Add(this);

    /// <summary>Starts work on the thread.</summary>
    /// <param name="work">The work.</param>
    /// <returns>Its end; faulted when it throws.</returns>
    public Task Start(Action work)
    {
        // What waits goes on by itself, not on this thread.
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(() =>
        {
            try
            {
                work();
                done.SetResult();
            }
            catch (Exception exception)
            {
                done.SetException(exception);
            }
        });
        return done.Task;
    }

    private void Run()
    {
        foreach (var work in _work.GetConsumingEnumerable())
        {
            work();
        }
    }
}
