using RunbookTools.Playbooks;

namespace RunbookTools.Completion;

/// <summary>Completes symptoms that a playbook is run for.</summary>
public sealed class SymptomCompleter : InventoryCompleter
{
    private protected override IEnumerable<string?> Values(CompletionRequest request) => PlaybookCatalog.Shipped.Scripts.SelectMany(script => script.Info.Symptoms);
}
