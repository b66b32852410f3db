using RunbookTools.Playbooks;

namespace RunbookTools.Completion;

/// <summary>Completes what is to be suppressed: a cause, and behind <c>@</c> the object.</summary>
public sealed class SuppressionCompleter : InventoryCompleter
{
    private protected override IEnumerable<string?> Values(CompletionRequest request) => request.Word.Split('@') is [var cause, _]
        ? (request.Inventory?.Objects ?? []).Where(item => item is KubeWorkload or KubeNode or KubeService or KubeVolumeClaim).Select(item => $"{cause}@{item.Kind}/{item.Namespace}/{item.Name}")
        : PlaybookCatalog.Shipped.Causes.All.Select(known => known.Id);

    private protected override string Tip(string value) => PlaybookCatalog.Shipped.Causes.Find(value)?.Meaning ?? value;
}
