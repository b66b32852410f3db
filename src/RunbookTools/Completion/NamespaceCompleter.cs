namespace RunbookTools.Completion;

/// <summary>Completes namespaces, also those known only from what is in them.</summary>
public sealed class NamespaceCompleter : InventoryCompleter
{
    private protected override IEnumerable<string?> Values(CompletionRequest request) => request.Inventory is { } inventory
        ? inventory.OfKind("Namespace").Select(item => item.Name).Concat(inventory.Objects.Select(item => item.Namespace))
        : [];
}
