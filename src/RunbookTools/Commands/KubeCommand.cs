using System.Diagnostics;
using System.Management.Automation;
using RunbookTools.Engine.Inventory;
using RunbookTools.Engine.Reports;
using RunbookTools.Engine.Sources.Live;
using RunbookTools.Playbooks;

namespace RunbookTools.Commands;

/// <summary>What every command shares: stopping, errors with an id, and the cluster it works on.</summary>
public abstract class KubeCommand : PSCmdlet, IDisposable
{
    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(1);
    private readonly Lazy<CancellationTokenSource> _stopping = new(() => new CancellationTokenSource());
    private HashSet<CoverageGap>? _reported;

    /// <summary>Ends work when Ctrl+C is pressed or the pipeline is stopped.</summary>
    internal CancellationToken Cancellation => Call?.Cancellation ?? _stopping.Value.Token;

    /// <summary>True when the work is to end.</summary>
    internal new bool Stopping => Call?.Cancellation.IsCancellationRequested ?? base.Stopping;

    /// <summary>True when something comes down the pipeline.</summary>
    internal bool HasInput => Call?.HasInput ?? MyInvocation.ExpectingInput;

    /// <summary>Where in its script the command stands.</summary>
    internal (int Line, int Column) Position => Call?.Position ?? (MyInvocation.ScriptLineNumber, MyInvocation.OffsetInLine);

    /// <summary>How a playbook called it; null when a pipeline did.</summary>
    private protected CallRuntime? Call => CommandRuntime as CallRuntime;

