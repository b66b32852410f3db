namespace RunbookTools.Completion;

/// <summary>Completes container names of the pods in scope.</summary>
public sealed class ContainerCompleter : InventoryCompleter
{
    private protected override IEnumerable<string?> Values(CompletionRequest request)
    {
        var names = request.Texts("Name").ToHashSet(StringComparer.OrdinalIgnoreCase);
        return (request.Inventory?.All<KubePod>() ?? [])
            .Where(pod => request.IsInScope(pod) && (names.Count == 0 || names.Contains(pod.Name)))
            .SelectMany(pod => pod.Spec.Containers.Select(container => container.Name));
    }
}
