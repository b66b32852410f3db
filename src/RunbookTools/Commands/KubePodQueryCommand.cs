using RunbookTools.Engine.Inventory;

namespace RunbookTools.Commands;

/// <summary>What commands share that are about pods: <c>-Name</c>, <c>-Namespace</c> and <c>-Selector</c> choose pods.</summary>
public abstract class KubePodQueryCommand : KubeQueryCommand
{
    /// <inheritdoc/>
    internal override string Noun => "Pod";

    /// <summary>The pods asked for, each once.</summary>
    internal IEnumerable<KubePod> WantedPods(QueryStart start)
    {
        RequireKinds(start, start.Object is null ? ["Pod"] : Related.KindsForPods(start.Object));
        var pods = start.Object is null ? AllWanted<KubePod>(start) : Related.Pods(start.Inventory, start.Object);
        return pods.Where(pod => IsWanted(start, pod));
    }
}
