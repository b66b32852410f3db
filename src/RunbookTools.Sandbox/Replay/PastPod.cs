using System.Text.Json;
using System.Text.Json.Nodes;
using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox.Replay;

/// <summary>
/// What a pod was at a moment before it was captured, as far as its status tells: of each container the run it is in and the one before have their times. Earlier
/// runs are only counted, so their number grows evenly and what the container did meanwhile is left open.
/// </summary>
internal static class PastPod
{
    private const int MaxRestarts = 10;

    private static readonly string[] s_containers = ["initContainerStatuses", "containerStatuses", "ephemeralContainerStatuses"];

    /// <summary>The moments at which it changed.</summary>
    public static IEnumerable<DateTimeOffset> Moments(JsonElement pod)
    {
        if (pod.Time("status", "startTime") is not { } started)
        {
            yield break;
        }

        yield return started;
        foreach (var runs in s_containers.SelectMany(field => pod.Items("status", field)).Select(RunsOf))
        {
            foreach (var run in runs)
            {
                yield return run.Start;
                if (run.End is { } end)
                {
                    yield return end;
                }
            }

            if (runs is [{ Number: > 0 and var number } first, ..])
            {
                var (begun, steps) = (BegunAt(pod, started), Math.Min(number, MaxRestarts));
                for (var step = 0; step <= steps; step++)
                {
                    yield return begun + ((first.Start - begun) * step / (steps + 1));
                }
            }
        }
    }

    /// <summary>Winds a pod back.</summary>
    /// <param name="pod">The pod as it was captured.</param>
    /// <param name="past">The same, to be changed; its conditions are those of the moment already.</param>
    /// <param name="time">The moment.</param>
    public static void WindBack(JsonElement pod, JsonObject past, DateTimeOffset time)
    {
        if (past["status"] is not JsonObject status)
        {
            return;
        }

        if (pod.Condition("PodScheduled") is { } scheduled && scheduled.Time("lastTransitionTime") > time && scheduled.Text("status") == "True" && past["spec"] is JsonObject spec)
        {
            spec.Remove("nodeName");
        }

        if (pod.Time("status", "startTime") is not { } started)
        {
            return;
        }

        if (started > time)
        {
            // Nobody but the scheduler has seen it.
            past["status"] = new JsonObject { ["phase"] = "Pending", ["conditions"] = status["conditions"]?.DeepClone(), ["qosClass"] = status["qosClass"]?.DeepClone() };
            return;
        }

        var isReady = IsTrue(status, "ContainersReady") ?? IsTrue(status, "Ready");
        var changed = (pod.Condition("ContainersReady") ?? pod.Condition("Ready"))?.Time("lastTransitionTime") > time;
        var begun = BegunAt(pod, started);
        var waiting = pod.Items("spec", "initContainers").Length > 0 ? "PodInitializing" : "ContainerCreating";
        foreach (var field in s_containers.Where(field => pod.Has("status", field)))
        {
            status[field] = new JsonArray([.. pod.Items("status", field).Select(container => ContainerAt(container, begun, field == s_containers[1] ? waiting : "PodInitializing", changed ? isReady : null, time))]);
        }

        var main = pod.Items("status", s_containers[1]).Select(RunsOf).ToList();
        var hasStarted = main.Count == 0 || main.Exists(runs => runs.Count == 0 || runs[0].Start <= time || (runs[0].Number > 0 && begun <= time));
        if (!hasStarted)
        {
            status.Remove("podIP");
            status.Remove("podIPs");
        }

        var isOver = pod.Text("status", "phase") is "Succeeded" or "Failed";
        if (pod.Text("status", "phase") is "Running" || (isOver && EndOf(pod) > time))
        {
            status["phase"] = hasStarted ? "Running" : "Pending";
            status.Remove("reason");
            status.Remove("message");
        }

        // The opposite of what it was afterwards holds while its containers ran, and not before.
        if (changed && (status[s_containers[1]] as JsonArray)?.All(container => container!["state"]?["running"] is not null) == false)
        {
            foreach (var condition in (status["conditions"] as JsonArray ?? []).OfType<JsonObject>().Where(condition => (string?)condition["type"] is "Ready" or "ContainersReady"))
            {
                condition["status"] = "False";
            }
        }
    }

