using System.Text.Json;
using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox.Tables;

/// <summary>What the table of pods says of one pod.</summary>
internal sealed class PodState
{
    private DateTimeOffset? _lastRestart;

    /// <summary>Looks at a pod.</summary>
    public PodState(JsonElement pod)
    {
        var phase = Cell.Text(pod, "status", "phase");
        Reason = Cell.TextOr(pod, phase, "status", "reason");
        if (pod.Items("status", "conditions").Any(condition => condition.Text("type") == "PodScheduled" && condition.Text("reason") == "SchedulingGated"))
        {
            Reason = "SchedulingGated";
        }

        var sidecars = pod.Items("spec", "initContainers").Where(container => container.Text("restartPolicy") == "Always")
            .Select(container => Cell.Text(container, "name")).ToHashSet(StringComparer.Ordinal);
        Total = pod.Items("spec", "containers").Length + sidecars.Count;
        var initializing = LookAtInitContainers(pod, sidecars);
        if (!initializing || Cell.Condition(pod, "Initialized") == "True")
        {
            LookAtContainers(pod, sidecars);
        }

        if (pod.Has("metadata", "deletionTimestamp"))
        {
            Reason = pod.Text("status", "reason") == "NodeLost" ? "Unknown" : phase is "Succeeded" or "Failed" ? Reason : "Terminating";
        }
    }

    /// <summary>How many containers are ready.</summary>
    public int Ready { get; private set; }

    /// <summary>How many containers there are, with the init containers that stay.</summary>
    public int Total { get; }

    /// <summary>What the status column says.</summary>
    public string Reason { get; private set; }

    /// <summary>How often containers were started again.</summary>
    public long Restarts { get; private set; }

    /// <summary>When the last of them was; null when not known.</summary>
    public DateTimeOffset? LastRestart => _lastRestart;

    private bool LookAtInitContainers(JsonElement pod, HashSet<string> sidecars)
    {
        var statuses = pod.Items("status", "initContainerStatuses");
        for (var i = 0; i < statuses.Length; i++)
        {
            var (status, state) = (statuses[i], statuses[i].At("state"));
            CountRestarts(status);
            if (state.Has("terminated") && state.Number("terminated", "exitCode") == 0)
            {
                continue;
            }

            if (sidecars.Contains(Cell.Text(status, "name")) && status.IsTrue("started"))
            {
                Ready += status.IsTrue("ready") ? 1 : 0;
                continue;
            }

            Reason = "Init:" + (state.Has("terminated") ? EndOf(state.At("terminated"))
                : state.Text("waiting", "reason") is { Length: > 0 } reason and not "PodInitializing" ? reason
                : $"{i}/{pod.Items("spec", "initContainers").Length}");
            return true;
        }

        return false;
    }

    private void LookAtContainers(JsonElement pod, HashSet<string> sidecars)
    {
        // Restarts while starting up no longer count, but for the init containers that stay.
        (Restarts, _lastRestart) = (0, null);
        foreach (var status in pod.Items("status", "initContainerStatuses").Where(status => sidecars.Contains(Cell.Text(status, "name"))))
        {
            CountRestarts(status);
        }

        var hasRunning = false;
        foreach (var status in pod.Items("status", "containerStatuses").Reverse())
        {
            var state = status.At("state");
            CountRestarts(status);
            if (state.Text("waiting", "reason") is { Length: > 0 } waiting)
            {
                Reason = waiting;
            }
            else if (state.Has("terminated"))
            {
                Reason = EndOf(state.At("terminated"));
            }
            else if (status.IsTrue("ready") && state.Has("running"))
            {
                hasRunning = true;
                Ready++;
            }
        }

        if (Reason == "Completed" && hasRunning)
        {
            Reason = Cell.Condition(pod, "Ready") == "True" ? "Running" : "NotReady";
        }
    }

    private void CountRestarts(JsonElement status)
    {
        Restarts += status.Number("restartCount");
        if (status.Time("lastState", "terminated", "finishedAt") is { } finished && finished > (_lastRestart ?? DateTimeOffset.MinValue))
        {
            _lastRestart = finished;
        }
    }

    private static string EndOf(JsonElement terminated) => terminated.Text("reason") is { Length: > 0 } reason ? reason
        : terminated.Number("signal") is not 0 and var signal ? $"Signal:{signal}"
        : $"ExitCode:{terminated.Number("exitCode")}";
}
