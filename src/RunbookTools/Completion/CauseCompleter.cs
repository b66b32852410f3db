using RunbookTools.Playbooks;

namespace RunbookTools.Completion;

/// <summary>Completes causes.</summary>
public sealed class CauseCompleter : InventoryCompleter
{
    private protected override IEnumerable<string?> Values(CompletionRequest request) => PlaybookCatalog.Shipped.Causes.All.Select(cause => cause.Id);

    private protected override string Tip(string value) => PlaybookCatalog.Shipped.Causes.Find(value)?.Meaning ?? value;
}
