using RunbookTools.Engine.Inventory;

namespace RunbookTools.Playbooks;

/// <summary>What a playbook runs on: the objects its symptoms show on; without symptoms the first part of its id tells.</summary>
internal static class PlaybookSubject
{
    /// <summary>Every object a playbook could run on.</summary>
    public static IEnumerable<KubeObject> Of(PlaybookInfo playbook, ClusterInventory inventory) =>
        inventory.Objects.Where(item => IsSubject(playbook, item)).OrderBy(item => item.Namespace, StringComparer.Ordinal).ThenBy(item => item.Name, StringComparer.Ordinal);

    /// <summary>The object itself when it is what the playbook runs on, else the objects under it that are: a deployment's pods.</summary>
    public static IEnumerable<KubeObject> Expand(PlaybookInfo playbook, KubeObject target, ClusterInventory inventory)
    {
        var subjects = Subjects(playbook);
        return IsSubject(playbook, target) ? [target]
            : subjects.Contains("pod") ? inventory.PodsOf(target)
            : subjects.Contains("workload") && target is KubePod ? [inventory.RootOf(target)]
            : subjects.Contains("node") && target is KubePod { Node: { } node } && inventory.Find("Node", null, node) is { } found ? [found]
            : [target];
    }

    private static bool IsSubject(PlaybookInfo playbook, KubeObject item) => Subjects(playbook).Any(subject => Is(subject, item));

    private static HashSet<string> Subjects(PlaybookInfo playbook) => playbook.Symptoms.Count == 0
        ? [playbook.Subject]
        : [.. playbook.Symptoms.Select(SubjectOf)];

    /// <summary>What a symptom shows on: its first word, of hygiene the second.</summary>
    private static string SubjectOf(string symptom) => symptom.Split('.') switch
    {
        ["Hygiene", "Workload"] => "maker",
        ["Hygiene", var what] => what.ToLowerInvariant(),
        [var what, _] => what.ToLowerInvariant(),
        _ => "",
    };

    private static bool Is(string subject, KubeObject item) => subject switch
    {
        "pod" => item is KubePod,
        "workload" => item is KubeWorkload and not KubeReplicaSet { Controller: not null },
        "job" => item is KubeJob,
        "cronjob" => item is KubeCronJob,
        "service" => item is KubeService,
        "ingress" => item is KubeIngress,
        "gateway" => item is KubeGateway,
        "route" => item is KubeHttpRoute,
        "node" => item is KubeNode,
        "claim" => item is KubeVolumeClaim,
        "volume" => item is KubeVolume,
        "storage" => item is KubeVolumeClaim or KubeVolume,
        "apiservice" => item is KubeApiService,
        "autoscaler" => item is KubeAutoscaler,
        "namespace" => item is KubeNamespace,
        "webhook" => item is KubeWebhookConfiguration,
        "maker" => item is (KubeWorkload or KubePod) and { Controller: null },
        "unused" => Engine.Primitives.Referrers.Kinds.Contains(item.Kind) || item is KubeJob,
        "access" => item is KubeRole or KubeRoleBinding,
        "network" => item is KubeService or KubeIngress or KubeNetworkPolicy or KubeDisruptionBudget or KubeAutoscaler,
        _ => true,
    };
}
