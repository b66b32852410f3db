using RunbookTools.Engine.Inventory;

namespace RunbookTools.Completion;

/// <summary>Completes kinds: those that are in the cluster, or all known ones before one is connected.</summary>
public sealed class KindCompleter : InventoryCompleter
{
    private protected override IEnumerable<string?> Values(CompletionRequest request)
    {
        if (request.Command.Equals("Get-KubeWorkload", StringComparison.OrdinalIgnoreCase))
        {
            return WorkloadKinds.All;
        }

        return request.Inventory is { } inventory
            ? inventory.Coverage.Read.Select(entry => entry.Kind).Concat(inventory.Objects.Select(item => item.Kind)).Where(kind => kind != KindTable.PodLog)
                .Concat(inventory.OtherKinds.Select(kind => kind.Kind))
            : KindTable.All.Select(kind => kind.Kind);
    }
}