    /// <inheritdoc/>
    protected override void StopProcessing() => _stopping.Value.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the command holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && _stopping.IsValueCreated)
        {
            _stopping.Value.Dispose();
        }
    }

    /// <summary>True when a parameter was given.</summary>
    internal bool Gives(string parameter) => Call?.Gives(parameter) ?? MyInvocation.BoundParameters.ContainsKey(parameter);

    /// <summary>Runs the command without a pipeline.</summary>
    /// <param name="runtime">What it writes to.</param>
    /// <param name="input">The parameter that takes what comes down the pipeline; null when nothing does.</param>
    /// <param name="items">What comes.</param>
    internal void Run(CallRuntime runtime, CommandParameter? input, object? items)
    {
        CommandRuntime = runtime;
        BeginProcessing();
        if (input is null)
        {
            ProcessRecord();
        }
        else
        {
            foreach (var item in LanguagePrimitives.GetEnumerable(items) ?? new[] { items })
            {
                input.Set(this, item);
                ProcessRecord();
            }
        }

        EndProcessing();
    }

    /// <summary>Reports a failure of one item; the others go on.</summary>
    internal void WriteFailure(string errorId, ErrorCategory category, object? target, string message, Exception? inner = null) =>
        WriteError(new ErrorRecord(new InvalidOperationException(PlainText.OneLine(message), inner), errorId, category, target));

    /// <summary>Reports a failure after which nothing is left to do.</summary>
    internal void Fail(string errorId, ErrorCategory category, object? target, string message, Exception? inner = null) =>
        ThrowTerminatingError(new ErrorRecord(new InvalidOperationException(PlainText.OneLine(message), inner), errorId, category, target));

    /// <summary>The cluster to work on: the one given, the one the object is from, or the one connected last.</summary>
    /// <param name="given">What <c>-Cluster</c> got; null when it was not used.</param>
    /// <param name="name">The cluster an object of the pipeline is from; null or empty when there is no object.</param>
    internal KubeCluster RequireCluster(KubeCluster? given, string? name = null)
    {
        var session = ClusterSession.Current;
        var cluster = given ?? (string.IsNullOrEmpty(name) ? session.Default : session.Find(name) ?? ClusterRegistry.Find(name));
        if (cluster is null && !string.IsNullOrEmpty(name))
        {
            Fail("ClusterNotConnected", ErrorCategory.ConnectionError, name, $"The cluster '{name}' is not connected here. Connect-KubeCluster connects it.");
        }

        if (cluster is null)
        {
            Fail("NotConnected", ErrorCategory.ConnectionError, name, "No cluster is connected. Use Connect-KubeCluster, for a dump with -Snapshot <path>.");
        }

        return cluster!;
    }

    /// <summary>
    /// Says that a kind of object is needed here. When it could not be read, a playbook's evidence becomes Unknown, and at the prompt an
    /// error names what is missing.
    /// </summary>
    /// <param name="inventory">The inventory asked.</param>
    /// <param name="kind">The kind, or <see cref="KindTable.PodLog"/>.</param>
    /// <param name="ns">The namespace; null for all.</param>
    /// <returns>True when it was read.</returns>
    internal bool RequireKind(ClusterInventory inventory, string kind, string? ns = null) =>
        inventory.GapFor(kind, ns) is not { } gap || ReportGap(gap);

    /// <summary>Says that something needed here could not be read; the same as <see cref="RequireKind"/> with the gap in hand.</summary>
    /// <returns>False, always.</returns>
    internal bool ReportGap(CoverageGap gap)
    {
        if (!(_reported ??= []).Add(gap))
        {
            return false;
        }

        if (ClusterSession.Current.Playbook is { } playbook)
        {
            playbook.AddGap(Position, gap);
        }
        else
        {
            var remedy = gap.Remedy is null ? "" : $" What would help: {gap.Remedy}";
            WriteFailure("NotRead", ErrorCategory.PermissionDenied, gap, $"{gap}.{remedy}");
        }

        return false;
    }

    /// <summary>
    /// Waits for work that is done elsewhere: Ctrl+C ends the wait at once, and after a second progress shows how long it takes.
    /// </summary>
    /// <typeparam name="T">What the work gives.</typeparam>
    /// <param name="activity">What is done, for the progress: <c>Reading ./bundle.tar.gz</c>.</param>
    /// <param name="work">The work.</param>
    /// <param name="log">Where the work tells its requests; null when it has none.</param>
    /// <param name="status">How far the work is, for the progress; null when it cannot tell.</param>
    internal T Await<T>(string activity, Func<CancellationToken, Task<T>> work, LiveLog? log = null, Func<string>? status = null)
    {
        var cancellation = Cancellation;
        return Await(activity, Task.Run(() => work(cancellation), cancellation), log, status, cancellation);
    }

    /// <summary>The same for work that keeps its thread until it is done.</summary>
    /// <typeparam name="T">What the work gives.</typeparam>
    /// <param name="activity">What is done, for the progress.</param>
    /// <param name="work">The work.</param>
    /// <param name="log">Where the work tells its requests; null when it has none.</param>
    /// <param name="status">How far the work is, for the progress; null when it cannot tell.</param>
    internal T Await<T>(string activity, Func<CancellationToken, T> work, LiveLog? log = null, Func<string>? status = null)
    {
        var cancellation = Cancellation;
        return Await(activity, OwnThreads.Start(() => work(cancellation), cancellation), log, status, cancellation);
    }

    private T Await<T>(string activity, Task<T> task, LiveLog? log, Func<string>? status, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var progress = new ProgressRecord(activity.GetHashCode(StringComparison.Ordinal) & int.MaxValue, activity, "starting");
        var shown = false;
        try
        {
            while (!((IAsyncResult)task).AsyncWaitHandle.WaitOne(clock.Elapsed < s_silence ? 50 : 500))
            {
                if (cancellation.IsCancellationRequested)
                {
                    throw new PipelineStoppedException();
                }

                Write(log);
                if (clock.Elapsed >= s_silence)
                {
                    progress.StatusDescription = $"{clock.Elapsed.TotalSeconds:0} s{(status is null ? "" : ", " + status())}";
                    WriteProgress(progress);
                    shown = true;
                }
            }

            return task.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        finally
        {
            if (!cancellation.IsCancellationRequested)
            {
                Write(log);
            }

            if (shown && !cancellation.IsCancellationRequested)
            {
                progress.RecordType = ProgressRecordType.Completed;
                WriteProgress(progress);
            }
        }
    }

    /// <summary>Writes what was told meanwhile: requests to the verbose stream, warnings as such.</summary>
    internal void Write(LiveLog? log)
    {
        while (log is not null && log.TryTake(out var entry))
        {
            if (entry.IsWarning)
            {
                WriteWarning(entry.Text);
            }
            else
            {
                WriteVerbose(entry.Text);
            }
        }
    }
}
