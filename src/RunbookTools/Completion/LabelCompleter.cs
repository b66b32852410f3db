namespace RunbookTools.Completion;

/// <summary>Completes labels, as <c>name=value</c>.</summary>
public sealed class LabelCompleter : InventoryCompleter
{
    private protected override IEnumerable<string?> Values(CompletionRequest request) =>
        (request.Inventory?.Objects ?? []).Where(request.IsInScope).SelectMany(item => item.Labels).Select(label => $"{label.Key}={label.Value}");
}
