namespace RunbookTools.Engine.Symptoms;

/// <summary>
/// <c>Budget.BlocksDrain</c>: a disruption budget never lets a pod be evicted, or lets none while a node is being emptied. <c>Budget.NoMatch</c>: it
/// guards nothing.
/// </summary>
internal sealed class BudgetDetector : ISymptomDetector
{
    private static readonly string[] s_workloads = ["Deployment", "StatefulSet", "ReplicaSet", "Job", "CronJob", "DaemonSet"];

    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory)
    {
        var budgets = inventory.All<KubeDisruptionBudget>().Where(budget => budget.Deleted is null && budget.Selector is not null).ToList();
        foreach (var budget in budgets)
        {
            if (inventory.GapFor("Pod", budget.Namespace) is not null)
            {
                continue;
            }

            var pods = inventory.PodsIn(budget.Namespace).Where(pod => !pod.IsFinished && budget.Selector!.Matches(pod.Labels)).ToList();
            if (pods.Count == 0)
            {
                if (!MayMatch(inventory, budget))
                {
                    yield return Signs.Of(inventory, "Budget.NoMatch", budget, "its selector matches no pod and no workload", budget.Created, Severity.Info);
                }
            }
            else if (budget.DisruptionsAllowed == 0 && (budget.ExpectedPods > 0 || IsUncounted(budget)))
            {
                var drained = pods.FirstOrDefault(pod => pod.Node is { } name && inventory.Find<KubeNode>("Node", null, name) is { Unschedulable: true });
                var never = IsNever(budget) || IsUncounted(budget);
                if (never || drained is not null)
                {
                    yield return Signs.Of(
                        inventory, "Budget.BlocksDrain", budget,
                        $"{budget.CurrentHealthy} healthy of {budget.DesiredHealthy} needed, none may be disrupted{(drained is null ? "" : $"; {drained.Name} is on the cordoned node {drained.Node}")}",
                        null, never && drained is not null ? Severity.Warning : Severity.Info, never ? "never" : "now");
                }
            }
        }

        foreach (var (pod, guards) in Overlaps(inventory, budgets))
        {
            yield return Signs.Of(inventory, "Budget.BlocksDrain", guards[0], $"{string.Join(" and ", guards.Select(budget => budget.Name))} guard {pod.Name}", guards.Max(budget => budget.Created), Severity.Info, "overlap");
        }
    }

    /// <summary>True when as many must stay as there are, however healthy they be (k8s.io/kubernetes/pkg/controller/disruption/disruption.go, getExpectedPodCount).</summary>
    private static bool IsNever(KubeDisruptionBudget budget) => budget.DesiredHealthy >= budget.ExpectedPods;

    /// <summary>True when the controller cannot tell how many pods there should be, and lets none go (the same file, failSafe).</summary>
    private static bool IsUncounted(KubeDisruptionBudget budget) => Signs.Condition(budget.Conditions, "DisruptionAllowed") is { IsFalse: true, Reason: "SyncFailed" };

    /// <summary>True when some workload, scaled to zero perhaps, would make pods it guards, or when that cannot be told.</summary>
    private static bool MayMatch(ClusterInventory inventory, KubeDisruptionBudget budget) =>
        s_workloads.Any(kind => inventory.GapFor(kind, budget.Namespace) is not null)
        || inventory.All<KubeWorkload>().Any(workload => workload.Namespace == budget.Namespace && budget.Selector!.Matches(workload.Template.Labels))
        || inventory.CapturedAt - budget.Created < Signs.Grace;

    /// <summary>Pairs of budgets that guard one pod, each pair once: the eviction API refuses such a pod (k8s.io/kubernetes/pkg/registry/core/pod/storage/eviction.go).</summary>
    private static IEnumerable<(KubePod Pod, List<KubeDisruptionBudget> Guards)> Overlaps(ClusterInventory inventory, List<KubeDisruptionBudget> budgets) =>
        budgets.GroupBy(budget => budget.Namespace).Where(group => group.Count() > 1)
            .SelectMany(group => inventory.PodsIn(group.Key).Where(pod => !pod.IsFinished)
                .Select(pod => (pod, group.Where(budget => budget.Selector!.Matches(pod.Labels)).ToList())))
            .Where(pair => pair.Item2.Count > 1)
            .DistinctBy(pair => string.Join(',', pair.Item2.Select(budget => $"{budget.Namespace}/{budget.Name}")));
}
