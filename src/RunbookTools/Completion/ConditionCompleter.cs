namespace RunbookTools.Completion;

/// <summary>Completes types and reasons that conditions have.</summary>
public sealed class ConditionCompleter : InventoryCompleter
{
    private protected override IEnumerable<string?> Values(CompletionRequest request) =>
        (request.Inventory?.Objects ?? []).OfType<IHasConditions>().SelectMany(item => item.Conditions)
            .Select(condition => request.Parameter.Equals("Type", StringComparison.OrdinalIgnoreCase) ? condition.Type : condition.Reason);
}
