using RunbookTools.Engine.Sources;

namespace RunbookTools.Completion;

/// <summary>Completes contexts from the kubeconfig files. They are read and no more: no credential plugin runs, no server is asked.</summary>
public sealed class ContextCompleter : InventoryCompleter
{
    private protected override IEnumerable<string?> Values(CompletionRequest request) => ClusterSources.Contexts(request.Texts("KubeConfig").FirstOrDefault());
}
