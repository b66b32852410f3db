namespace RunbookTools.Completion;

/// <summary>Completes reasons that events have.</summary>
public sealed class EventReasonCompleter : InventoryCompleter
{
    private protected override IEnumerable<string?> Values(CompletionRequest request) => request.Inventory?.All<KubeEvent>().Select(item => item.Reason) ?? [];
}
