using System.Text.RegularExpressions;

namespace RunbookTools.Engine.Symptoms;

/// <summary><c>Pod.Pending</c>: no node was found for a pod.</summary>
internal sealed partial class PodPendingDetector : ISymptomDetector
{
    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory)
    {
        foreach (var pod in Signs.LivePods(inventory).Where(pod => pod is { Phase: "Pending", IsScheduled: false }))
        {
            var scheduled = Signs.Condition(pod.Conditions, "PodScheduled");
            if (scheduled?.Reason == "SchedulingGated")
            {
                yield return Signs.Of(
                    inventory, "Pod.Pending", pod, "held back by " + string.Join(", ", pod.Spec.SchedulingGates), pod.Created, Severity.Info, "gated");
            }
            else if (scheduled is { IsFalse: true })
            {
                yield return Signs.Of(
                    inventory, "Pod.Pending", pod, $"{scheduled.Reason}: {scheduled.Message}", scheduled.Since ?? pod.Created,
                    Signs.OfPod(inventory, pod), Number().Replace(scheduled.Message ?? scheduled.Reason ?? "", "#"));
            }
            else if (Signs.Lasts(inventory, pod.Created, Signs.Grace))
            {
                yield return Signs.Of(
                    inventory, "Pod.Pending", pod, $"no scheduler has looked at it ({pod.Spec.SchedulerName})", pod.Created,
                    Signs.OfPod(inventory, pod), "unseen|" + pod.Spec.SchedulerName);
            }
        }
    }

    // Twins are told by the same message at different moments, when other nodes were full.
    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();
}
