using RunbookTools.Playbooks;

namespace RunbookTools.Completion;

/// <summary>Completes names of playbooks, with their subject once that is typed.</summary>
public sealed class PlaybookCompleter : InventoryCompleter
{
    private protected override IEnumerable<string?> Values(CompletionRequest request) =>
        PlaybookCatalog.Shipped.Scripts.SelectMany(script => new[] { script.Info.Name, script.Info.Id });

    private protected override string Tip(string value) => PlaybookCatalog.Shipped.Find(value).FirstOrDefault()?.Info.Synopsis ?? value;
}
