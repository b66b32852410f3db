namespace RunbookTools.Completion;

/// <summary>Completes names of connected clusters.</summary>
public sealed class ClusterCompleter : InventoryCompleter
{
    private protected override IEnumerable<string?> Values(CompletionRequest request) => ClusterSession.Current.Clusters.Select(cluster => cluster.Name);
}
