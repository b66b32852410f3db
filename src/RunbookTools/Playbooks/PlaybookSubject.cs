using RunbookTools.Engine.Inventory;

namespace RunbookTools.Playbooks;

/// <summary>What a playbook runs on, told from the first part of its id.</summary>
internal static class PlaybookSubject
{
    /// <summary>Every object a playbook could run on.</summary>
    public static IEnumerable<KubeObject> Of(PlaybookInfo playbook, ClusterInventory inventory) =>
        inventory.Objects.Where(item => IsSubject(playbook, item)).OrderBy(item => item.Namespace, StringComparer.Ordinal).ThenBy(item => item.Name, StringComparer.Ordinal);

    /// <summary>The object itself when it is what the playbook runs on, else the objects under it that are: a deployment's pods.</summary>
    public static IEnumerable<KubeObject> Expand(PlaybookInfo playbook, KubeObject target, ClusterInventory inventory) =>
        IsSubject(playbook, target) ? [target]
        : playbook.Subject == "pod" ? inventory.PodsOf(target)
        : playbook.Subject == "workload" && target is KubePod ? [inventory.RootOf(target)]
        : playbook.Subject == "node" && target is KubePod { Node: { } node } && inventory.Find("Node", null, node) is { } found ? [found]
        : [target];

    private static bool IsSubject(PlaybookInfo playbook, KubeObject item) => playbook.Subject switch
    {
        "pod" => item is KubePod,
        "workload" => item is KubeWorkload and not KubeReplicaSet { Controller: not null },
        "service" => item is KubeService,
        "node" => item is KubeNode,
        "storage" => item is KubeVolumeClaim or KubeVolume,
        _ => true,
    };
}
