namespace RunbookTools.Completion;

/// <summary>Completes keys of the config maps in scope.</summary>
public sealed class ConfigKeyCompleter : InventoryCompleter
{
    private protected override IEnumerable<string?> Values(CompletionRequest request)
    {
        var names = request.Texts("Name").ToHashSet(StringComparer.OrdinalIgnoreCase);
        return (request.Inventory?.All<KubeConfigMap>() ?? []).Where(map => request.IsInScope(map) && (names.Count == 0 || names.Contains(map.Name))).SelectMany(map => map.Keys);
    }
}
