namespace RunbookTools.Model;

/// <summary>A validating or mutating webhook configuration; its <c>Kind</c> says which.</summary>
public sealed record KubeWebhookConfiguration : KubeObject
{
    /// <summary>Its webhooks; never null.</summary>
    public IReadOnlyList<KubeWebhook> Webhooks { get; init; } = [];
}
