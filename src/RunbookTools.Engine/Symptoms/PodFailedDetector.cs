using RunbookTools.Engine.Reports;

namespace RunbookTools.Engine.Symptoms;

/// <summary><c>Pod.Failed</c>: a pod ended badly and nothing has made up for it.</summary>
internal sealed class PodFailedDetector : ISymptomDetector
{
    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory)
    {
        foreach (var pod in inventory.All<KubePod>().Where(pod => pod is { Phase: "Failed", Deleted: null } && pod.Reason != "Evicted"))
        {
            var failed = pod.Containers.FirstOrDefault(container => container is { State: ContainerState.Terminated, ExitCode: not 0 });
            var at = pod.Containers.Max(container => container.FinishedAt) ?? pod.Conditions.Max(condition => condition.Since) ?? pod.Created;
            if (SeverityOf(inventory, pod, Signs.IsRecent(inventory, at)) is not { } severity)
            {
                continue;
            }

            var what = pod.Reason is { Length: > 0 } reason ? $"{reason}: {pod.Message}"
                : failed is null ? "Failed, and nothing says why"
                : $"{failed.Name}: exit {failed.ExitCode}{(failed.Reason is "Error" or null ? "" : $" ({failed.Reason})")}";
            yield return Signs.Of(
                inventory, "Pod.Failed", pod, PlainText.OneLine(what).TrimEnd(':', ' '), at, severity,
                $"{pod.Reason}|{failed?.Name}|{failed?.Reason}|{failed?.ExitCode}|{failed?.Image}");
        }
    }

    // pkg/kubelet/nodeshutdown/nodeshutdown_manager.go: what is left of pods that a node ended, or refused, on its way down.
    private static bool IsOfShutdown(KubePod pod) => pod.Reason is "Terminated" or "NodeShutdown" or "Shutdown";

    private static Severity? SeverityOf(ClusterInventory inventory, KubePod pod, bool recent)
    {
        if (inventory.OwnerOf(pod) is KubeJob job)
        {
            // A job that is over tells of itself; one that goes on is retrying, and a second try is what retries are for.
            return job.IsFinished || Signs.Condition(job.Conditions, "FailureTarget") is { IsTrue: true } ? null
                : job is { Failed: 1, Current: > 0 } ? Severity.Info : Severity.Warning;
        }

        return inventory.RootOf(pod) switch
        {
            KubeWorkload { Desired: > 0, Ready: 0 } => Severity.Critical,
            KubeWorkload { Ready: var ready, Desired: var desired } when ready < desired => Severity.Error,
            KubeWorkload when IsOfShutdown(pod) => null,
            KubePod when pod.Controller is null => recent ? Severity.Error : Severity.Warning,
            KubePod when IsMadeUpFor(inventory, pod) => null,
            _ => recent ? Severity.Warning : null,
        };
    }

    /// <summary>True when a later pod of what made it, which itself was not read, does what this one did not.</summary>
    private static bool IsMadeUpFor(ClusterInventory inventory, KubePod pod) =>
        inventory.PodsIn(pod.Namespace).Any(other => other.Controller == pod.Controller && other.Created > pod.Created && (other.IsReady || other.Phase == "Succeeded"));
}
