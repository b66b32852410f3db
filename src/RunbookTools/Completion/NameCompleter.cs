using RunbookTools.Engine.Inventory;

namespace RunbookTools.Completion;

/// <summary>Completes names of the objects a command is about.</summary>
public sealed class NameCompleter : InventoryCompleter
{
    private protected override IEnumerable<string?> Values(CompletionRequest request)
    {
        if (request.Inventory is not { } inventory)
        {
            return [];
        }

        if (request.Command.Equals("Get-KubeContainer", StringComparison.OrdinalIgnoreCase) && !request.Parameter.Equals("Pod", StringComparison.OrdinalIgnoreCase))
        {
            return inventory.All<KubePod>().Where(request.IsInScope).SelectMany(pod => pod.Spec.Containers.Select(container => container.Name));
        }

        return Objects(request, inventory).Where(request.IsInScope).Select(item => item.Name);
    }

    private static IEnumerable<KubeObject> Objects(CompletionRequest request, ClusterInventory inventory)
    {
        var kinds = request.Texts("Kind").Select(kind => KindTable.Find(kind)?.Kind ?? kind).ToList();
        if (kinds.Count > 0)
        {
            return kinds.SelectMany(inventory.OfKind);
        }

        return request.Command.ToUpperInvariant() switch
        {
            "GET-KUBENODE" => inventory.OfKind("Node"),
            "GET-KUBESERVICE" => inventory.OfKind("Service"),
            "GET-KUBEVOLUMECLAIM" => inventory.OfKind("PersistentVolumeClaim"),
            "GET-KUBEWORKLOAD" or "GET-KUBEREVISION" => inventory.All<KubeWorkload>(),
            "GET-KUBEROUTE" => inventory.OfKind("Ingress").Concat(inventory.OfKind("HTTPRoute")).Concat(inventory.OfKind("Service")),
            "GET-KUBEEVENT" => inventory.All<KubeEvent>().Select(item => inventory.Find(item.Object)).OfType<KubeObject>(),
            "GET-KUBEREFERENCE" => inventory.All<KubeWorkload>().Concat<KubeObject>(inventory.OfKind("Ingress")),
            "INVOKE-PLAYBOOK" => inventory.All<KubeWorkload>().Concat(inventory.OfKind("Pod")).Concat(inventory.OfKind("Node")).Concat(inventory.OfKind("Service")).Concat(inventory.OfKind("PersistentVolumeClaim")),
            _ => inventory.OfKind("Pod"),
        };
    }
}