    private static JsonObject ContainerAt(JsonElement container, DateTimeOffset begun, string waiting, bool? isReady, DateTimeOffset time)
    {
        var runs = RunsOf(container);
        var past = container.ToNode();
        var run = runs.LastOrDefault(run => run.Start <= time);
        if (runs.Count == 0 || (run == runs[^1] && !(run.End > time)))
        {
            past["ready"] = container.Has("state", "running") ? isReady ?? container.IsTrue("ready") : container.IsTrue("ready");
            return past;
        }

        past.Remove("containerID");
        if (run is null)
        {
            var before = begun > time ? 0 : runs[0].Number;
            past["state"] = new JsonObject { ["waiting"] = before == 0 ? new JsonObject { ["reason"] = waiting } : [] };
            past["lastState"] = new JsonObject();
            past["restartCount"] = before == 0 ? 0 : (int)(before * ((time - begun) / (runs[0].Start - begun)));
        }
        else
        {
            past["state"] = run.End <= time
                ? new JsonObject { ["terminated"] = run.Ended!.Value.ToNode() }
                : new JsonObject { ["running"] = new JsonObject { ["startedAt"] = run.Start.ToText() } };
            past["lastState"] = run == runs[^1] && container.Has("lastState", "terminated") && runs.Count > 1 ? container.At("lastState").ToNode() : new JsonObject();
            past["restartCount"] = run.Number;
        }

        var isRunning = past["state"]!["running"] is not null;
        past["ready"] = isRunning && isReady == true;
        past["started"] = isRunning;
        return past;
    }

    // The first moment at which a container can have run: the kubelet has taken the pod, and its sandbox is there.
    private static DateTimeOffset BegunAt(JsonElement pod, DateTimeOffset started) =>
        pod.Condition("PodReadyToStartContainers") is { } ready && ready.Text("status") == "True" && ready.Time("lastTransitionTime") is { } time && time > started ? time : started;

    /// <summary>The runs of a container whose times are known, the last at the end.</summary>
    private static List<Run> RunsOf(JsonElement container)
    {
        var count = (int)Math.Min(container.Number("restartCount"), int.MaxValue);
        var current = container.At("state", "running") is { ValueKind: JsonValueKind.Object } running ? running : container.At("state", "terminated");
        var before = container.At("lastState", "terminated");
        var runs = new List<Run>();
        Add(before, before.ValueKind == JsonValueKind.Object ? before : null, current.ValueKind == JsonValueKind.Object ? Math.Max(0, count - 1) : count);
        Add(current, container.At("state", "terminated") is { ValueKind: JsonValueKind.Object } ended ? ended : null, count);
        return runs;

        void Add(JsonElement state, JsonElement? ended, int number)
        {
            if (state.Time("startedAt") is { } start)
            {
                runs.Add(new Run(start, state.Time("finishedAt"), ended, number));
            }
        }
    }

    private static DateTimeOffset? EndOf(JsonElement pod) =>
        pod.Items("status", s_containers[1]).Max(container => container.Time("state", "terminated", "finishedAt"))
        ?? pod.Items("status", "conditions").Max(condition => condition.Time("lastTransitionTime"));

    private static bool? IsTrue(JsonObject status, string type) =>
        (status["conditions"] as JsonArray ?? []).OfType<JsonObject>().FirstOrDefault(condition => (string?)condition["type"] == type) is { } found ? (string?)found["status"] == "True" : null;

    /// <summary>One run of a container.</summary>
    /// <param name="Start">When it began.</param>
    /// <param name="End">When it ended; null when it had not.</param>
    /// <param name="Ended">How it ended, as the status has it; null when it had not.</param>
    /// <param name="Number">How many runs were before it.</param>
    private sealed record Run(DateTimeOffset Start, DateTimeOffset? End, JsonElement? Ended, int Number);
}
