using System.Diagnostics;
using System.Management.Automation;
using RunbookTools.Completion;
using RunbookTools.Engine.Inventory;

namespace RunbookTools.Commands;

/// <summary>What commands share that read logs of containers.</summary>
public abstract class KubeLogQueryCommand : KubePodQueryCommand
{
    private NameFilter _containers = NameFilter.All;

    /// <summary>Names of containers, with wildcards. All but init containers that are done, when not given.</summary>
    [Parameter]
    [Alias("c")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ContainerCompleter))]
    public string[]? Container { get; set; }

    /// <summary>The log of the run before.</summary>
    [Parameter]
    [Alias("p")]
    public SwitchParameter Previous { get; set; }

    /// <summary>The log of the run that ended last, whichever that is: the one before when the container runs again.</summary>
    [Parameter]
    public SwitchParameter Ended { get; set; }

    /// <summary>Only this many lines from the end of each log.</summary>
    [Parameter]
    [Alias("Last")]
    [ValidateRange(0, int.MaxValue)]
    public int? Tail { get; set; }

    /// <summary>Only lines within this time before the capture: <c>30m</c>, <c>2h</c> or a time span. Lines without a time are left out.</summary>
    [Parameter]
    [AgeTransformation]
    public TimeSpan? Since { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _containers = NameFilter.Of(Container);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        foreach (var name in IsAbsenceAnError ? _containers.Missing : [])
        {
            WriteFailure("ContainerNotFound", ErrorCategory.ObjectNotFound, name, $"None of these pods has a container '{name}'.");
        }
    }

    /// <summary>The lines asked for, container after container.</summary>
    internal IEnumerable<KubeLogLine> Lines(QueryStart start)
    {
        foreach (var container in WantedPods(start).SelectMany(pod => pod.Containers))
        {
            if (Stopping)
            {
                yield break;
            }

            if (IsContainerWanted(start, container) && IsFirst(container))
            {
                foreach (var line in Read(start, container))
                {
                    yield return line;
                }
            }
        }
    }

    private bool IsContainerWanted(QueryStart start, KubeContainer container)
    {
        if (Container is not null)
        {
            return _containers.Matches(container.Name);
        }

        // A container that never ran has no log, and an init container that is done has nothing to say any more.
        return start.Container is not null
            ? container.Name == start.Container
            : container is not ({ State: ContainerState.Waiting or ContainerState.Unknown, RestartCount: 0, LastFinished: null }
                or { Type: ContainerType.Init, State: ContainerState.Terminated, ExitCode: 0 });
    }

    private IEnumerable<KubeLogLine> Read(QueryStart start, KubeContainer container)
    {
        var text = Ended ? ReadEnded(start, container) : ReadOne(start, container, Previous);
        if (text.Gap is { } gap)
        {
            ReportGap(gap);
        }

        if (text.Truncated)
        {
            WriteVerbose($"The log of {container} is longer than what is kept; its beginning is left out.");
        }

        IEnumerable<KubeLogLine> lines = text.Lines;
        if (Since is { } since)
        {
            lines = lines.Where(line => line.Time >= start.Inventory.CapturedAt - since);
        }

        return Tail is { } tail ? lines.TakeLast(tail) : lines;
    }

    /// <summary>
    /// While a container waits to be started again its log is still that of the run that ended; the kubelet answers so too
    /// (pkg/kubelet/kubelet_pods.go, validateContainerLogStatus).
    /// </summary>
    private LogText ReadEnded(QueryStart start, KubeContainer container)
    {
        var hasEnded = container.RestartCount > 0 || container.LastFinished is not null;
        if (container.State == ContainerState.Running)
        {
            // A run that never ended has no log, which is no gap: nothing is missing.
            return hasEnded ? ReadOne(start, container, previous: true) : new LogText([], null);
        }

        var current = ReadOne(start, container, previous: false);
        if (current.Lines.Count > 0 || container.State == ContainerState.Terminated || !hasEnded)
        {
            return current;
        }

        var before = ReadOne(start, container, previous: true);
        return before.Gap is null ? before : current;
    }

    private LogText ReadOne(QueryStart start, KubeContainer container, bool previous)
    {
        var request = new LogRequest(container.Namespace ?? "", container.Pod, container.Name, previous);
        if (ClusterSession.Current.Playbook is { } playbook && playbook.Logs?.Refuse(request, isTarget: playbook.Target is KubePod target && target.Name == request.Pod && target.Namespace == container.Namespace) is { } gap)
        {
            return new LogText([], gap);
        }

        var clock = Stopwatch.StartNew();
        var text = start.Inventory.LogIfRead(request) ?? Await($"Reading the log of {container}", cancellation => start.Inventory.Log(request, cancellation), start.Cluster.Log);
        WriteVerbose($"Read {text.Lines.Count} lines of {container}{(previous ? ", the run before" : "")} in {clock.ElapsedMilliseconds} ms.");
        return text;
    }
}
